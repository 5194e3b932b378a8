; Spelling: names and links are not checked. These come first, since the last capture of a node gives its colour.

(title) @spell

(comment) @spell

(text_line
  (text) @spell)

(speaker_line
  (text) @spell)

(note_definition
  (text) @spell)

; Speakers

(name) @label

(affiliation) @module

(unclosed_affiliation) @module

(manner) @attribute

(override) @punctuation.special

[
  (delimiter)
  (glued_delimiter)
  (spaced_delimiter)
  (wrong_delimiter)
] @punctuation.delimiter

; Attributes

(attribute_name) @property

(attribute_value) @string

"=" @operator

; Headings

(heading_marker) @punctuation.special

(title) @markup.heading

; What was not said, or not as printed

(annotation_text) @comment.note

(timestamp) @number

(deletion) @diff.minus

(insertion) @diff.plus

; Notes and links

[
  (note_label)
  (note_reference)
] @markup.link.label

(link) @nospell @markup.link.url

(escape) @string.escape

; Comments

(comment) @comment

(directive) @comment

(directive_name) @keyword.directive

(rule_code) @constant

; Marks

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
