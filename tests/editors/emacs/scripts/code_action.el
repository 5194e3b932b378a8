;; A finding's fix comes first, and is applied when it is chosen.

(support-open "fix.presscript" "Max Mustername: The ferries go again.

Anna Example (FBC):Can you tell us more?
")
(support-wait-for-findings '("3:label/no-space"))
(support-go-to ":Can")
;; Asked by the keyboard, Eglot reads the answer in the minibuffer.
(let ((last-nonmenu-event ?a) offered)
  (cl-letf (((symbol-function 'completing-read)
             (lambda (_prompt choices &rest _)
               (setq offered (mapcar #'car choices))
               (car offered))))
    (call-interactively #'eglot-code-actions))
  (support-equal (length (member "Ignore “label/no-space” here" offered)) (1- (length offered))
                 "setting aside is the second"))
(support-wait-for "fixed text" (lambda () (string-search "Anna Example (FBC): Can" (buffer-string))))
(support-wait-for-findings '())
