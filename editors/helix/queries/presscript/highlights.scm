; Generated from the grammar's query of the same name: change that one.

(name) @label

(affiliation) @namespace

(unclosed_affiliation) @namespace

(manner) @attribute

(override) @punctuation.special

[
  (delimiter)
  (glued_delimiter)
  (spaced_delimiter)
  (wrong_delimiter)
] @punctuation.delimiter

(attribute_name) @variable.other.member

(attribute_value) @string

"=" @operator

(heading_marker) @punctuation.special

(title) @markup.heading

(annotation_text) @comment.block.documentation

(timestamp) @constant.numeric

(deletion) @diff.minus

(insertion) @diff.plus

[
  (note_label)
  (note_reference)
] @markup.link.label

(link) @markup.link.url

(escape) @constant.character.escape

(comment) @comment

(directive) @comment

(directive_name) @keyword.directive

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
