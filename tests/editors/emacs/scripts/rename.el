;; A person is renamed in every form of the label.

(support-open "rename.presscript" "Minister Max Mustername: Welcome.

Anna Example (FBC): Thank you.

Max Mustername: Next.
")
(support-go-to "Max Mustername")
(eglot-rename "Moritz Musterfrau")
(support-equal (buffer-string) "Minister Moritz Musterfrau: Welcome.

Anna Example (FBC): Thank you.

Moritz Musterfrau: Next.
")
