;; Imenu lists the opening and every exchange, with its turns.

(support-open "briefing.presscript")
(let ((entries (mapcar #'car (funcall imenu-create-index-function))))
  (support-equal (length entries) 8)
  (support-equal (substring-no-properties (nth 0 entries)) "Opening")
  (support-equal (substring-no-properties (nth 1 entries)) "1. FBC, Anna Example"))
