; Generated from the grammar's query of the same name: change that one.

(name) @font-lock-function-name-face

(affiliation) @font-lock-type-face

(unclosed_affiliation) @font-lock-type-face

(manner) @font-lock-preprocessor-face

(override) @font-lock-misc-punctuation-face

[
  (delimiter)
  (glued_delimiter)
  (spaced_delimiter)
  (wrong_delimiter)
] @font-lock-delimiter-face

(attribute_name) @font-lock-property-name-face

(attribute_value) @font-lock-string-face

"=" @font-lock-operator-face

(heading_marker) @font-lock-misc-punctuation-face

(title) @presscript-heading

(annotation_text) @font-lock-doc-face

(timestamp) @font-lock-number-face

(deletion) @presscript-deletion

(insertion) @presscript-insertion

[
  (note_label)
  (note_reference)
] @font-lock-constant-face

(link) @link

(escape) @font-lock-escape-face

(comment) @font-lock-comment-face

(directive) @font-lock-comment-face

(directive_name) @font-lock-keyword-face

(rule_code) @font-lock-constant-face

[
  "---"
  "..."
] @font-lock-misc-punctuation-face

[
  "["
  "]"
  "("
  ")"
  "{"
  "}"
] @font-lock-bracket-face

[
  ","
  ":"
] @font-lock-delimiter-face
