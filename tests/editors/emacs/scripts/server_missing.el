;; Without a server there is a message that names it, and the transcript can be edited.

(setcdr (assq 'presscript-mode eglot-server-programs) '("no-such-server" "lsp"))
(find-file "briefing.presscript")
(let (question)
  (cl-letf (((symbol-function 'read-shell-command)
             (lambda (prompt &rest _)
               (setq question prompt)
               (keyboard-quit))))
    (condition-case nil
        (call-interactively #'eglot)
      (quit nil)))
  (unless (string-search "I can't find `no-such-server' in PATH" (or question ""))
    (error "it says: %s" question)))
(support-equal major-mode 'presscript-mode)
