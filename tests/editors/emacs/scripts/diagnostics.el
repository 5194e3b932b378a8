;; Findings arrive when a transcript is opened and change with its text.

(support-open "findings.presscript" "Max Mustername: Welcome.

Anna Example (FBC):Can you tell us more?

Max Mustername: I can [inaudible and so on.
")
(support-wait-for-findings '("3:label/no-space" "5:note/unbalanced"))
(support-go-to "Can you")
(insert " ")
(support-wait-for-findings '("5:note/unbalanced"))
