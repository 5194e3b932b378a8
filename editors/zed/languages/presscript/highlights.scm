; Generated from the grammar's query of the same name: change that one.

(name) @label

(affiliation) @type

(unclosed_affiliation) @type

(manner) @attribute

(override) @punctuation.special

[
  (delimiter)
  (glued_delimiter)
  (spaced_delimiter)
  (wrong_delimiter)
] @punctuation.delimiter

(attribute_name) @property

(attribute_value) @string

"=" @operator

(heading_marker) @punctuation.special

(title) @title

(annotation_text) @comment.doc

(timestamp) @number

(deletion) @diff.minus

(insertion) @diff.plus

[
  (note_label)
  (note_reference)
] @link_text

(link) @link_uri

(escape) @string.escape

(comment) @comment

(directive) @comment

(directive_name) @keyword

(rule_code) @constant

[
  "---"
  "..."
] @punctuation.special

[
  "["
  "]"
  "("
  ")"
  "{"
  "}"
] @punctuation.bracket

[
  ","
  ":"
] @punctuation.delimiter
