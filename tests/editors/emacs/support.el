;;; support.el --- What the test scripts share  -*- lexical-binding: t; -*-

(require 'cl-lib)
(require 'eglot)

(defconst support-patience 20 "Seconds that something may take.")

(setq eglot-sync-connect 10
      eglot-autoshutdown t
      eglot-confirm-server-edits nil
      make-backup-files nil
      create-lockfiles nil
      auto-save-default nil)

(defun support-wait-for (what condition)
  "Wait until CONDITION holds, and return what it returned; fail without WHAT."
  (let ((end (+ (float-time) support-patience)) result)
    (while (not (or (setq result (funcall condition)) (> (float-time) end)))
      ;; A batch Emacs is never idle by itself, and Eglot and Flymake do their work when the user pauses.
      (mapc #'timer-event-handler (copy-sequence timer-idle-list))
      (accept-process-output nil 0.02))
    (or result (error "no %s within %d s" what support-patience))))

(defun support-equal (actual expected &optional what)
  "Fail unless ACTUAL equals EXPECTED; WHAT is what they are."
  (unless (equal actual expected)
    (error "%s\nexpected: %S\nactual:   %S" (or what "") expected actual)))

(defun support-open (name &optional text)
  "Open the transcript NAME in the workspace, with TEXT where it is given, and wait for the server."
  (when text
    (write-region text nil name nil 'silent))
  (find-file name)
  ;; `eglot-ensure' connects when the user is asked for the next command.
  (run-hooks 'post-command-hook)
  (support-wait-for "language server" #'eglot-managed-p)
  (current-buffer))

(defun support-go-to (text)
  "Put point onto the first TEXT."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun support-findings ()
  "The findings, as `line:code', in order."
  (mapcar (lambda (finding)
            (format "%d:%s"
                    (line-number-at-pos (flymake-diagnostic-beg finding))
                    (if (string-match "\\[\\([a-z/-]+\\)\\]" (flymake-diagnostic-text finding))
                        (match-string 1 (flymake-diagnostic-text finding))
                      (flymake-diagnostic-text finding))))
          (sort (flymake-diagnostics)
                (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b))))))

(defun support-wait-for-findings (expected)
  "Wait until the findings are EXPECTED."
  (ignore-errors
    (support-wait-for "findings" (lambda () (equal (support-findings) expected))))
  (support-equal (support-findings) expected "findings"))

(defun support-run (script)
  "Load SCRIPT; Emacs's exit code tells how it went."
  (condition-case problem
      (load script nil t t)
    (error
     (message "%s" (error-message-string problem))
     (kill-emacs 1)))
  (dolist (buffer (buffer-list))
    (with-current-buffer buffer
      (set-buffer-modified-p nil)))
  (eglot-shutdown-all)
  (kill-emacs 0))

(provide 'support)
;;; support.el ends here
