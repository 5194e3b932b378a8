// The tokens, in the order of grammar.js, and how the scanner gives one.

#ifndef PRESSCRIPT_TOKENS_H
#define PRESSCRIPT_TOKENS_H

#include "chars.h"

enum TokenType {
  FRONT_MATTER_START,
  HEADING_MARKER,
  COMMENT_MARKER,
  DIRECTIVE_MARKER,
  NOTE_LABEL,
  SPEAKER_START,
  QA_START,
  STAGE_START,
  TEXT_START,
  BLANK_LINE,
  LINE_END,
  DASHES,
  DOTS,
  YAML,
  COMMENT_TEXT,
  DIRECTIVE_NAME,
  RULE_CODE,
  COMMA,
  REASON_COLON,
  DIRECTIVE_REASON,
  OVERRIDE,
  NAME,
  QA_NAME,
  AFFILIATION,
  BRACKET_AFFILIATION,
  MANNER,
  UNCLOSED_AFFILIATION,
  UNCLOSED_ROUND,
  UNCLOSED_SQUARE,
  DELIMITER,
  QA_DELIMITER,
  GLUED_DELIMITER,
  SPACED_DELIMITER,
  WRONG_DELIMITER,
  ATTRIBUTES_OPEN,
  ATTRIBUTE_NAME,
  EQUALS,
  ATTRIBUTE_VALUE,
  ATTRIBUTES_CLOSE,
  ROUND_OPEN,
  ROUND_CLOSE,
  SQUARE_OPEN,
  SQUARE_CLOSE,
  TEXT,
  ANNOTATION_TEXT,
  TIMESTAMP,
  DELETION,
  INSERTION,
  NOTE_REFERENCE,
  LINK,
  ESCAPE,
  ERROR_SENTINEL,
};

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static bool give(TSLexer *lexer, enum TokenType token) {
  lexer->result_symbol = (TSSymbol)token;
  return true;
}

// Gives the token that ends where the lexer stands.
static bool give_here(TSLexer *lexer, enum TokenType token) {
  lexer->mark_end(lexer);
  return give(lexer, token);
}

// Consumes one character and gives it as the token.
static bool give_one(TSLexer *lexer, enum TokenType token) {
  advance(lexer);
  return give_here(lexer, token);
}

// Leaves white space out of the next token; says whether there was any.
static bool skip_white(TSLexer *lexer) {
  bool skipped = false;
  while (is_space(lexer->lookahead)) {
    lexer->advance(lexer, true);
    skipped = true;
  }
  return skipped;
}

// LF, CRLF or CR; at the end of the file, nothing.
static void consume_line_end(TSLexer *lexer) {
  bool cr = lexer->lookahead == '\r';
  if (lexer->lookahead == '\n' || cr) advance(lexer);
  if (cr && lexer->lookahead == '\n') advance(lexer);
}

static bool give_line_end(TSLexer *lexer) {
  consume_line_end(lexer);
  return give_here(lexer, LINE_END);
}

#endif
