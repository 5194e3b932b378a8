//! `typo/variant-term`: one compound with and without a hyphen.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use crate::model::segment::LineKind;
use crate::rules::{Check, DocumentView, Findings, FixKind, Rule, Severity, each_segment};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "typo/variant-term",
    severity: Severity::Information,
    fix: FixKind::Choice,
    since: "0.1.0",
    enabled: false,
    doc: "\
## What it does
Finds compounds that a file writes in several ways: with a hyphen and as one word (`cease-fire`, `ceasefire`), or
with and without a hyphen before the same word (`no-fly zone`, `no fly zone`, `no fly-zone`). Where grammar asks for
both (`in the long term`, `long-term plans`) nothing is reported. It is off by default: in scanned and in captioned
archives many a form is a fault of the machine, and no second form of a term.

## Why
One form reads better, and a search for it finds all places.

## Example
```presscript
Anna Example (FBC): Will there be a no-fly zone?

Minister Mustername: There will be no no fly zone.
```

## Use instead
```presscript
Anna Example (FBC): Will there be a no-fly zone?

Minister Mustername: There will be no no-fly zone.
```

## Fix
Offers each form for the whole file, the most frequent first.
",
    check: Check::Document(check),
};

/// More examples than these are not shown.
const MAX_RELATED: usize = 3;

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let mut compounds = Compounds::default();
    each_line(document, |line, _| compounds.learn(line));
    let mut terms: BTreeMap<String, Vec<Use>> = BTreeMap::new();
    if !compounds.is_empty() {
        each_line(document, |line, start| {
            compounds.find(line, start, &mut terms)
        });
    }
    for uses in terms.values() {
        report(uses, document, findings);
    }
}

/// A place where a compound stands.
struct Use {
    /// Bytes of the document.
    range: Range<usize>,
    /// How it is written: in lower case, without the `s` of the plural.
    form: String,
}

fn report(uses: &[Use], document: &DocumentView<'_>, findings: &mut Findings) {
    let mut forms: Vec<(&str, usize)> = Vec::new();
    for one in uses {
        match forms.iter_mut().find(|(form, _)| *form == one.form) {
            Some((_, times)) => *times += 1,
            None => forms.push((&one.form, 1)),
        }
    }
    if forms.len() < 2 {
        return;
    }
    forms.sort_by_key(|&(form, times)| (std::cmp::Reverse(times), !form.contains('-')));
    let text = |range: &Range<usize>| document.analysis.slice(range.clone()).into_owned();
    let first = |form: &str| uses.iter().find(|one| one.form == form);
    let usual = forms[0].0;
    let (Some(usual_use), Some(rare)) = (first(usual), uses.iter().find(|one| one.form != usual))
    else {
        return;
    };
    let times = match forms[0].1 {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    };
    let mut report = findings
        .report(
            rare.range.clone(),
            format!(
                "“{}” is written “{}” {times} in this file; one form reads better.",
                text(&rare.range),
                text(&usual_use.range)
            ),
        )
        .related(usual_use.range.clone(), "the usual form");
    for (form, _) in forms.iter().skip(1).take(MAX_RELATED) {
        if let Some(other) = first(form).filter(|other| other.range != rare.range) {
            report = report.related(other.range.clone(), "another form");
        }
    }
    for (form, _) in &forms {
        let edits = uses
            .iter()
            .filter(|one| one.form != *form)
            .map(|one| (one.range.clone(), rewritten(&text(&one.range), form)));
        let written = first(form).map_or_else(|| (*form).to_owned(), |one| text(&one.range));
        report = report.choice(format!("Write “{written}” everywhere"), edits);
    }
}

/// The letters of a compound as written, with the spaces and hyphens of `form`.
fn rewritten(written: &str, form: &str) -> String {
    let mut letters = written.chars().filter(|&c| !is_joint(c));
    let mut rewritten = String::with_capacity(form.len());
    for c in form.chars() {
        if is_joint(c) {
            rewritten.push(c);
        } else {
            rewritten.extend(letters.next());
        }
    }
    rewritten.extend(letters);
    rewritten
}

fn is_joint(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '-')
}

/// The compounds that have a hyphen somewhere in the file, as keys.
#[derive(Default)]
struct Compounds {
    /// `ceasefire` of `cease-fire`.
    closed: HashSet<String>,
    /// `noflyzone` of `no-fly zone`.
    before_noun: HashSet<String>,
    /// The first words of those.
    beginnings: HashSet<String>,
}

/// A compound before a noun has no more words than this, the noun included.
const MAX_WORDS: usize = 4;

impl Compounds {
    fn is_empty(&self) -> bool {
        self.closed.is_empty() && self.before_noun.is_empty()
    }

    /// Learns the hyphenated words of a line.
    fn learn(&mut self, line: &[Word<'_>]) {
        for (at, word) in line
            .iter()
            .enumerate()
            .filter(|(_, word)| word.text.contains('-'))
        {
            let compound = word.text.to_lowercase();
            let parts: Vec<&str> = compound.split('-').collect();
            if parts.iter().any(|part| part.is_empty()) || parts.len() > MAX_WORDS - 1 {
                continue;
            }
            if can_be_closed(&parts) {
                self.closed.insert(key(&compound));
            }
            let noun = line.get(at + 1).filter(|_| word.is_linked);
            if let Some(noun) = noun.filter(|noun| is_noun(noun.text))
                && !parts.iter().all(|part| part.chars().count() < 2)
                && !parts.iter().any(|part| PARTS_APART.contains(part))
            {
                self.before_noun
                    .insert(key(&format!("{compound}{}", noun.text)));
                self.beginnings.insert(parts[0].to_owned());
            }
        }
    }

    /// Finds the compounds of a line, however they are written.
    fn find(&self, line: &[Word<'_>], start: usize, terms: &mut BTreeMap<String, Vec<Use>>) {
        let mut add = |key: String, form: String, range: Range<usize>| {
            let uses = terms.entry(key).or_default();
            let range = start + range.start..start + range.end;
            if uses.last().is_none_or(|last| last.range.end <= range.start) {
                let form = form.strip_suffix('s').map_or(form.clone(), str::to_owned);
                uses.push(Use { range, form });
            }
        };
        for (at, word) in line.iter().enumerate() {
            let first = word.text.to_lowercase();
            let closed = key(&first);
            if self.closed.contains(&closed) {
                add(closed, first.clone(), word.range());
            }
            let beginning = first.split('-').next().unwrap_or_default();
            if !self.beginnings.contains(beginning) {
                continue;
            }
            let mut phrase = first;
            for pair in line[at..]
                .windows(2)
                .take(MAX_WORDS - 1)
                .take_while(|pair| pair[0].is_linked)
            {
                phrase.push(' ');
                phrase.push_str(&pair[1].text.to_lowercase());
                let key = key(&phrase);
                if self.before_noun.contains(&key) {
                    add(
                        format!("{key} "),
                        phrase.clone(),
                        word.start..pair[1].range().end,
                    );
                }
            }
        }
    }
}

/// What the forms of a compound have in common.
fn key(form: &str) -> String {
    let letters = form.chars().filter(|&c| !is_joint(c));
    let key: String = letters.flat_map(char::to_lowercase).collect();
    key.strip_suffix('s').map_or(key.clone(), str::to_owned)
}

/// Whether a compound could be one word: no letters spelled out, no figures, and no `re-sign`, which is not `resign`.
fn can_be_closed(parts: &[&str]) -> bool {
    let is_word = |part: &&str| part.chars().count() > 1 && part.chars().all(char::is_alphabetic);
    let prefix = matches!(parts[0], "e" | "x");
    let other_word = parts[0] == "re" && !parts[1].starts_with('e');
    parts.len() == 2 && is_word(&parts[1]) && (is_word(&parts[0]) || prefix) && !other_word
}

fn is_noun(word: &str) -> bool {
    let letters = word.chars().all(char::is_alphabetic);
    letters && word.chars().count() > 2 && !FUNCTION_WORDS.contains(&word.to_lowercase().as_str())
}

/// A word of a line.
struct Word<'a> {
    /// Letters, figures and hyphens.
    text: &'a str,
    /// Where it starts on the line, in bytes.
    start: usize,
    /// Whether one space and the next word follow.
    is_linked: bool,
}

impl Word<'_> {
    fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

/// Shows the words of every line of speech, with the line's start in the document.
fn each_line(document: &DocumentView<'_>, mut visit: impl FnMut(&[Word<'_>], usize)) {
    each_segment(document.analysis, |start, view| {
        for line in &view.segment.lines {
            if matches!(
                line.kind,
                LineKind::Speaker | LineKind::Text | LineKind::Heading
            ) {
                let body = view.segment.body(line);
                visit(&words(view.slice(&body)), start + body.start);
            }
        }
    });
}

fn words(line: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut at = 0;
    for piece in line.split([' ', '\u{a0}', '\t']) {
        let bare = piece.trim_start_matches(|c: char| !c.is_alphanumeric());
        let start = at + piece.len() - bare.len();
        let text = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
        at += piece.len()
            + line[at + piece.len()..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
        let is_word = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '-');
        if let Some(last) = words.last_mut().filter(|last| last.is_linked) {
            last.is_linked = is_word && bare.len() == piece.len() && last.range().end + 1 == start;
        }
        if is_word {
            words.push(Word {
                text,
                start,
                is_linked: text.len() == bare.len(),
            });
        }
    }
    if let Some(last) = words.last_mut() {
        last.is_linked = false;
    }
    words
}

/// Words that make a compound no adjective before the next one, or that make a phrase of it.
const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "before", "but", "by", "can", "could", "did", "do", "does", "down", "for",
    "from", "had", "has", "have", "he", "her", "here", "him", "his", "how", "i", "if", "in",
    "into", "is", "it", "its", "just", "like", "may", "me", "more", "my", "no", "not", "now", "of",
    "on", "or", "our", "out", "over", "shall", "she", "should", "so", "some", "than", "that",
    "the", "their", "them", "then", "there", "these", "they", "this", "those", "through", "to",
    "too", "under", "up", "us", "very", "was", "we", "well", "were", "what", "when", "where",
    "which", "who", "why", "will", "with", "would", "yes", "you", "your",
];

/// Parts of French phrases that mean something else without a hyphen: `peut-être`.
const PARTS_APART: &[&str] = &[
    "peut", "vous", "nous", "il", "elle", "ils", "elles", "je", "tu", "ce", "là", "ci", "on",
    "moi", "toi", "lui",
];

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn all_forms_are_offered() {
        check(
            "typo/variant-term",
            "A B: A no-fly zone, the No Fly Zone, no-fly zones; a no fly-zone is a cease-fire.\n\nC D: Ceasefires and e-mail.\n",
            expect![[r#"
                1:25 "No Fly Zone": “No Fly Zone” is written “no-fly zone” twice in this file; one form reads better.
                  see 1:8 "no-fly zone": the usual form
                  see 1:54 "no fly-zone": another form
                  choice: Write “no-fly zone” everywhere -> ["A B: A no-fly zone, the No-Fly Zone, no-fly zones; a no-fly zone is a cease-fire."]
                  choice: Write “no fly-zone” everywhere -> ["A B: A no fly-zone, the No Fly-Zone, no fly-zones; a no fly-zone is a cease-fire."]
                  choice: Write “No Fly Zone” everywhere -> ["A B: A no fly zone, the No Fly Zone, no fly zones; a no fly zone is a cease-fire."]
                3:6 "Ceasefires": “Ceasefires” is written “cease-fire” once in this file; one form reads better.
                  see 1:71 "cease-fire": the usual form
                  choice: Write “cease-fire” everywhere -> ["C D: Cease-fires and e-mail."]
                  choice: Write “Ceasefires” everywhere -> ["A B: A no-fly zone, the No Fly Zone, no-fly zones; a no fly-zone is a ceasefire."]
            "#]],
        );
    }

    #[test]
    fn grammar_and_other_words_are_left_alone() {
        check(
            "typo/variant-term",
            "A B: In the long term we have long-term plans. Follow up on the follow-up question. They re-sign, or resign.\nG-E-T V-A-X at getvax.example, GETVAX. Peut-être dangereux, cela peut être dangereux.\n",
            expect![[""]],
        );
    }
}
