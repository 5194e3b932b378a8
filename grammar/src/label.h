// The label rule: whether a line begins a turn. It reads the line alone, from a buffer, and consumes
// nothing; the scanner then cuts the label into its parts by the same brackets and colons.

#ifndef PRESSCRIPT_LABEL_H
#define PRESSCRIPT_LABEL_H

#include "vocabulary.h"

#define LABEL_CHARS 100
#define LABEL_WORDS 16
#define OVERRIDDEN_CHARS 250
#define HAN_WORD_CHARS 12
#define HAN_WORD_CHARS_WITH_MIDDLE_DOT 20

typedef enum { NO_LABEL, COLON_LABEL, QA_LABEL } LabelKind;

// What the words of a prefix have shown so far.
typedef struct {
  uint32_t chars;
  uint32_t words;
  bool named;        // a word is neither a particle nor a number
  bool joined;       // the last word is a joiner
  bool lone_opener;  // the first word alone would be a sentence's opening
} Prefix;

// Characters that no label holds: marks of a sentence, of a quotation, of money, of an escape.
static bool is_forbidden(int32_t c) {
  switch (c) {
    case '?': case '!': case ';': case '"': case '$': case '\\':
    case 0xAB: case 0xBB: case 0x201C: case 0x201D: case 0x201E: case 0x2014: case 0x2026:
    case 0x3002: case 0x300C: case 0x300D: case 0x300E: case 0x300F:
    case 0xFF01: case 0xFF0C: case 0xFF1B: case 0xFF1F: case 0xBF: case 0xA1:
      return true;
    default:
      return false;
  }
}

static bool is_middle_dot(int32_t c) { return c == 0xB7 || c == 0x2027 || c == 0x30FB; }

static bool is_opening_quote(int32_t c) {
  return c == '"' || c == '\'' || c == 0x201C || c == 0x201E || c == 0x2018 || c == 0x201A ||
         c == 0xAB || c == 0x2039 || c == 0x300C || c == 0x300E || c == 0xBF || c == 0xA1;
}

static bool ends_word(int32_t c) { return c == END || is_space(c) || is_colon(c) || is_open(c); }

// Whether a colon at an index can end a label: by what follows it.
static bool colon_ends_label(Line *line, uint32_t index) {
  if (peek(line, index) != ':') return true;
  int32_t next = peek(line, index + 1);
  return next == END || is_space(next) || is_letter(next) || is_opening_quote(next) ||
         is_open(next) || next == '{';
}

// `al-X`, `d'X`, `de-X`: a short particle that is tied to an upper-case or caseless letter.
static bool is_tied_particle(const int32_t *word, uint32_t count) {
  uint32_t particle = 0;
  while (particle < count && class_of(word[particle]) == LOWER) particle++;
  if (particle == 0 || particle > 3 || particle + 1 >= count) return false;
  if (word[particle] != '-' && !is_apostrophe(word[particle])) return false;
  int class = class_of(word[particle + 1]);
  return class == UPPER || (class >= CASELESS && class <= HIRAGANA);
}

// Whether a full stop after this word, with white space behind it, ends a sentence.
static bool ends_sentence(const int32_t *word, uint32_t count) {
  if (word[count - 1] != '.') return false;
  uint32_t letters = 0;
  bool lower = false;
  for (uint32_t i = 0; i < count; i++) {
    int class = class_of(word[i]);
    letters += class >= UPPER && class <= HIRAGANA;
    lower |= class == LOWER;
  }
  return letters > 5 && lower;
}

#define AMONG(word, count, list) is_among(word, count, list, COUNT(list))

// `h.`, `rer.`, `med.`: an abbreviation in small letters, as within academic titles.
static bool is_small_abbreviation(const int32_t *word, uint32_t count) {
  if (count < 2 || count > 5 || word[count - 1] != '.') return false;
  for (uint32_t i = 0; i + 1 < count; i++) {
    if (class_of(word[i]) != LOWER) return false;
  }
  return true;
}

// Whether a word holds nothing that no label holds; a word in Han is short and no piece of a sentence.
static bool has_label_chars(const int32_t *word, uint32_t count, bool first_word) {
  bool han = false, middle_dot = false;
  for (uint32_t i = 0; i < count; i++) {
    if (is_forbidden(word[i])) return false;
    if (i > 0 && word[i] == word[i - 1] && (word[i] == '-' || word[i] == '.')) return false;
    han |= class_of(word[i]) == HAN;
    middle_dot |= is_middle_dot(word[i]);
  }
  if (!han) return true;
  return count <= (middle_dot ? HAN_WORD_CHARS_WITH_MIDDLE_DOT : HAN_WORD_CHARS) &&
         !is_han_sentence(word, count, first_word);
}

// Takes one word into the prefix; false when no label has such a word.
static bool take_word(Prefix *prefix, const int32_t *word, uint32_t count) {
  bool first_word = prefix->words++ == 0;
  prefix->chars += count;
  prefix->joined = false;
  if (!has_label_chars(word, count, first_word)) return false;

  uint32_t first = 0;
  while (first < count && (class_of(word[first]) == FORMAT || is_apostrophe(word[first]) ||
                           word[first] == 0x300A)) {
    first++;
  }
  if (first == count) return false;
  if (word[first] == '#' && first + 1 < count) {
    int class = class_of(word[first + 1]);
    prefix->named = true;
    return class != OTHER && class != FORMAT;
  }
  switch (class_of(word[first])) {
    case NUMBER:
      for (uint32_t i = first; i < count; i++) {
        int class = class_of(word[i]);
        prefix->named |= class == UPPER || (class >= CASELESS && class <= HIRAGANA);
      }
      // `1.` and `1)` first on the line number a list.
      return !first_word || (word[count - 1] != '.' && word[count - 1] != ')');
    case UPPER: case CASELESS: case HAN: case HIRAGANA:
      if (first_word && !(first + 1 < count && class_of(word[first + 1]) == UPPER)) {
        if (AMONG(word, count, SENTENCE_OPENERS)) return false;
        prefix->lone_opener = AMONG(word, count, LONE_OPENERS);
      }
      prefix->named |= !AMONG(word, count, FUNCTION_WORDS);
      return true;
    default:
      if (AMONG(word, count, NAME_PARTICLES)) return true;
      if (first_word) return false;
      prefix->joined = AMONG(word, count, JOINERS);
      if (prefix->joined || AMONG(word, count, OFFICES)) return true;
      if (is_small_abbreviation(word, count)) return true;
      prefix->named |= is_tied_particle(word, count);
      return is_tied_particle(word, count);
  }
}

// Whether a prefix as a whole is a label.
static bool names_somebody(const Prefix *prefix) {
  return prefix->named && !prefix->joined && prefix->chars <= LABEL_CHARS &&
         prefix->words <= LABEL_WORDS && !(prefix->lone_opener && prefix->words == 1);
}

// The index after the bracket that closes the one at an index, or the index itself when none does.
static uint32_t after_bracket(Line *line, uint32_t start) {
  uint32_t depth = 0;
  for (uint32_t index = start;; index++) {
    int32_t c = peek_to_line_end(line, index);
    if (c == END) return start;
    if (is_open(c)) depth++;
    if (is_close(c) && --depth == 0) return index + 1;
  }
}

// Whether `;` after a bracket stands for a colon: not where the line goes on as a list of names.
static bool semicolon_ends_label(Line *line, uint32_t index) {
  int32_t next = peek(line, index + 1);
  if (!is_space(next) || peek(line, skip_spaces(line, index + 1)) == END) return false;
  int32_t previous = ';';
  for (index++; (next = peek_to_line_end(line, index)) != END; index++) {
    if (next == ';' && is_close(previous)) return false;
    previous = next;
  }
  return true;
}

// `Anna Example (FBC: Can you`: what follows the bracket must itself read like a label up to a colon.
static bool unclosed_bracket_ends_label(Line *line, uint32_t index, Prefix prefix) {
  index++;
  for (;;) {
    index = skip_spaces(line, index);
    uint32_t start = index;
    while (!ends_word(peek(line, index))) index++;
    if (index > start && !take_word(&prefix, line->chars + start, index - start)) return false;
    int32_t c = peek(line, index);
    if (is_colon(c)) return names_somebody(&prefix) && colon_ends_label(line, index);
    if (is_open(c)) {
      uint32_t after = after_bracket(line, index);
      if (after == index) return false;
      index = after;
    } else if (!is_space(c)) {
      return false;
    }
  }
}

// Whether the line from an index on is a label by rules 1 to 4 and a delimiter.
static bool is_colon_label(Line *line, uint32_t index) {
  Prefix prefix = {0};
  for (;;) {
    uint32_t start = index;
    index = skip_spaces(line, index);
    prefix.chars += index - start;
    int32_t c = peek(line, index);
    if (is_colon(c)) return names_somebody(&prefix) && colon_ends_label(line, index);
    if (is_open(c)) {
      if (!prefix.named) return false;
      uint32_t clock = after_timestamp(line, index);
      if (clock > index && !is_colon(peek(line, skip_spaces(line, clock)))) return false;
      uint32_t after = after_bracket(line, index);
      if (after == index) return unclosed_bracket_ends_label(line, index, prefix);
      if (after >= BUFFER_CHARS) return false;
      index = after;
      if (peek(line, index) == ';') {
        return names_somebody(&prefix) && semicolon_ends_label(line, index);
      }
      continue;
    }
    start = index;
    while (!ends_word(peek(line, index))) {
      if (++index - start > LABEL_CHARS) return false;
    }
    if (index == start) return false;
    if (!take_word(&prefix, line->chars + start, index - start)) return false;
    if (prefix.chars > LABEL_CHARS || prefix.words > LABEL_WORDS) return false;
    if (is_space(peek(line, index)) && ends_sentence(line->chars + start, index - start)) {
      return false;
    }
  }
}

// `@` before a label: any colon outside brackets within the limit.
static bool is_overridden_label(Line *line, uint32_t index) {
  int32_t c = peek(line, ++index);
  if (c == END || is_space(c) || is_colon(c) || is_open(c) || c == ',') return false;
  for (uint32_t chars = 0; chars <= OVERRIDDEN_CHARS; chars++) {
    c = peek(line, index);
    if (c == END) return false;
    if (is_colon(c)) return colon_ends_label(line, index);
    if (c == '\\' && is_ascii_punctuation(peek(line, index + 1))) {
      index += 2;
    } else if (is_open(c)) {
      uint32_t after = after_bracket(line, index);
      if (after == index || after >= BUFFER_CHARS) return false;
      uint32_t clock = after_timestamp(line, index);
      if (clock > index && !is_colon(peek(line, skip_spaces(line, clock)))) return false;
      index = after;
    } else {
      index++;
    }
  }
  return false;
}

// `Q` as a word, and `A.`: the labels that have no colon.
static bool is_qa_label(Line *line, uint32_t index) {
  int32_t letter = peek(line, index);
  if (letter != 'Q' && letter != 'A') return false;
  int32_t next = peek(line, index + 1);
  if (next == '.') return is_space(peek(line, index + 2));
  if (letter == 'A' || (next != END && !is_space(next))) return false;

  index = skip_spaces(line, index + 1);
  uint32_t start = index;
  while (!ends_word(peek(line, index))) index++;
  const int32_t *word = line->chars + start;
  bool joins = begins_with(word, index - start, U"and", true) ||
               begins_with(word, index - start, U"&", true);
  index = skip_spaces(line, index);
  return !(joins && peek(line, index) == 'A' && !is_ascii_word(peek(line, index + 1)));
}

// `Q` with more than one space behind it is set apart as no initial of a name is.
static bool is_set_apart(Line *line, uint32_t index) {
  if (peek(line, index) != 'Q') return false;
  int32_t next = peek(line, index + 1);
  return is_space(next) && (next != ' ' || is_space(peek(line, index + 2)));
}

// Whether the line, from its first character that is no white space, is a speaker line, and of which kind.
static LabelKind label_kind(Line *line) {
  uint32_t index = after_timestamp(line, 0);
  if (index > 0) {
    if (!is_space(peek(line, index))) return NO_LABEL;
    index = skip_spaces(line, index);
  }
  int32_t first = peek(line, index);
  if (is_colon(first)) {
    int32_t next = peek(line, index + 1);
    return next == END || is_space(next) ? COLON_LABEL : NO_LABEL;
  }
  if (first == '@') return is_overridden_label(line, index) ? COLON_LABEL : NO_LABEL;
  bool qa = is_qa_label(line, index);
  if (qa && is_set_apart(line, index)) return QA_LABEL;
  if (is_colon_label(line, index)) return COLON_LABEL;
  return qa ? QA_LABEL : NO_LABEL;
}

#endif
