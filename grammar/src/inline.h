// What is said: text, and the marks within it.

#ifndef PRESSCRIPT_INLINE_H
#define PRESSCRIPT_INLINE_H

#include "tokens.h"

// Bounds of what is looked ahead for, in characters; with them a file of one line stays linear.
#define NOTE_ID_CHARS 32
#define CORRECTION_CHARS 256

// The index after the note label at an index, without its colon, or the index itself: `[^1]`.
static uint32_t after_note_id(Line *line, uint32_t start) {
  if (peek(line, start) != '[' || peek(line, start + 1) != '^') return start;
  uint32_t index = start + 2;
  for (;; index++) {
    int32_t c = peek(line, index);
    if (c == ']' && index > start + 2) return index + 1;
    if (c == END || is_space(c) || is_open(c) || is_close(c) || c == '^' || c == '\\') return start;
    if (index - start > NOTE_ID_CHARS) return start;
  }
}

static bool is_attribute_char(int32_t c) { return is_ascii_word(c) || c == '-'; }

// The index after the attributes in braces at an index, or the index itself.
static uint32_t after_attributes(Line *line, uint32_t start) {
  uint32_t index = skip_spaces(line, start + 1);
  for (;;) {
    if (!is_ascii_letter(peek(line, index))) return start;
    while (is_attribute_char(peek(line, index))) index++;
    if (peek(line, index) == '=' && peek(line, index + 1) == '"') {
      for (index += 2; peek(line, index) != '"'; index++) {
        if (peek(line, index) == END) return start;
      }
      index++;
    } else if (peek(line, index) == '=') {
      index++;
      while (peek(line, index) != END && !is_space(peek(line, index)) &&
             peek(line, index) != '}' && peek(line, index) != '"') {
        index++;
      }
    }
    uint32_t next = skip_spaces(line, index);
    if (peek(line, next) == '}') return next + 1;
    if (next == index) return start;
    index = next;
  }
}

// From an `h` on: whether a web address begins there. What of its beginning is there gets consumed.
static bool take_scheme(TSLexer *lexer) {
  for (const char *c = "http"; *c != 0; c++) {
    if (lexer->lookahead != *c) return false;
    advance(lexer);
  }
  if (lexer->lookahead == 's') advance(lexer);
  for (const char *c = "://"; *c != 0; c++) {
    if (lexer->lookahead != *c) return false;
    advance(lexer);
  }
  return is_ascii_word(lexer->lookahead) || is_letter(lexer->lookahead);
}

// From a digit on: whether a clock time stands there. What of it is there gets consumed.
static bool take_clock(TSLexer *lexer) {
  Line line;
  line.lexer = lexer;
  line.length = 0;
  uint32_t end = after_clock(&line, 0);
  return end > 0 && !is_ascii_word(peek(&line, end)) && peek(&line, end) != ':';
}

static bool ends_link(int32_t c) {
  return is_space(c) || c == '<' || c == '>' || c == '"' || c == '[' || c == ']' || c == '\\' ||
         (c >= 0x2010 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F) ||
         (c >= 0xFF00 && c <= 0xFF20);
}

// The rest of an address, with the round brackets that pair within it and without a sentence's
// punctuation at its end.
static bool give_link(TSLexer *lexer) {
  uint32_t depth = 0;
  while (!at_line_end(lexer) && !ends_link(lexer->lookahead)) {
    int32_t c = lexer->lookahead;
    if (c == ')' && depth == 0) break;
    if (c == '(') depth++;
    if (c == ')') depth--;
    advance(lexer);
    bool trailing = c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' ||
                    c == '\'' || c == '*' || c == '(';
    if (!trailing) lexer->mark_end(lexer);
  }
  return give(lexer, LINK);
}

// Whether the character ends text whatever follows it.
static bool ends_text(const bool *valid, int32_t c) {
  if (is_open(c)) return true;
  return c == ']' ? valid[SQUARE_CLOSE] : is_round_close(c) && valid[ROUND_CLOSE];
}

// Most of a text: what neither ends it, nor begins something in it, nor is white space.
static inline bool is_plain(int32_t c) {
  return (c >= 'a' && c <= 'z' && c != 'h') || (c >= 'A' && c <= 'Z') || c == ',' || c == '.';
}

// The rest of a text, of which the lexer has consumed a character or more, up to the next inline mark.
static bool give_text(TSLexer *lexer, const bool *valid, int32_t previous) {
  enum TokenType token = valid[ANNOTATION_TEXT] ? ANNOTATION_TEXT : TEXT;
  bool marked = false;
  for (;;) {
    int32_t c = lexer->lookahead;
    if (is_plain(c)) {
      previous = c;
      marked = false;
      advance(lexer);
      continue;
    }
    if (at_line_end(lexer) || ends_text(valid, c)) break;
    bool word_start = !is_ascii_word(previous);
    previous = c;
    bool address = c == 'h' && word_start;
    bool clock = is_digit(c) && word_start && token == ANNOTATION_TEXT;
    if (!marked && (is_space(c) || address || clock || c == '\\' || c == '{')) {
      lexer->mark_end(lexer);
    }
    if (address && take_scheme(lexer)) return give(lexer, token);
    if (clock && take_clock(lexer)) return give(lexer, token);
    marked = is_space(c);
    if (address || clock) continue;
    advance(lexer);
    int32_t next = lexer->lookahead;
    if (c == '\\' && is_ascii_punctuation(next)) return give(lexer, token);
    if (c == '{' && (next == '-' || next == '+')) return give(lexer, token);
  }
  if (!marked) lexer->mark_end(lexer);
  return give(lexer, token);
}

// A bracket in speech: a note reference, a timestamp, or the opening mark of what it holds.
static bool scan_bracket(TSLexer *lexer, const bool *valid) {
  Line line;
  line.lexer = lexer;
  line.length = 0;
  int32_t c = peek(&line, 0);
  peek(&line, 1);
  lexer->mark_end(lexer);

  uint32_t note = after_note_id(&line, 0);
  uint32_t end = note > 0 ? note : after_timestamp(&line, 0);
  if (end > 0) {
    peek(&line, end);
    return give_here(lexer, note > 0 ? NOTE_REFERENCE : TIMESTAMP);
  }
  enum TokenType open = c == '[' ? SQUARE_OPEN : ROUND_OPEN;
  return valid[open] ? give(lexer, open) : give_text(lexer, valid, c);
}

// A brace in speech: the first of the attributes, a correction, or text.
static bool scan_brace(TSLexer *lexer, const bool *valid) {
  Line line;
  line.lexer = lexer;
  line.length = 0;
  peek(&line, 0);
  int32_t sign = peek(&line, 1);
  lexer->mark_end(lexer);

  if (sign == '-' || sign == '+') {
    for (uint32_t index = 2; index < CORRECTION_CHARS; index++) {
      int32_t c = peek(&line, index);
      if (c == END || c == '{') break;
      if (c != sign || peek(&line, index + 1) != '}') continue;
      peek(&line, index + 2);
      return give_here(lexer, sign == '-' ? DELETION : INSERTION);
    }
  } else if (!valid[ATTRIBUTES_OPEN]) {
    return give_text(lexer, valid, '{');
  } else if (after_attributes(&line, 0) > 0) {
    return give(lexer, ATTRIBUTES_OPEN);
  }
  return give(lexer, valid[ANNOTATION_TEXT] ? ANNOTATION_TEXT : TEXT);
}

static bool scan_inline(TSLexer *lexer, const bool *valid) {
  int32_t c = lexer->lookahead;
  if (c == '.' && valid[QA_DELIMITER]) return give_one(lexer, QA_DELIMITER);
  skip_white(lexer);
  if (at_line_end(lexer)) return valid[LINE_END] && give_line_end(lexer);

  c = lexer->lookahead;
  if (is_open(c)) return scan_bracket(lexer, valid);
  if (c == ']' && valid[SQUARE_CLOSE]) return give_one(lexer, SQUARE_CLOSE);
  if (is_round_close(c) && valid[ROUND_CLOSE]) return give_one(lexer, ROUND_CLOSE);
  if (c == '{') return scan_brace(lexer, valid);
  if (c == 'h') {
    if (take_scheme(lexer)) return give_link(lexer);
  } else if (is_digit(c) && valid[ANNOTATION_TEXT]) {
    if (take_clock(lexer)) return give_here(lexer, TIMESTAMP);
  } else {
    advance(lexer);
    if (c == '\\' && is_ascii_punctuation(lexer->lookahead)) return give_one(lexer, ESCAPE);
  }
  return give_text(lexer, valid, c);
}

#endif
