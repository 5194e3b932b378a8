;; With the tree-sitter parser, labels, outlets, notes and corrections have faces; turns are what functions are elsewhere.

(unless (treesit-ready-p 'presscript)
  (error "there is no parser"))
(support-open "highlights.presscript" "---
title: A briefing
---

# Opening

%% checked by Dora
[00:12:31] Anna Example (FBC): {follow-up lang=es} Thank you. We now [have] over {-20-}{+200+}.

Max Mustername: Thank you.
")
(font-lock-ensure)
(dolist (expected '(("Opening" . presscript-heading)
                    ("%% checked" . font-lock-comment-face)
                    ("00:12:31" . font-lock-number-face)
                    ("Anna" . font-lock-function-name-face)
                    ("FBC" . font-lock-type-face)
                    ("follow-up" . font-lock-property-name-face)
                    ("es}" . font-lock-string-face)
                    ("Thank" . nil)
                    ("have]" . font-lock-doc-face)
                    ("-20" . presscript-deletion)
                    ("+200" . presscript-insertion)))
  (support-go-to (car expected))
  (support-equal (get-text-property (point) 'face) (cdr expected) (car expected)))
(support-go-to "Thank you. We")
(beginning-of-defun)
(support-equal (line-number-at-pos) 8)
(support-equal (treesit-add-log-current-defun) "Anna Example (FBC)")
