; Generated from the grammar's query of the same name: change that one.

(turn) @function.around

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
    (_)+ @function.inside)
  .
  (_)* @function.inside)

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
    ] @function.inside
    .
    (_)* @function.inside)
  .
  (_)* @function.inside)

[
  (comment)
  (directive)
] @comment.around

[
  (comment_text)
  (directive_reason)
] @comment.inside
