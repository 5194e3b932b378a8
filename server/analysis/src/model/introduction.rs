//! How askers name themselves in their turns: `Anna Example, Daily Sample.`, `I’m Anna Example from the Daily Sample`,
//! `[Anna Example, UPI]`.

use std::ops::Range;

use super::segment::{Introduction, Mark, MarkKind, Part};
use super::speech::note_kind;
use super::vocabulary::{
    GREETINGS, HONORIFICS, INTRODUCTION_STARTS, INTRODUCTIONS, NO_NAMES, OUTLET_LINKS,
    OUTLET_NAMES, fold, is_folded_title_word, is_outlet, is_title_word, is_unspaced, with_fold,
};

/// How whoever speaks in `text[body..end]` names himself at its start, or in a bracket at its start or end.
pub fn introduction(text: &str, body: Range<usize>, marks: &[Mark]) -> Option<Introduction> {
    let first = marks.iter().find(|mark| mark.range.start >= body.start);
    let last = marks.iter().rfind(|mark| mark.range.end <= body.end);
    let leads = first.filter(|mark| mark.range.start == body.start);
    let ends = last.filter(|mark| text[mark.range.end..body.end].trim().is_empty());
    for mark in leads.into_iter().chain(ends) {
        if mark.kind == MarkKind::Annotation || mark.kind == MarkKind::Parenthetical {
            let inside = mark.range.start + 1..mark.range.end.saturating_sub(1);
            if let Some(found) = Words::of(text, inside).in_brackets() {
                return Some(found);
            }
        }
    }
    let noted = leads.filter(|mark| {
        mark.kind == MarkKind::Annotation || !note_kind(text, mark, false).is_spoken()
    });
    let start = noted.map_or(body.start, |mark| mark.range.end);
    let mut end = (start + MAX_BYTES).min(body.end);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let said = text.get(start..end)?;
    let near = &said.as_bytes()[..said.len().min(4 * MAX_UNSPACED)];
    if !near.is_ascii() && said.chars().take(MAX_UNSPACED).any(is_unspaced) {
        return unspaced(text, start..end);
    }
    // Most turns begin with a sentence like any other: two words tell.
    if !may_introduce(said) {
        return None;
    }
    Words::of(text, start..end).introduction()
}

/// An introduction stands within the first bytes of a turn.
const MAX_BYTES: usize = 320;
/// The same in characters of a script without spaces.
const MAX_UNSPACED: usize = 40;

/// The words of a text with the punctuation behind them, up to the end of the first sentence that is no greeting.
struct Words<'a> {
    text: &'a str,
    words: Vec<Word<'a>>,
}

struct Word<'a> {
    /// Without punctuation.
    range: Range<usize>,
    written: &'a str,
    folded: String,
    /// What ends with it.
    end: End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Nothing,
    /// A comma, a colon or a dash: a part of a sentence.
    Part,
    Sentence,
}

impl<'a> Words<'a> {
    fn of(text: &'a str, range: Range<usize>) -> Self {
        let mut words: Vec<Word<'a>> = Vec::new();
        let mut sentence = 0;
        for raw in text[range].split_whitespace() {
            let start = raw.as_ptr() as usize - text.as_ptr() as usize;
            let folded = fold(raw);
            if is_no_word(&folded) {
                if let Some(last) = words
                    .last_mut()
                    .filter(|_| raw.contains(['—', '–', '-', ',']))
                {
                    last.end = End::Part;
                }
                continue;
            }
            let bare = raw.trim_start_matches(OPENING);
            let start = start + (raw.len() - bare.len());
            let trimmed = bare.trim_end_matches(CLOSING);
            let marks = &bare[trimmed.len()..];
            if let Some(last) = words.last_mut()
                && last.written.ends_with('.')
                && (NO_NAMES.contains(folded.as_str()) || GREETINGS.contains(folded.as_str()))
            {
                last.end = End::Sentence;
                last.range.end -= 1;
            }
            if words.last().is_some_and(|last| last.end == End::Sentence) {
                if words.len() - sentence > MAX_GREETING || !greets(&words[sentence].folded) {
                    break;
                }
                sentence = words.len();
            }
            let abbreviation = marks == "." && is_abbreviation(trimmed);
            let end = if marks.contains(['?', '!', '…']) || (marks.contains('.') && !abbreviation)
            {
                End::Sentence
            } else if marks.contains([',', ':', ';', '—', '–']) {
                End::Part
            } else {
                End::Nothing
            };
            let written = if abbreviation {
                &bare[..trimmed.len() + 1]
            } else {
                trimmed
            };
            words.push(Word {
                range: start..start + written.len(),
                written,
                folded,
                end,
            });
        }
        Self { text, words }
    }

    /// `Anna Example, UPI` and nothing else.
    fn in_brackets(&self) -> Option<Introduction> {
        let name = self.name(0)?;
        let comma = self.words[name.end - 1].end == End::Part;
        let outlet = self.outlet(name.end)?;
        (comma && name.len() > 1 && outlet.end == self.words.len())
            .then(|| self.found(name, Some(outlet)))
    }

    /// The introduction in the first sentence that is more than a greeting.
    fn introduction(&self) -> Option<Introduction> {
        let mut at = 0;
        while at < self.words.len() {
            let after = self.after_greeting(at);
            for from in [at, after] {
                if let Some(found) = self.stated(from).or_else(|| self.plain(from)) {
                    return Some(found);
                }
            }
            let end = self.sentence_end(at);
            let greets = GREETINGS.contains(self.words[at].folded.as_str()) || after > at;
            if !greets || end - at > MAX_GREETING {
                return None;
            }
            at = end;
        }
        None
    }

    /// Behind `Good morning, Mr. President,` at the start of a sentence.
    fn after_greeting(&self, at: usize) -> usize {
        let mut at = at;
        loop {
            let part = self.part_end(at);
            let word = self.words.get(at);
            let greets = word.is_some_and(|word| greets(&word.folded));
            if !greets || part - at > MAX_GREETING || self.words[part - 1].end != End::Part {
                return at;
            }
            at = part;
        }
    }

    fn sentence_end(&self, at: usize) -> usize {
        let ends = self.words[at..]
            .iter()
            .position(|word| word.end == End::Sentence);
        ends.map_or(self.words.len(), |end| at + end + 1)
    }

    fn part_end(&self, at: usize) -> usize {
        let rest = self.words.get(at..).unwrap_or_default();
        let ends = rest.iter().position(|word| word.end != End::Nothing);
        ends.map_or(self.words.len(), |end| at + end + 1)
    }

    /// `I’m Anna Example from the Daily Sample`, `My name is Anna Example`.
    fn stated(&self, at: usize) -> Option<Introduction> {
        let word = |at: usize| self.words.get(at).map_or("", |word| word.folded.as_str());
        let phrase = self.phrase(at)?;
        let name = self.name(at + phrase)?;
        let linked = self.linked_outlet(name.end);
        let outlet = linked.or_else(|| self.listed_outlet(name.end));
        let certain = outlet.is_some() && name.len() > 1;
        let named = word(at).ends_with("name") || word(at + 1) == "name" || word(at) == "меня";
        (certain || (named && name.len() > 1)).then(|| self.found(name, outlet))
    }

    /// How many words the phrase has that stands before a name.
    fn phrase(&self, at: usize) -> Option<usize> {
        let mut longest = None;
        let mut phrase = String::new();
        for (before, word) in self.words.iter().skip(at).take(MAX_PHRASE).enumerate() {
            if before > 0 {
                phrase.push(' ');
            }
            phrase.push_str(&word.folded);
            if INTRODUCTIONS.contains(phrase.as_str()) {
                longest = Some(before + 1);
            }
            if word.end == End::Sentence {
                break;
            }
        }
        longest
    }

    /// `Anna Example with the Daily Sample`, `Anna Example, Daily Sample.`
    fn plain(&self, at: usize) -> Option<Introduction> {
        let name = self.name(at).filter(|name| name.len() > 1)?;
        if let Some(outlet) = self.linked_outlet(name.end) {
            return Some(self.found(name, Some(outlet)));
        }
        let outlet = self.listed_outlet(name.end)?;
        if is_outlet(self.slice(&name)) && !self.is_outlet(&outlet) && outlet.len() > 1 {
            return Some(self.found(outlet, Some(name)));
        }
        Some(self.found(name, Some(outlet)))
    }

    /// The outlet behind `from`, `with the`, `, reporter for`; it ends with its part of the sentence, or is known.
    fn linked_outlet(&self, at: usize) -> Option<Range<usize>> {
        if self.words[at - 1].end == End::Sentence {
            return None;
        }
        let rest = self.words.get(at..)?;
        let links = |word: &&Word<'_>| OUTLET_LINKS.contains(word.folded.as_str());
        let leads = |word: &&Word<'_>| {
            links(word) || is_article(word.written) || BESIDE_LINKS.contains(&word.folded.as_str())
        };
        let leading = rest.iter().take(MAX_LINK).take_while(leads).count();
        let link = rest[..leading].iter().rposition(|word| links(&word))?;
        let outlet = self.outlet(at + link + 1)?;
        let ended =
            self.words[outlet.end - 1].end != End::Nothing || outlet.end == self.words.len();
        (ended || self.is_outlet(&outlet)).then_some(outlet)
    }

    /// The outlet behind a name and a comma: it ends the sentence, or is known.
    fn listed_outlet(&self, at: usize) -> Option<Range<usize>> {
        if self.words[at - 1].end != End::Part {
            return None;
        }
        let outlet = self.outlet(at)?;
        let last = &self.words[outlet.end - 1];
        let ended = match last.end {
            End::Sentence => !self.text[last.range.end..].starts_with('?'),
            End::Part => self.is_outlet(&outlet),
            End::Nothing => false,
        };
        ended.then_some(outlet)
    }

    /// A person's name: up to four words with capitals, none of them a word that starts sentences or a title.
    fn name(&self, at: usize) -> Option<Range<usize>> {
        let mut end = at;
        while let Some(word) = self.words.get(end) {
            let links = end - at > 1 && OUTLET_LINKS.contains(word.folded.as_str());
            let particle = end > at && !links && is_particle(&word.folded);
            let named = word.written.starts_with(char::is_uppercase)
                && !NO_NAMES.contains(word.folded.as_str())
                && !HONORIFICS.contains(word.folded.as_str())
                && !is_title_word(word.written)
                && !word.written.contains(char::is_numeric);
            if !named && !particle {
                break;
            }
            end += 1;
            if word.end != End::Nothing {
                break;
            }
        }
        while end > at && is_particle(&self.words[end - 1].folded) {
            end -= 1;
        }
        (1..=MAX_NAME).contains(&(end - at)).then_some(at..end)
    }

    /// An outlet's name, without the article before it.
    fn outlet(&self, at: usize) -> Option<Range<usize>> {
        let mut from = at;
        while self
            .words
            .get(from)
            .is_some_and(|word| is_article(word.written))
        {
            from += 1;
        }
        let mut end = from;
        while let Some(word) = self.words.get(end) {
            let capital = word.written.contains(char::is_uppercase);
            let kind = OUTLET_NAMES.contains(word.folded.as_str());
            let joint = end > from && is_joint(&word.folded);
            if !capital && !kind && !joint {
                break;
            }
            if is_title_word(word.written) || word.written.contains(':') {
                return None;
            }
            end += 1;
            if word.end != End::Nothing {
                break;
            }
        }
        while end > from && is_joint(&self.words[end - 1].folded) {
            end -= 1;
        }
        let starts_a_sentence = self
            .words
            .get(from)
            .is_some_and(|word| NO_NAMES.contains(word.folded.as_str()) && end - from == 1);
        ((1..=MAX_OUTLET).contains(&(end - from)) && !starts_a_sentence).then_some(from..end)
    }

    fn slice(&self, words: &Range<usize>) -> &'a str {
        let (first, last) = (&self.words[words.start], &self.words[words.end - 1]);
        &self.text[first.range.start..last.range.end]
    }

    /// Whether it certainly is an outlet: `Daily Sample`, `FBC`.
    fn is_outlet(&self, words: &Range<usize>) -> bool {
        let written = self.slice(words);
        let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count() > 1;
        is_outlet(written) || written.split_whitespace().any(capitals)
    }

    fn found(&self, name: Range<usize>, outlet: Option<Range<usize>>) -> Introduction {
        let part = |words: Range<usize>| {
            let (first, last) = (&self.words[words.start], &self.words[words.end - 1]);
            let range = first.range.start..last.range.end;
            let behind = self.text[range.end..].chars().next();
            let closes = behind.filter(|&quote| is_left_open(&self.text[range.clone()], quote));
            part(
                self.text,
                range.start..range.end + closes.map_or(0, char::len_utf8),
            )
        };
        Introduction {
            name: Some(part(name)),
            outlet: outlet.map(part),
        }
    }
}

/// Whether an introduction may begin with the first two words of a text: with a greeting, a phrase before a name, or a
/// name.
fn may_introduce(said: &str) -> bool {
    let is_word = |raw: &&str| with_fold(raw, |folded| !is_no_word(folded));
    let mut words = said.split_whitespace().filter(is_word);
    let (Some(first), second) = (words.next(), words.next()) else {
        return false;
    };
    let is_capital = |raw: &str| {
        let bare = raw.trim_start_matches(OPENING);
        bare.starts_with(char::is_uppercase)
    };
    with_fold(first, |folded| {
        greets(folded)
            || INTRODUCTION_STARTS.contains(folded)
            || second.is_some_and(|second| {
                let names = || is_capital(second) || with_fold(second, is_particle);
                is_capital(first) && names()
                    || with_fold(second, |second| {
                        INTRODUCTION_STARTS.has_pair(folded, second)
                    })
            })
    })
}

/// Whether a word, folded, may begin a greeting or an address.
fn greets(folded: &str) -> bool {
    GREETINGS.contains(folded) || HONORIFICS.contains(folded) || is_folded_title_word(folded)
}

/// Whether nothing is left of a word when it is folded, or it only says that another one is written as it sounded.
fn is_no_word(folded: &str) -> bool {
    folded.is_empty() || folded == "ph"
}

/// Whether a text opens a quotation that this quote would close: `газета «Пример`.
fn is_left_open(text: &str, quote: char) -> bool {
    let open = match quote {
        '»' => '«',
        '”' => '“',
        '“' => '„',
        _ => return false,
    };
    text.contains(open) && !text.contains(quote)
}

const MAX_NAME: usize = 4;
/// `mi nombre es`, `my name is` have fewer words.
const MAX_PHRASE: usize = 4;
const MAX_OUTLET: usize = 7;
/// `— I’m a reporter for` has so many words.
const MAX_LINK: usize = 5;
/// Words that may stand beside the link: `Anna Example here, I’m a reporter with`.
const BESIDE_LINKS: &[&str] = &[
    "here",
    "im",
    "i",
    "am",
    "and",
    "reporter",
    "correspondent",
    "journalist",
    "editor",
    "writer",
    "reporting",
    "journalistin",
    "korrespondent",
    "korrespondentin",
    "periodista",
    "journaliste",
    "corresponsal",
    "correspondante",
    "correspondant",
];
/// A longer sentence is no greeting.
const MAX_GREETING: usize = 12;
const OPENING: [char; 9] = ['(', '[', '“', '"', '«', '„', '¡', '¿', '‘'];
const CLOSING: [char; 18] = [
    '.', ',', ';', ':', '!', '?', '…', '—', '–', '-', ')', ']', '”', '"', '»', '“', '’', '\'',
];

/// Whether the full stop behind a word ends no sentence: `L.A.`, `J.`, `St.`
fn is_abbreviation(word: &str) -> bool {
    word.contains('.')
        || word.chars().count() == 1 && word.starts_with(char::is_uppercase)
        || matches!(
            word,
            "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "Sr" | "Sra" | "Jr" | "Prof"
        )
}

fn is_particle(folded: &str) -> bool {
    matches!(
        folded,
        "de" | "del"
            | "della"
            | "di"
            | "da"
            | "do"
            | "dos"
            | "du"
            | "la"
            | "le"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ten"
            | "ter"
            | "zu"
            | "al"
            | "el"
            | "bin"
            | "ibn"
            | "y"
    )
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "der"
            | "die"
            | "das"
            | "dem"
            | "den"
            | "el"
            | "la"
            | "los"
            | "las"
            | "le"
            | "les"
            | "l"
            | "il"
            | "lo"
            | "o"
    )
}

/// Whether a word in lower case may stand within an outlet’s name.
fn is_joint(folded: &str) -> bool {
    matches!(
        folded,
        "of" | "and"
            | "the"
            | "for"
            | "in"
            | "de"
            | "del"
            | "la"
            | "el"
            | "du"
            | "des"
            | "der"
            | "die"
            | "für"
            | "und"
            | "et"
            | "y"
            | "e"
            | "da"
            | "do"
            | "di"
    )
}

fn part(text: &str, range: Range<usize>) -> Part {
    Part {
        text: text[range.clone()]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        range,
    }
}

/// `我是样报记者例子，` and `样报の例です。`
fn unspaced(text: &str, range: Range<usize>) -> Option<Introduction> {
    let said = &text[range.clone()];
    let limit = said
        .char_indices()
        .nth(MAX_UNSPACED)
        .map_or(said.len(), |(at, _)| at);
    let mut at = range.start;
    for clause in said[..limit].split_inclusive(['，', '。', '、', ',', '：', '！', '？']) {
        let start = at;
        at += clause.len();
        let clause = clause.trim_end_matches(['，', '。', '、', ',', '：', '！', '？']);
        let whole = |outlet: Range<usize>, name: Range<usize>| {
            let name = trimmed(text, name);
            let outlet = trimmed(text, outlet);
            let fits = outlet.len() > 1 && text[name.clone()].chars().count() <= 6;
            fits.then(|| Introduction {
                name: Some(part(text, name)).filter(|name| !name.text.is_empty()),
                outlet: Some(part(text, outlet)),
            })
        };
        for word in ["记者", "記者"] {
            if let Some(found) = clause.find(word) {
                let before = &clause[..found];
                let says = ["我是来自", "我是來自", "我是"]
                    .iter()
                    .find_map(|phrase| before.find(phrase).map(|at| at + phrase.len()));
                if let Some(outlet) = says {
                    return whole(
                        start + outlet..start + found,
                        start + found + word.len()..start + clause.len(),
                    );
                }
            }
        }
        for end in ["と申します", "といいます", "でございます", "です"] {
            if let Some(named) = clause.strip_suffix(end)
                && let Some((outlet, name)) = named.rsplit_once('の')
                && (1..=4).contains(&name.chars().count())
                && outlet.chars().count() <= 12
                && (is_outlet(outlet) || end == "と申します")
            {
                let name = start + outlet.len() + 'の'.len_utf8();
                return whole(start..start + outlet.len(), name..start + named.len());
            }
        }
    }
    None
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let quotes = |c: char| c.is_whitespace() || "《》「」『』“”的".contains(c);
    let inside = &text[range.clone()];
    let start = range.start + (inside.len() - inside.trim_start_matches(quotes).len());
    let end = start + inside.trim_matches(quotes).len();
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::Analysis;

    fn introduced(said: &str) -> String {
        let analysis = Analysis::of(&format!("Q: {said}\n"));
        let speech = &analysis.model().turn_segment(0).segment.speech;
        speech
            .introduction
            .as_ref()
            .map_or("-".to_owned(), |found| {
                let part = |part: &Option<super::Part>| {
                    let part = part.as_ref()?;
                    assert!(
                        analysis
                            .slice(part.range.clone())
                            .starts_with(part.text.split(' ').next()?)
                    );
                    Some(part.text.clone())
                };
                let [name, outlet] =
                    [&found.name, &found.outlet].map(|one| part(one).unwrap_or_default());
                format!("{name} | {outlet}")
            })
    }

    #[test]
    fn askers_name_themselves() {
        for (said, expected) in [
            (
                "Anna Example, Daily Sample. Why?",
                "Anna Example | Daily Sample",
            ),
            (
                "Thank you. Anna Example with UPI. Why?",
                "Anna Example | UPI",
            ),
            (
                "Hi, Mr. President. I’m Anna Example from the Daily Sample. Why?",
                "Anna Example | Daily Sample",
            ),
            (
                "Hi, Anna Example from the L.A. Sample. Why?",
                "Anna Example | L.A. Sample",
            ),
            (
                "Good morning, Minister, Anna van Example, FBC, on the bread.",
                "Anna van Example | FBC",
            ),
            (
                "I am Anna Example from Sample A. Thank you. Why?",
                "Anna Example | Sample A",
            ),
            ("My name is Anna Example. Why?", "Anna Example | "),
            (
                "My name is Anna Example, Invented News Agency. First of all, why?",
                "Anna Example | Invented News Agency",
            ),
            (
                "Hi, I’m Anna Park of Money Sample. First of all, why?",
                "Anna Park | Money Sample",
            ),
            (
                "Anna Example, a reporter with The Sample, on the bread.",
                "Anna Example | The Sample",
            ),
            ("[Anna Example, UPI] Why?", "Anna Example | UPI"),
            ("Why? [Anna Example, UPI]", "Anna Example | UPI"),
            (
                "(As interpreted.) Anna Example, FBC. Why?",
                "Anna Example | FBC",
            ),
            (
                "Guten Tag, Anna Beispiel von der Musterzeitung. Wann?",
                "Anna Beispiel | Musterzeitung",
            ),
            (
                "Buenos días. Soy Juan Ficticio, de Radio Ejemplo. ¿Cuándo?",
                "Juan Ficticio | Radio Ejemplo",
            ),
            (
                "Bonjour, Jean Exemple du Quotidien Fictif. Quand ?",
                "Jean Exemple | Quotidien Fictif",
            ),
            (
                "Добрый день! Иван Примеров, газета «Пример». Когда?",
                "Иван Примеров | газета «Пример»",
            ),
            ("谢谢。我是样报记者例子。为什么？", "例子 | 样报"),
            ("架空新聞の例です。質問します。", "例 | 架空新聞"),
        ] {
            assert_eq!(introduced(said), expected, "{said}");
        }
    }

    proptest! {
        #![proptest_config(crate::at_least(2_000))]

        #[test]
        fn two_words_tell_whether_an_introduction_may_begin(
            words in prop::collection::vec(
                prop::sample::select(vec![
                    "Hi,", "Thank", "you.", "you,", "Mr.", "President,", "I’m", "My", "name", "is", "Anna", "Example",
                    "Example,", "van", "de", "from", "with", "the", "Daily", "Sample.", "UPI.", "UPI,", "—", "L.A.",
                    "Why?", "(ph)", "and", "Soy", "de", "J.", "The", "2", "minister",
                ]),
                0..9,
            ),
        ) {
            let text = words.join(" ");
            let whole = super::Words::of(&text, 0..text.len());
            let may = super::may_introduce(&text);
            prop_assert!(may || whole.introduction().is_none());
        }
    }

    #[test]
    fn others_are_not_taken_for_askers() {
        for said in [
            "Thank you, Mr. President. Do you agree with President Dummy, Sir?",
            "President Dummy from Examples said so. Why?",
            "I’m Max Mustername, a former member of the Council of Examples.",
            "I’m just asking. Why?",
            "Max Mustername said in Examples that it rains.",
            "When will Max Mustername, Minister of Examples, go?",
            "New York, Chicago and Texas are waiting.",
            "What do you say to Anna Example from the Daily Sample?",
        ] {
            assert_eq!(introduced(said), "-", "{said}");
        }
    }
}
