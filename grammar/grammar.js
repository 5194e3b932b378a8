/**
 * @file The grammar of Presscript, a light markup for press transcripts.
 * @license MIT
 *
 * The sentence above each rule is the rule in SPEC.md. What a line is, is decided by
 * src/scanner.c from that line alone; the rules below only say how its parts nest.
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

// Brackets nest this deep; deeper ones are text, so that no input makes a deep tree.
const BRACKET_DEPTH = 3;

// The rule of a bracket at a depth; those below the first are hidden and take the first one's name.
const at_depth = (name, depth) => (depth === 1 ? name : `_${name}_${depth}`);

// What may stand inside the brackets at a depth: leaves, and closed brackets one deeper.
const inside = ($, text, depth) =>
  choice(text, $._inline_leaf, ...nested($, ["annotation", "parenthetical"], depth));

// The brackets of these kinds one deeper than a depth.
const nested = ($, names, depth) =>
  depth === BRACKET_DEPTH
    ? []
    : names.map((name) => alias($[at_depth(name, depth + 1)], $[name]));

// An unclosed bracket reaches to the line's end, so it may only stand last.
const unclosed = ($, open, text, depth) => {
  const last = nested($, ["unclosed_annotation", "unclosed_parenthetical"], depth);
  const content = repeat(inside($, text, depth));
  return last.length === 0 ? seq(open, content) : seq(open, content, optional(choice(...last)));
};

const bracket_rules = {};
for (let depth = 1; depth <= BRACKET_DEPTH; depth++) {
  // An annotation is `[`, anything, and `]` on the same line: `[inaudible]`, `We now [have] over`.
  bracket_rules[at_depth("annotation", depth)] = ($) =>
    seq("[", repeat(inside($, $.annotation_text, depth)), "]");
  // A `[` that is not closed by the line's end makes all that follows it an unclosed annotation.
  bracket_rules[at_depth("unclosed_annotation", depth)] = ($) =>
    unclosed($, "[", $.annotation_text, depth);
  // A parenthetical is `(`, anything, and `)` on the same line, also in full width.
  bracket_rules[at_depth("parenthetical", depth)] = ($) =>
    seq("(", repeat(inside($, $.text, depth)), ")");
  // A `(` that is not closed by the line's end makes all that follows it an unclosed parenthetical.
  bracket_rules[at_depth("unclosed_parenthetical", depth)] = ($) =>
    unclosed($, "(", $.text, depth);
}

export default grammar({
  name: "presscript",

  // White space is never a token: the scanner leaves it between nodes.
  extras: (_) => [],

  // The order is the order of `enum TokenType` in src/scanner.c.
  externals: ($) => [
    $._front_matter_start,
    $.heading_marker,
    $._comment_marker,
    $._directive_marker,
    $.note_label,
    $._speaker_start,
    $._qa_start,
    $._stage_start,
    $._text_start,
    $._blank_line,
    $._line_end,
    "---",
    "...",
    $.yaml,
    $.comment_text,
    $.directive_name,
    $.rule_code,
    ",",
    ":",
    $.directive_reason,
    $.override,
    $.name,
    $._qa_name,
    $.affiliation,
    $._bracket_affiliation,
    $.manner,
    $.unclosed_affiliation,
    $._unclosed_round,
    $._unclosed_square,
    $.delimiter,
    $._qa_delimiter,
    $.glued_delimiter,
    $.spaced_delimiter,
    $.wrong_delimiter,
    "{",
    $.attribute_name,
    "=",
    $.attribute_value,
    "}",
    "(",
    ")",
    "[",
    "]",
    $.text,
    $.annotation_text,
    $.timestamp,
    $.deletion,
    $.insertion,
    $.note_reference,
    $.link,
    $.escape,
    $._error_sentinel,
  ],

  rules: {
    // A document is front matter, if any, an unattributed opening, if any, and then turns under headings.
    document: ($) =>
      seq(
        optional(seq($.front_matter, $._line_end)),
        optional($._opening),
        repeat(choice(seq($.heading, $._line_end, optional($._opening)), $.turn)),
      ),

    // Blank lines belong to no turn as long as nothing else stands before them.
    _opening: ($) => choice(repeat1($._blank_line), seq(repeat($._blank_line), $.unattributed)),

    // Front matter is YAML between a first line `---` and the next line that is `---` or `...`.
    front_matter: ($) =>
      seq($._front_matter_start, "---", $._line_end, optional($.yaml), choice("---", "...")),

    // A heading is one to three `#` at the line's start, white space, and a title.
    heading: ($) => seq($.heading_marker, optional(field("title", $.title))),

    // The title is all that follows the marker.
    title: ($) => $._inlines,

    // Lines that no speaker line stands before, from the start or from a heading on, are unattributed.
    unattributed: ($) => seq($._line, repeat(choice($._line, $._blank_line))),

    // A turn is a speaker line and all lines up to the next speaker line, heading or end of the file.
    turn: ($) => seq($.speaker_line, $._line_end, repeat(choice($._line, $._blank_line))),

    _line: ($) =>
      seq(
        choice($.text_line, $.stage_line, $.comment, $.directive, $.note_definition),
        $._line_end,
      ),

    // A speaker line is a timestamp, if any, a label, its delimiter, attributes, if any, and what is said.
    speaker_line: ($) =>
      seq(
        choice(
          seq(
            $._speaker_start,
            optional(field("timestamp", $.timestamp)),
            optional(seq(field("label", $.label), optional(field("timestamp", $.timestamp)))),
            field("delimiter", $._delimiter),
          ),
          seq(
            $._qa_start,
            optional(field("timestamp", $.timestamp)),
            field("label", alias($._qa_label, $.label)),
            optional(field("delimiter", alias($._qa_delimiter, $.delimiter))),
          ),
        ),
        optional(field("attributes", $.attributes)),
        optional($._inlines),
      ),

    // The delimiter of a label is a colon; one without white space after it, one with white space
    // before it, and a semicolon after a bracket are told apart.
    _delimiter: ($) =>
      choice($.delimiter, $.glued_delimiter, $.spaced_delimiter, $.wrong_delimiter),

    // A label is a name, with affiliations after a comma or in brackets, or with a manner in brackets.
    label: ($) =>
      seq(
        optional($.override),
        field("name", $.name),
        repeat(
          choice(
            field("name", $.name),
            seq(",", optional(field("affiliation", $.affiliation))),
            seq(
              choice("(", "["),
              optional(
                choice(
                  field("affiliation", alias($._bracket_affiliation, $.affiliation)),
                  field("manner", $.manner),
                ),
              ),
              choice(")", "]"),
            ),
            seq(
              choice(alias($._unclosed_round, "("), alias($._unclosed_square, "[")),
              optional(field("affiliation", $.unclosed_affiliation)),
            ),
          ),
        ),
      ),

    // `Q` and `A` are labels without a colon.
    _qa_label: ($) => field("name", alias($._qa_name, $.name)),

    // Attributes stand in braces directly after the delimiter: flags, and keys with values.
    attributes: ($) => seq("{", repeat1($.attribute), "}"),

    // An attribute is a name, or a name, `=` and a value without white space or in double quotes.
    attribute: ($) =>
      seq(
        field("key", $.attribute_name),
        optional(seq("=", optional(field("value", $.attribute_value)))),
      ),

    // A text line is any line that is nothing else.
    text_line: ($) => seq($._text_start, $._inlines),

    // A stage line is one annotation, parenthetical or timestamp alone on its line.
    stage_line: ($) => seq($._stage_start, $._inlines),

    // A comment is `%%` first on the line and the rest of it.
    comment: ($) => seq(alias($._comment_marker, "%%"), optional($.comment_text)),

    // A directive is a comment that begins with `presscript-ignore` or `presscript-ignore-file`,
    // then rule codes, and after a colon the reason.
    directive: ($) =>
      seq(
        alias($._directive_marker, "%%"),
        field("name", $.directive_name),
        repeat(choice(field("code", $.rule_code), ",")),
        optional(seq(":", optional(field("reason", $.directive_reason)))),
      ),

    // A note definition is `[^id]:` at the line's start and the note.
    note_definition: ($) => seq($.note_label, optional($._inlines)),

    _inlines: ($) => choice(seq(repeat1($._inline), optional($._unclosed)), $._unclosed),

    _inline: ($) => choice($.text, $._inline_leaf, $.annotation, $.parenthetical),

    _unclosed: ($) => choice($.unclosed_annotation, $.unclosed_parenthetical),

    _inline_leaf: ($) =>
      choice(
        $.timestamp,
        $.deletion,
        $.insertion,
        $.note_reference,
        $.link,
        $.escape,
      ),

    ...bracket_rules,
  },
});
