;; C-M-i completes a label that was begun, and all of it.

(support-open "completion.presscript" "Minister Max Mustername: Welcome.

Anna Example (FBC): Is it safe?

Minister Max Mustername: It is.

Ann")
(goto-char (point-max))
(completion-at-point)
(support-equal (buffer-substring-no-properties (line-beginning-position) (line-end-position))
               "Anna Example (FBC): ")
