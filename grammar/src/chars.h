// What a character is, and the look-ahead buffer: the part of the scanner that knows no markup.

#ifndef PRESSCRIPT_CHARS_H
#define PRESSCRIPT_CHARS_H

#include "tree_sitter/parser.h"
#include "unicode.h"

// The buffer holds this many characters of a line; a label with its brackets must fit.
#define BUFFER_CHARS 512

// Stands for the line's end in the buffer: no character, and no decoding error (-1), has this value.
#define END (-2)

static inline bool at_line_end(TSLexer *lexer) {
  int32_t c = lexer->lookahead;
  return c == '\n' || c == '\r' || (c == 0 && lexer->eof(lexer));
}

// White space within a line: Unicode's White_Space without LF and CR.
static inline bool is_space(int32_t c) {
  if (c < 0x80) return c == ' ' || c == '\t' || c == '\v' || c == '\f';
  if (c < 0x1680) return c == 0xA0 || c == 0x85;
  return c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

static bool is_ascii_letter(int32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_ascii_word(int32_t c) { return is_ascii_letter(c) || is_digit(c) || c == '_'; }

static bool is_ascii_punctuation(int32_t c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
         (c >= '{' && c <= '~');
}

static bool is_colon(int32_t c) { return c == ':' || c == 0xFF1A; }

static bool is_round_open(int32_t c) { return c == '(' || c == 0xFF08; }

static bool is_round_close(int32_t c) { return c == ')' || c == 0xFF09; }

static bool is_open(int32_t c) { return c == '[' || is_round_open(c); }

static bool is_close(int32_t c) { return c == ']' || is_round_close(c); }

static bool is_apostrophe(int32_t c) { return c == '\'' || c == 0x2019; }

// The class of a character: an element of the enumeration in unicode.h.
static inline int class_of(int32_t c) {
  if (c < 0x80) {
    if (c >= 'a' && c <= 'z') return LOWER;
    if (c >= 'A' && c <= 'Z') return UPPER;
    return is_digit(c) ? NUMBER : OTHER;
  }
  uint32_t low = 0, high = sizeof(RUNS) / sizeof(RUNS[0]);
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if ((RUNS[middle] >> 4) <= (uint32_t)c) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return RUNS[low] & 15;
}

static bool is_letter(int32_t c) {
  int class = class_of(c);
  return class >= UPPER && class <= HIRAGANA;
}


// One letter's lower case, in Latin, Greek and Cyrillic as far as the vocabulary needs it.
static int32_t to_lower(int32_t c) {
  if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || (c >= 0x410 && c <= 0x42F)) {
    return c + 32;
  }
  return c >= 0x400 && c <= 0x40F ? c + 80 : c;
}

// The rest of the line from where the lexer stood, read as far as somebody asked for.
typedef struct {
  TSLexer *lexer;
  uint32_t length;
  int32_t chars[BUFFER_CHARS];
} Line;

// The character at an index, or END at the line's end and where the buffer ends. Reading an index for
// the first time leaves the lexer before that character.
static int32_t peek(Line *line, uint32_t index) {
  while (line->length <= index) {
    if (line->length == BUFFER_CHARS) return END;
    if (line->length > 0) {
      if (line->chars[line->length - 1] == END) return END;
      line->lexer->advance(line->lexer, false);
    }
    line->chars[line->length++] = at_line_end(line->lexer) ? END : line->lexer->lookahead;
  }
  return line->chars[index];
}

// The same without the buffer's limit, for one loop a line, which goes up one by one.
static int32_t peek_to_line_end(Line *line, uint32_t index) {
  if (index < BUFFER_CHARS) return peek(line, index);
  if (line->chars[BUFFER_CHARS - 1] == END || at_line_end(line->lexer)) return END;
  line->lexer->advance(line->lexer, false);
  return at_line_end(line->lexer) ? END : line->lexer->lookahead;
}

static uint32_t skip_spaces(Line *line, uint32_t index) {
  while (is_space(peek(line, index))) index++;
  return index;
}

// The index after the clock time at an index, or the index itself when there is none. Its shape is all
// that counts here: `0:1:99` has it. The lexer stands at the index that is returned.
static uint32_t after_clock(Line *line, uint32_t start) {
  uint32_t index = start;
  for (int colons = 0;; colons++) {
    uint32_t digits = 0;
    while (digits < 4 && is_digit(peek(line, index))) {
      digits++;
      index++;
    }
    if (digits == 0 || digits > 3) return start;
    if (colons == 2 || peek(line, index) != ':') return colons == 0 ? start : index;
    index++;
  }
}

// The index after the timestamp in brackets at an index, or the index itself. Fractions of a second are
// part of it.
static uint32_t after_timestamp(Line *line, uint32_t start) {
  if (!is_open(peek(line, start))) return start;
  uint32_t index = after_clock(line, start + 1);
  if (index == start + 1) return start;
  if (peek(line, index) == '.') {
    for (index++; is_digit(peek(line, index)); index++) {
    }
  }
  return is_close(peek(line, index)) ? index + 1 : start;
}

#endif
