;;; presscript-mode.el --- Work on press transcripts  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "29.1"))
;; Keywords: text, languages
;; URL: https://github.com/presscript/presscript
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; A major mode for the transcripts of press conferences.  The language server `presscript' does most of the work,
;; through Eglot:
;;
;;     (add-hook 'presscript-mode-hook #'eglot-ensure)
;;
;; With a tree-sitter parser for Presscript the text is coloured by it; without one, labels, headings and comments are.

;;; Code:

(require 'treesit)

(defvar eglot-server-programs)

(defgroup presscript nil
  "Work on press transcripts."
  :group 'text
  :prefix "presscript-")

(defface presscript-heading '((t :inherit bold :height 1.1))
  "Face of headings.")

(defface presscript-deletion '((t :inherit shadow :strike-through t))
  "Face of words that a published correction struck.")

(defface presscript-insertion '((t :inherit success))
  "Face of words that a published correction added.")

(defconst presscript--folder
  (file-name-directory (or load-file-name buffer-file-name))
  "The folder of this file.")

(defconst presscript--keywords
  '(("^%%.*$" 0 'font-lock-comment-face t)
    ("^#\\{1,3\\} .*$" 0 'presscript-heading)
    ("^\\(?:\\[[0-9:.]+\\] \\)?\\([[:upper:]][^:\n(]\\{0,80\\}?\\)\\(?: (\\([^)\n]+\\))\\)?:\\(?: \\|$\\)"
     (1 'font-lock-function-name-face)
     (2 'font-lock-type-face nil t))
    ("\\[[^]\n]*\\]" 0 'font-lock-doc-face))
  "How text is coloured where there is no tree-sitter parser.")

(defun presscript--query (name)
  "The tree-sitter query NAME of this mode, as a string."
  (with-temp-buffer
    (insert-file-contents (expand-file-name (concat "queries/" name ".scm") presscript--folder))
    (buffer-string)))

(defun presscript--set-up-tree-sitter ()
  "Let tree-sitter colour the buffer, and move by turn where code has functions."
  (treesit-parser-create 'presscript)
  (setq-local treesit-font-lock-settings
              (treesit-font-lock-rules
               :language 'presscript
               :feature 'transcript
               :override t
               (presscript--query "highlights")))
  (setq-local treesit-font-lock-feature-list '((transcript)))
  (setq-local treesit-defun-type-regexp "\\`turn\\'")
  (setq-local treesit-defun-name-function #'presscript--turn-name)
  (treesit-major-mode-setup))

(defun presscript--turn-name (node)
  "The label of the turn NODE."
  (when-let* ((line (treesit-node-child node 0 t))
              (label (treesit-node-child-by-field-name line "label")))
    (treesit-node-text label t)))

;;;###autoload
(define-derived-mode presscript-mode text-mode "Presscript"
  "Major mode for the transcripts of press conferences.

\\[beginning-of-defun] and \\[end-of-defun] go from turn to turn where there is a tree-sitter parser."
  (setq-local comment-start "%% "
              comment-end ""
              comment-start-skip "%%[ \t]*")
  ;; A line break is content: lines are wrapped on the screen and never filled.
  (auto-fill-mode -1)
  (visual-line-mode 1)
  (if (treesit-ready-p 'presscript t)
      (presscript--set-up-tree-sitter)
    (setq-local font-lock-defaults '(presscript--keywords t))))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.presscript\\'" . presscript-mode))
;;;###autoload
(add-to-list 'auto-mode-alist '("\\.transcript\\.txt\\'" . presscript-mode))

;;;###autoload
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(presscript-mode . ("presscript" "lsp"))))

(provide 'presscript-mode)
;;; presscript-mode.el ends here
