// The external scanner of Presscript. It has no state: a line's kind follows from the line alone, and
// the parser's state says which part of it comes next. Every token leaves white space before itself
// out, and ends before white space at its end.

#include "inline.h"
#include "label.h"

// Front matter is looked for this many characters far.
#define FRONT_MATTER_CHARS 65536

#define MANNER_CHARS 64
#define BRACKET_DEPTH 3

// Consumes up to the line's end and gives the token without the white space there.
static bool give_rest_of_line(TSLexer *lexer, enum TokenType token) {
  while (!at_line_end(lexer)) {
    bool space = is_space(lexer->lookahead);
    advance(lexer);
    if (!space) lexer->mark_end(lexer);
  }
  return give(lexer, token);
}

// ---- Front matter

// Three of the character and nothing else on the line.
static bool at_fence(TSLexer *lexer, int32_t mark, bool mark_end) {
  for (int i = 0; i < 3; i++) {
    if (lexer->lookahead != mark) return false;
    advance(lexer);
  }
  if (mark_end) lexer->mark_end(lexer);
  while (is_space(lexer->lookahead)) advance(lexer);
  return at_line_end(lexer);
}

// Whether `---`, which the buffer holds, opens front matter: whether a later line closes it.
static bool is_front_matter(Line *line) {
  if (peek(line, 0) != '-' || peek(line, 1) != '-' || peek(line, 2) != '-') return false;
  if (peek(line, skip_spaces(line, 3)) != END || line->length == BUFFER_CHARS) return false;

  TSLexer *lexer = line->lexer;
  for (uint32_t chars = 0; chars < FRONT_MATTER_CHARS && !lexer->eof(lexer); chars++) {
    if (!at_line_end(lexer)) {
      advance(lexer);
      continue;
    }
    consume_line_end(lexer);
    if (lexer->lookahead == '-' ? at_fence(lexer, '-', false) : at_fence(lexer, '.', false)) {
      return true;
    }
  }
  return false;
}

// The body of front matter up to its last line, or that line when there is no body.
static bool scan_front_matter(TSLexer *lexer, const bool *valid) {
  for (bool first = true;; first = false) {
    if (!first) lexer->mark_end(lexer);
    int32_t mark = lexer->lookahead;
    if ((mark == '-' || mark == '.') && at_fence(lexer, mark, first)) {
      if (!first) return valid[YAML] && give(lexer, YAML);
      return give(lexer, mark == '-' ? DASHES : DOTS);
    }
    while (!at_line_end(lexer)) advance(lexer);
    if (lexer->eof(lexer)) return false;
    consume_line_end(lexer);
  }
}

// ---- The line's kind

// The index after an ASCII word at an index, or the index itself.
static uint32_t after_word(Line *line, uint32_t start, const char *word) {
  uint32_t index = start;
  for (; *word != 0; word++, index++) {
    if (peek(line, index) != *word) return start;
  }
  return index;
}

static bool is_directive(Line *line, uint32_t index) {
  uint32_t start = skip_spaces(line, index);
  uint32_t end = after_word(line, start, "presscript-ignore");
  if (end == start) return false;
  int32_t next = peek(line, after_word(line, end, "-file"));
  return next == END || is_space(next) || next == ':';
}

// One bracket and nothing else. Brackets pair by kind and to the depth of the grammar's.
static bool is_stage_line(Line *line) {
  if (!is_open(peek(line, 0)) || after_note_id(line, 0) > 0) return false;
  bool square[BRACKET_DEPTH];
  uint32_t depth = 0;
  bool closed = false;
  bool escaped = false;
  for (uint32_t index = 0;; index++) {
    int32_t c = peek_to_line_end(line, index);
    if (c == END) return closed;
    if (closed) {
      if (!is_space(c)) return false;
    } else if (escaped && is_ascii_punctuation(c)) {
      escaped = false;
    } else if (c == '\\') {
      escaped = true;
    } else {
      escaped = false;
      if (is_open(c) && depth < BRACKET_DEPTH) {
        square[depth++] = c == '[';
      } else if (square[depth - 1] ? c == ']' : is_round_close(c)) {
        closed = --depth == 0;
      }
    }
  }
}

static bool scan_line_start(TSLexer *lexer, const bool *valid) {
  bool indented = skip_white(lexer);
  if (at_line_end(lexer)) {
    if (lexer->eof(lexer) && !indented) return false;
    consume_line_end(lexer);
    return give_here(lexer, BLANK_LINE);
  }

  lexer->mark_end(lexer);
  Line line;
  line.lexer = lexer;
  line.length = 0;
  if (valid[FRONT_MATTER_START] && !indented && is_front_matter(&line)) {
    return give(lexer, FRONT_MATTER_START);
  }
  if (peek(&line, 0) == '-') return give(lexer, TEXT_START);

  if (peek(&line, 0) == '#' && !indented) {
    uint32_t hashes = 1;
    while (hashes < 4 && peek(&line, hashes) == '#') hashes++;
    int32_t next = peek(&line, hashes);
    if (hashes < 4 && (next == END || is_space(next))) return give_here(lexer, HEADING_MARKER);
  }
  if (peek(&line, 0) == '%' && peek(&line, 1) == '%') {
    peek(&line, 2);
    lexer->mark_end(lexer);
    return give(lexer, is_directive(&line, 2) ? DIRECTIVE_MARKER : COMMENT_MARKER);
  }
  uint32_t note = indented ? 0 : after_note_id(&line, 0);
  if (note > 0 && peek(&line, note) == ':') {
    int32_t next = peek(&line, note + 1);
    if (next == END || is_space(next)) return give_here(lexer, NOTE_LABEL);
  }
  switch (label_kind(&line)) {
    case COLON_LABEL: return give(lexer, SPEAKER_START);
    case QA_LABEL: return give(lexer, QA_START);
    case NO_LABEL: break;
  }
  return give(lexer, is_stage_line(&line) ? STAGE_START : TEXT_START);
}

// ---- Comments and directives

// Consumes a run of characters up to white space or one of two marks.
static bool give_word(TSLexer *lexer, enum TokenType token, int32_t mark, int32_t other) {
  while (!at_line_end(lexer) && !is_space(lexer->lookahead) && lexer->lookahead != mark &&
         lexer->lookahead != other) {
    advance(lexer);
  }
  return give_here(lexer, token);
}

static bool scan_comment(TSLexer *lexer, const bool *valid) {
  skip_white(lexer);
  if (at_line_end(lexer)) return give_line_end(lexer);
  if (valid[COMMENT_TEXT]) return give_rest_of_line(lexer, COMMENT_TEXT);
  if (valid[DIRECTIVE_REASON]) return give_rest_of_line(lexer, DIRECTIVE_REASON);
  if (valid[DIRECTIVE_NAME]) return give_word(lexer, DIRECTIVE_NAME, ':', ':');
  if (lexer->lookahead == ',') return give_one(lexer, COMMA);
  if (lexer->lookahead == ':') return give_one(lexer, REASON_COLON);
  return give_word(lexer, RULE_CODE, ',', ':');
}

// ---- The parts of a label

static bool ends_label_part(TSLexer *lexer) {
  int32_t c = lexer->lookahead;
  return at_line_end(lexer) || c == ',' || is_colon(c) || is_open(c);
}

// From a comma on: consumes it and `Jr.` or its kin, and marks their end; false when it is no such word.
static bool take_suffix(TSLexer *lexer) {
  int32_t word[8];
  uint32_t count = 0;
  advance(lexer);
  while (is_space(lexer->lookahead)) advance(lexer);
  while (!ends_label_part(lexer) && !is_space(lexer->lookahead)) {
    if (count == COUNT(word)) return false;
    word[count++] = lexer->lookahead;
    advance(lexer);
  }
  if (!is_among(word, count, NAME_SUFFIXES, COUNT(NAME_SUFFIXES))) return false;
  lexer->mark_end(lexer);
  return true;
}

static bool give_name(TSLexer *lexer, enum TokenType token) {
  for (;;) {
    if (lexer->lookahead == ',' && token == NAME) {
      if (take_suffix(lexer)) continue;
      return give(lexer, token);
    }
    if (ends_label_part(lexer)) return give(lexer, token);
    bool space = is_space(lexer->lookahead);
    bool escape = lexer->lookahead == '\\';
    advance(lexer);
    if (escape && is_ascii_punctuation(lexer->lookahead)) advance(lexer);
    if (!space) lexer->mark_end(lexer);
  }
}

static bool give_delimiter(TSLexer *lexer, bool spaced) {
  bool full_width = lexer->lookahead == 0xFF1A;
  advance(lexer);
  lexer->mark_end(lexer);
  if (spaced) return give(lexer, SPACED_DELIMITER);
  bool glued = !full_width && !at_line_end(lexer) && !is_space(lexer->lookahead);
  return give(lexer, glued ? GLUED_DELIMITER : DELIMITER);
}

// A bracket in a label: a timestamp, or the opening mark of an affiliation or a manner.
static bool give_label_bracket(TSLexer *lexer) {
  Line line;
  line.lexer = lexer;
  line.length = 0;
  bool square = peek(&line, 0) == '[';
  peek(&line, 1);
  lexer->mark_end(lexer);

  uint32_t clock = after_timestamp(&line, 0);
  if (clock > 0) {
    peek(&line, clock);
    return give_here(lexer, TIMESTAMP);
  }
  bool closed = after_bracket(&line, 0) > 0;
  if (square) return give(lexer, closed ? SQUARE_OPEN : UNCLOSED_SQUARE);
  return give(lexer, closed ? ROUND_OPEN : UNCLOSED_ROUND);
}

// What is inside a bracket that closes, up to the mark that closes it; or that mark.
static bool scan_bracket_content(TSLexer *lexer) {
  int32_t content[MANNER_CHARS];
  uint32_t count = 0, end = 0, depth = 0;
  skip_white(lexer);
  if (is_close(lexer->lookahead)) {
    return give_one(lexer, lexer->lookahead == ']' ? SQUARE_CLOSE : ROUND_CLOSE);
  }
  for (; !at_line_end(lexer); advance(lexer)) {
    int32_t c = lexer->lookahead;
    if (is_close(c) && depth == 0) break;
    if (is_open(c)) depth++;
    if (is_close(c)) depth--;
    if (is_space(c) && (count == 0 || !is_space(content[count - 1]))) {
      lexer->mark_end(lexer);
      end = count;
    }
    if (count < MANNER_CHARS) content[count++] = c;
  }
  if (!is_space(content[count - 1])) {
    lexer->mark_end(lexer);
    end = count;
  }
  return give(lexer, is_manner(content, end) ? MANNER : BRACKET_AFFILIATION);
}

// What is inside a bracket that never closes, up to the colon; or that colon.
static bool scan_unclosed_content(TSLexer *lexer) {
  bool spaced = skip_white(lexer);
  if (is_colon(lexer->lookahead)) return give_delimiter(lexer, spaced);
  while (!at_line_end(lexer) && !is_colon(lexer->lookahead)) {
    bool space = is_space(lexer->lookahead);
    advance(lexer);
    if (!space) lexer->mark_end(lexer);
  }
  return give(lexer, UNCLOSED_AFFILIATION);
}

static bool scan_label(TSLexer *lexer, const bool *valid) {
  if (valid[UNCLOSED_AFFILIATION]) return scan_unclosed_content(lexer);
  bool spaced = skip_white(lexer);
  int32_t c = lexer->lookahead;
  if (at_line_end(lexer)) return false;
  if (c == '@' && valid[OVERRIDE]) return give_one(lexer, OVERRIDE);
  if (is_open(c)) return give_label_bracket(lexer);
  if (valid[QA_NAME]) return give_one(lexer, QA_NAME);
  if (is_colon(c)) return give_delimiter(lexer, spaced);
  if (c == ';' && valid[WRONG_DELIMITER]) return give_one(lexer, WRONG_DELIMITER);
  if (c == ',' && valid[COMMA]) return give_one(lexer, COMMA);
  return give_name(lexer, valid[AFFILIATION] ? AFFILIATION : NAME);
}

// ---- Attributes

static bool scan_attributes(TSLexer *lexer, const bool *valid) {
  int32_t c = lexer->lookahead;
  if (valid[ATTRIBUTE_VALUE] && !is_space(c) && c != '}') {
    if (c != '"') return give_word(lexer, ATTRIBUTE_VALUE, '}', '"');
    do advance(lexer);
    while (lexer->lookahead != '"' && !at_line_end(lexer));
    return give_one(lexer, ATTRIBUTE_VALUE);
  }
  skip_white(lexer);
  if (lexer->lookahead == '}') return give_one(lexer, ATTRIBUTES_CLOSE);
  if (lexer->lookahead == '=') return give_one(lexer, EQUALS);
  while (is_attribute_char(lexer->lookahead)) advance(lexer);
  return give_here(lexer, ATTRIBUTE_NAME);
}

void *tree_sitter_presscript_external_scanner_create(void) { return NULL; }

void tree_sitter_presscript_external_scanner_destroy(void *payload) { (void)payload; }

unsigned tree_sitter_presscript_external_scanner_serialize(void *payload, char *buffer) {
  (void)payload;
  (void)buffer;
  return 0;
}

void tree_sitter_presscript_external_scanner_deserialize(
    void *payload, const char *buffer, unsigned length
) {
  (void)payload;
  (void)buffer;
  (void)length;
}

bool tree_sitter_presscript_external_scanner_scan(
    void *payload, TSLexer *lexer, const bool *valid
) {
  (void)payload;
  if (valid[ERROR_SENTINEL]) return false;
  if (valid[DOTS]) return scan_front_matter(lexer, valid);
  if (valid[DASHES] && !valid[TEXT_START]) {
    for (int i = 0; i < 3; i++) advance(lexer);
    return give_here(lexer, DASHES);
  }
  if (valid[TEXT_START]) return scan_line_start(lexer, valid);
  if (valid[COMMENT_TEXT] || valid[DIRECTIVE_NAME] || valid[RULE_CODE] || valid[DIRECTIVE_REASON]) {
    return scan_comment(lexer, valid);
  }
  if (valid[BRACKET_AFFILIATION]) return scan_bracket_content(lexer);
  if (valid[NAME] || valid[QA_NAME] || valid[DELIMITER]) return scan_label(lexer, valid);
  if (valid[ATTRIBUTE_NAME]) return scan_attributes(lexer, valid);
  return scan_inline(lexer, valid);
}
