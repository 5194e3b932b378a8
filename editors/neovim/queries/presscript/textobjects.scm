; A turn is a function: all that one speaker says, and the jumps from function to function go from turn to
; turn. Its inner part is what is said, without the label.

(turn) @function.outer

(turn
  .
  (speaker_line
    [
      (delimiter)
      (glued_delimiter)
      (spaced_delimiter)
      (wrong_delimiter)
    ]
    .
    (attributes)?
    .
    (_)+ @function.inner)
  .
  (_)* @function.inner)

; `Q` has no delimiter.

(turn
  .
  (speaker_line
    label: (label)
    .
    [
      (text)
      (annotation)
      (unclosed_annotation)
      (parenthetical)
      (unclosed_parenthetical)
      (deletion)
      (insertion)
      (note_reference)
      (link)
      (escape)
    ] @function.inner
    .
    (_)* @function.inner)
  .
  (_)* @function.inner)

; A label is a parameter, and a name in it the inner part.

(label) @parameter.outer

(label
  name: (name) @parameter.inner)

; A bracket is a block, and what it holds the inner part.

[
  (annotation)
  (unclosed_annotation)
  (parenthetical)
  (unclosed_parenthetical)
] @block.outer

(annotation
  "["
  .
  (_)+ @block.inner
  .
  "]")

(parenthetical
  "("
  .
  (_)+ @block.inner
  .
  ")")

; Comments and directives

[
  (comment)
  (directive)
] @comment.outer

[
  (comment_text)
  (directive_reason)
] @comment.inner
