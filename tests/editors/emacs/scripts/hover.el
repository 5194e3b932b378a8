;; Eldoc says who the speaker is.

(support-open "briefing.presscript")
(support-go-to "Peter Placeholder")
(eldoc-print-current-symbol-info t)
(let ((text (support-wait-for
             "documentation"
             (lambda ()
               (when-let* ((buffer (ignore-errors (eldoc-doc-buffer))))
                 (with-current-buffer buffer
                   (and (> (buffer-size) 0) (buffer-string))))))))
  (dolist (known '("Peter Placeholder" "Daily Sample"))
    (unless (string-search known text)
      (error "it does not say %s: %s" known text))))
