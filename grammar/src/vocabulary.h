// The words that the label rule knows. Roles, sounds and house styles are not the grammar's matter.

#ifndef PRESSCRIPT_VOCABULARY_H
#define PRESSCRIPT_VOCABULARY_H

#include "chars.h"

// Words of a label that are written in lower case: particles of names and of offices.
static const uint32_t *const PARTICLES[] = {
    U"of",  U"the", U"and", U"for", U"to",  U"in",  U"on",  U"at",  U"&",   U"y",   U"e",   U"et",
    U"und", U"i",   U"de",  U"da",  U"di",  U"do",  U"dos", U"du",  U"del", U"des", U"della",
    U"dem", U"das", U"dal", U"degli", U"delle", U"dei", U"la", U"le", U"las", U"los", U"les", U"van",
    U"von", U"vom", U"der", U"den", U"die", U"ter", U"ten", U"te",  U"zu",  U"zum", U"zur", U"af",
    U"av",  U"al",  U"el",  U"bin", U"bint", U"ibn", U"ben", U"für", U"im", U"aux", U"au", U"en",
    U"pour", U"para", U"o", U"a", U"и", U"по", U"van't",
};

// Particles that a label may also begin with a capital and still name nobody: `In the:`.
static const uint32_t *const FUNCTION_WORDS[] = {
    U"of", U"the", U"and", U"for", U"to", U"in", U"on", U"at",
};

// What follows a comma and still belongs to the name.
static const uint32_t *const NAME_SUFFIXES[] = {
    U"jr", U"jr.", U"sr", U"sr.", U"ii", U"iii", U"iv", U"phd", U"ph.d.", U"md", U"m.d.",
    U"esq", U"esq.", U"kc", U"qc",
};

// Beginnings of words that say how somebody spoke: one of them makes the bracket a manner.
static const uint32_t *const MANNER_STEMS[] = {
    U"interpret", U"translat", U"retranslat", U"speaking", U"phonetic", U"inaudible", U"continu",
    U"cont'd", U"off-mic", U"off-camera", U"off-mike", U"off-screen", U"dolmetsch", U"verdolmetsch",
    U"übersetz", U"übersetzt", U"unverständlich", U"telefonisch", U"zugeschaltet", U"interprèt",
    U"interprét", U"traduc", U"traduit", U"traduzi", U"intérpret", U"переводчик", U"перевод",
    U"перевед", U"переводе", U"неразборчиво", U"по-английски", U"по-русски", U"по-немецки",
    U"по-французски", U"翻译", U"翻譯", U"口译", U"通訳",
};

// Beginnings of a bracket's content that do the same.
static const uint32_t *const MANNER_OPENINGS[] = {
    U"off mic", U"off mike", U"off camera", U"off screen", U"by phone", U"by telephone",
    U"by video", U"via video", U"via interpreter", U"via phone", U"via telephone", U"via zoom",
    U"via skype", U"on the phone", U"responding to", U"addressing", U"reading", U"laughing",
    U"laughs", U"hors micro", U"par téléphone", U"au téléphone", U"en visioconférence",
    U"fuera de micrófono", U"por teléfono", U"por videoconferencia", U"hablando", U"habla en",
    U"responde en", U"aus dem off", U"per video", U"per telefon", U"am telefon", U"ohne mikro",
    U"как переведено", U"через ", U"вне микрофона", U"без микрофона", U"по телефону", U"обращаясь",
    U"отвечая", U"продолжа",
};

// The whole content of a bracket, or what stands before the language's name.
static const uint32_t *const MANNERS[] = {U"ph", U"ph.", U"sic", U"phon.", U"phon"};
static const uint32_t *const BEFORE_LANGUAGE[] = {U"in ", U"auf ", U"en ", U"em ", U"na ", U"på "};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

// Whether characters, compared in lower case, begin with a word; `whole` when they must be that word.
static bool begins_with(const int32_t *chars, uint32_t count, const uint32_t *word, bool whole) {
  uint32_t i = 0;
  for (; word[i] != 0; i++) {
    if (i == count || (uint32_t)to_lower(chars[i]) != word[i]) return false;
  }
  return !whole || i == count;
}

static bool is_among(
    const int32_t *chars, uint32_t count, const uint32_t *const *list, uint32_t size
) {
  for (uint32_t i = 0; i < size; i++) {
    if (begins_with(chars, count, list[i], true)) return true;
  }
  return false;
}

static bool begins_with_any(
    const int32_t *chars, uint32_t count, const uint32_t *const *list, uint32_t size
) {
  for (uint32_t i = 0; i < size; i++) {
    if (begins_with(chars, count, list[i], false)) return true;
  }
  return false;
}

// Whether a bracket in a label says how somebody spoke: `through interpreter`, `in Spanish`, `off mic`.
static bool is_manner(const int32_t *chars, uint32_t count) {
  if (is_among(chars, count, MANNERS, COUNT(MANNERS))) return true;
  if (begins_with_any(chars, count, MANNER_OPENINGS, COUNT(MANNER_OPENINGS))) return true;
  for (uint32_t i = 0; i < COUNT(BEFORE_LANGUAGE); i++) {
    if (!begins_with(chars, count, BEFORE_LANGUAGE[i], false)) continue;
    uint32_t language = 0;
    while (BEFORE_LANGUAGE[i][language] != 0) language++;
    for (uint32_t at = language; at < count; at++) {
      if (!is_letter(chars[at])) return false;
    }
    return count > language;
  }
  for (uint32_t at = 0; at < count; at++) {
    if (at > 0 && is_letter(chars[at - 1])) continue;
    if (begins_with_any(chars + at, count - at, MANNER_STEMS, COUNT(MANNER_STEMS))) return true;
  }
  return false;
}

#endif
