;; M-. goes to the label that introduces a person, M-? lists all turns.

(support-open "briefing.presscript")
(goto-char (point-min))
(forward-line 28)
(call-interactively #'xref-find-definitions)
(support-equal (line-number-at-pos) 21)
(support-equal
 (mapcar (lambda (place) (xref-location-line (xref-item-location place)))
         (xref-backend-references (xref-find-backend) "LSP identifier at point."))
 '(21 29 33 39 48 53 59 63 69 75))
