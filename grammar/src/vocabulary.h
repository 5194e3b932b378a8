// The words that the label rule knows. Roles, sounds and house styles are not the grammar's matter.

#ifndef PRESSCRIPT_VOCABULARY_H
#define PRESSCRIPT_VOCABULARY_H

#include "chars.h"

// Words of a label that are written in lower case and may begin it: `von der Leyen`, `la Cour`.
static const uint32_t *const NAME_PARTICLES[] = {
    U"de", U"da", U"di", U"do", U"dos", U"du", U"del", U"des", U"della", U"dem", U"das", U"dal",
    U"degli", U"delle", U"dei", U"la", U"le", U"las", U"los", U"les", U"lo", U"van", U"von", U"vom",
    U"der", U"den", U"die", U"ter", U"ten", U"te", U"af", U"av", U"al", U"el", U"bin", U"bint",
    U"ibn", U"ben", U"abu", U"zu", U"'t", U"’t",
};

// Words in lower case that join the others and never begin a label: `Minister for Foreign Affairs`.
static const uint32_t *const JOINERS[] = {
    U"of", U"the", U"and", U"for", U"to", U"in", U"on", U"at", U"&", U"y", U"e", U"et", U"und",
    U"i", U"zum", U"zur", U"im", U"am", U"beim", U"für", U"au", U"aux", U"en", U"pour", U"para",
    U"og", U"och", U"и", U"по", U"|", U"/", U"-", U"–", U"+",
};

// Forms of address and offices that some languages write in lower case: `El señor PRESIDENTE`.
static const uint32_t *const OFFICES[] = {
    U"señor", U"señora", U"señorita", U"señores", U"senhor", U"senhora", U"monsieur", U"madame",
    U"heer", U"mevrouw", U"voorzitter", U"président", U"présidente", U"ministre", U"presidente",
    U"presidenta", U"ministro", U"ministra", U"secretario", U"secretaria",
};

// Joiners that a label may begin with a capital and still name nobody: `In the:`.
static const uint32_t *const FUNCTION_WORDS[] = {
    U"of", U"the", U"and", U"for", U"to", U"in", U"on", U"at",
};

// Words that begin a sentence and never a label, whatever follows them. Here and in the next list, a word
// in capitals is none of them: `IF` may be an institute.
static const uint32_t *const SENTENCE_OPENERS[] = {
    U"and", U"but", U"because", U"if", U"when", U"while", U"although", U"however", U"therefore",
    U"und", U"aber", U"denn", U"wenn", U"weil", U"vielleicht", U"gleichwohl", U"deshalb", U"mein",
    U"meine", U"unser", U"unsere", U"ihre", U"seine", U"dieser", U"diese", U"dieses",
    U"nächster", U"nächste", U"letzter", U"letzte", U"zum", U"zur", U"beim", U"für", U"mit", U"nach",
    U"mais", U"donc", U"parce", U"quand", U"pero", U"porque", U"cuando", U"entonces",
    U"но", U"если", U"когда", U"потому", U"поэтому",
};

// Words that are a sentence's opening when they stand alone: `First:`, `Zweitens:`.
static const uint32_t *const LONE_OPENERS[] = {
    U"first", U"second", U"third", U"fourth", U"firstly", U"secondly", U"thirdly", U"finally",
    U"lastly", U"again", U"also", U"now", U"so", U"then", U"well", U"look", U"remember", U"yes",
    U"no", U"okay", U"ok", U"here", U"listen", U"one", U"two", U"three",
    U"erstens", U"zweitens", U"drittens", U"viertens", U"nun", U"ja", U"nein",
    U"premièrement", U"deuxièmement", U"troisièmement", U"enfin", U"ensuite", U"alors", U"oui",
    U"non", U"primero", U"segundo", U"tercero", U"finalmente", U"bueno", U"sí",
    U"во-первых", U"во-вторых", U"в-третьих", U"наконец", U"да", U"нет",
    U"首先", U"其次", U"最后", U"最後", U"第一", U"第二", U"第三", U"因此", U"所以", U"但是",
    U"まず", U"次に", U"最後に", U"しかし",
};

// What a Chinese or Japanese sentence begins or ends with, and a name does not: `我们认为：`, `他说：`.
static const uint32_t HAN_OPENERS[] = U"我你您他她它这那這但如因所并並而不没沒是就也还還在第";
static const uint32_t *const HAN_ENDINGS[] = {
    U"说", U"說", U"道", U"是", U"表示", U"指出", U"认为", U"認為", U"强调", U"強調", U"如下", U"以下",
    U"称", U"稱", U"提到", U"包括", U"は", U"が", U"を", U"に", U"で", U"て", U"の", U"す",
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
  if (count == 0) return false;
  uint32_t first = (uint32_t)to_lower(chars[0]);
  for (uint32_t i = 0; i < size; i++) {
    if (list[i][0] == first && begins_with(chars, count, list[i], true)) return true;
  }
  return false;
}

static bool ends_with_any(
    const int32_t *chars, uint32_t count, const uint32_t *const *list, uint32_t size
) {
  for (uint32_t i = 0; i < size; i++) {
    uint32_t length = 0;
    while (list[i][length] != 0) length++;
    if (length <= count && begins_with(chars + count - length, length, list[i], true)) return true;
  }
  return false;
}

static bool begins_with_any(
    const int32_t *chars, uint32_t count, const uint32_t *const *list, uint32_t size
) {
  if (count == 0) return false;
  uint32_t first = (uint32_t)to_lower(chars[0]);
  for (uint32_t i = 0; i < size; i++) {
    if (list[i][0] == first && begins_with(chars, count, list[i], false)) return true;
  }
  return false;
}

// Whether a word in Han or kana reads like a piece of a sentence.
static bool is_han_sentence(const int32_t *word, uint32_t count, bool first_word) {
  for (const uint32_t *opener = HAN_OPENERS; first_word && *opener != 0; opener++) {
    if ((uint32_t)word[0] == *opener) return true;
  }
  return ends_with_any(word, count, HAN_ENDINGS, COUNT(HAN_ENDINGS));
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
