//! Places in running text that look as if a speaker label was meant there.
//!
//! Here they are only collected, generously and by the text alone; the rules that report them ask
//! the whole document whether such a speaker exists.

use std::ops::Range;

use memchr::memchr_iter;

use super::segment::{Line, LineKind, LooseLabel, LooseLabelKind, Mark, SegmentKind};

/// All loose labels of a segment, in order.
pub fn loose_labels(
    text: &str,
    kind: &SegmentKind,
    lines: &[Line],
    marks: &[Mark],
) -> Vec<LooseLabel> {
    let mut found = Vec::new();
    let mut marked = Marked {
        marks,
        passed: 0,
        end: 0,
    };
    let mut after_blank = true;
    for line in lines {
        let starts_paragraph = std::mem::replace(&mut after_blank, line.kind == LineKind::Blank);
        let body = match (&line.kind, kind) {
            (LineKind::Text, _) => {
                let loose = at_line_start(text, line.range.clone()).into_iter();
                let may_open =
                    |loose: &LooseLabel| starts_paragraph || loose.kind != LooseLabelKind::Opening;
                found.extend(loose.filter(may_open));
                line.range.clone()
            }
            (LineKind::Speaker, SegmentKind::Turn(speaker)) if speaker.body <= line.range.end => {
                speaker.body..line.range.end
            }
            _ => continue,
        };
        let first = found.len();
        embedded(text, body.clone(), &mut marked, &mut found);
        found.extend(embedded_questions(text, body));
        found[first..].sort_by_key(|loose| loose.range.start);
    }
    found
}

/// Labels have no more words and bytes than this.
const MAX_WORDS: usize = 8;
const MAX_BYTES: usize = 160;

/// A label of fewer words, without its colon, can't be told from the start of a sentence.
const MIN_NAME_WORDS: usize = 2;

/// `Anna Example (FBC) Can you`, `Anna Example (FBC) - Can you`, `AMBASSADOR SAMPLE. Sitting`, `Spokesperson; FBC.`,
/// `Anna Example Well, I`.
fn at_line_start(text: &str, line: Range<usize>) -> Vec<LooseLabel> {
    let mut found = Vec::new();
    let line_text = &text[line.clone()];
    let indent = line_text.len() - line_text.trim_start().len();
    let mut end = 0;
    let mut words = 0;
    let body = &line_text[indent..];
    let loose = |kind, label_end: usize, delimiter: Range<usize>| {
        let start = line.start + indent;
        let label = start..start + label_end;
        let delimiter = start + delimiter.start..start + delimiter.end;
        LooseLabel {
            kind,
            text: text[label.clone()].to_owned(),
            range: label,
            delimiter,
        }
    };
    for word in body.split_inclusive(char::is_whitespace) {
        if end > MAX_BYTES || words > MAX_WORDS {
            return found;
        }
        let start = end;
        end += word.len();
        let trimmed = word.trim_end();
        if trimmed.is_empty() {
            continue;
        }
        if trimmed.starts_with('(') {
            if words > 0
                && let Some((kind, label, delimiter)) = after_bracket(body, start)
            {
                found.push(loose(kind, label, delimiter));
            }
            return found;
        }
        if matches!(trimmed, "-" | "–" | "—") && words > 0 && starts_speech(&body[end..]) {
            let label_end = body[..start].trim_end().len();
            found.push(loose(
                LooseLabelKind::WrongDelimiter,
                label_end,
                label_end..start + trimmed.len(),
            ));
            return found;
        }
        // It may be an acronym that begins a title: so the line is read on.
        if words > 0 && found.is_empty() && begins_speech(&body[..start], trimmed) {
            let label_end = body[..start].trim_end().len();
            found.push(loose(
                LooseLabelKind::MissingColon,
                label_end,
                label_end..label_end,
            ));
        }
        if !is_label_word(trimmed, words == 0) {
            if words > MIN_NAME_WORDS {
                let run = body[..start].trim_end().len();
                found.push(loose(LooseLabelKind::Opening, run, run..run));
            }
            return found;
        }
        words += 1;
        let bare = trimmed.len() - 1;
        if trimmed.ends_with(';') && trimmed.len() > 1 {
            found.push(loose(
                LooseLabelKind::WrongDelimiter,
                start + bare,
                start + bare..start + bare + 1,
            ));
            return found;
        }
        if trimmed.ends_with('.')
            && words > 1
            && !body[..start + bare].contains(char::is_lowercase)
            && is_long_word(trimmed)
            && starts_speech(&body[end..])
        {
            found.push(loose(
                LooseLabelKind::MissingColon,
                start + bare,
                start + bare..start + bare + 1,
            ));
            return found;
        }
    }
    found
}

/// What follows `Name (Outlet)`, when it could be speech: the kind, the label's end, the delimiter.
fn after_bracket(body: &str, open: usize) -> Option<(LooseLabelKind, usize, Range<usize>)> {
    let close = open + body[open..].find(')')?;
    let inside = &body[open + 1..close];
    if inside.len() > MAX_BYTES
        || inside.split_whitespace().count() > MAX_WORDS
        || !inside.contains(char::is_uppercase)
    {
        return None;
    }
    let label_end = close + 1;
    let rest = &body[label_end..];
    let trimmed = rest.trim_start();
    for mark in ["-", "–", "—", ",", ".", ";"] {
        if let Some(speech) = trimmed.strip_prefix(mark) {
            let delimiter_end = body.len() - speech.len();
            let spoken = speech.starts_with(char::is_whitespace) && starts_speech(speech);
            return spoken.then_some((
                LooseLabelKind::WrongDelimiter,
                label_end,
                label_end..delimiter_end,
            ));
        }
    }
    let spoken = rest.starts_with(char::is_whitespace) && starts_speech(rest);
    spoken.then_some((
        LooseLabelKind::MissingColon,
        label_end,
        label_end..label_end,
    ))
}

/// Labels in the middle of a line: a run of label words before a colon, behind the end of a sentence.
fn embedded(text: &str, line: Range<usize>, marked: &mut Marked<'_>, found: &mut Vec<LooseLabel>) {
    let mut from = line.start;
    for at in memchr_iter(b':', text[line.clone()].as_bytes()) {
        let colon = line.start + at;
        let after = &text[colon + 1..line.end];
        let in_mark = marked.contains(colon);
        if in_mark || !(after.is_empty() || after.starts_with(char::is_whitespace)) {
            continue;
        }
        if let Some(start) = label_run_before(text, from, colon)
            && start > line.start
        {
            found.push(LooseLabel {
                kind: LooseLabelKind::Embedded,
                range: start..colon,
                text: text[start..colon].to_owned(),
                delimiter: colon..colon + 1,
            });
        }
        from = colon + 1;
    }
}

/// A lone `Q`, set apart as it is at the start of a line: `Yes, he did. Q    And when?`
fn embedded_questions(text: &str, line: Range<usize>) -> impl Iterator<Item = LooseLabel> + '_ {
    let letters = memchr_iter(b'Q', text[line.clone()].as_bytes());
    let lone = letters.filter_map(move |at| {
        let at = line.start + at;
        let (before, after) = (&text[line.start..at], &text[at + 1..line.end]);
        let gap = after.len() - after.trim_start().len();
        let set_apart = before.ends_with(char::is_whitespace) && (gap > 1) && starts_speech(after);
        set_apart.then_some(at..at + 1)
    });
    lone.map(|range| LooseLabel {
        kind: LooseLabelKind::Embedded,
        text: text[range.clone()].to_owned(),
        delimiter: range.end..range.end,
        range,
    })
}

/// The marks, for bytes that are asked for in order.
struct Marked<'a> {
    marks: &'a [Mark],
    passed: usize,
    end: usize,
}

impl Marked<'_> {
    /// Whether a mark holds the byte `at`.
    fn contains(&mut self, at: usize) -> bool {
        while let Some(mark) = self.marks.get(self.passed)
            && mark.range.start <= at
        {
            self.end = self.end.max(mark.range.end);
            self.passed += 1;
        }
        at < self.end
    }
}

/// Where the run of label words that ends at `colon` starts: behind the last word that can't be in a label.
fn label_run_before(text: &str, from: usize, colon: usize) -> Option<usize> {
    let mut low = from.max(colon.saturating_sub(MAX_BYTES));
    while !text.is_char_boundary(low) {
        low += 1;
    }
    let window = &text[low..colon];
    let mut start = None;
    let mut end = window.len();
    for _ in 0..MAX_WORDS {
        let head = window[..end].trim_end();
        let word_start = head.rfind(char::is_whitespace).map_or(0, |at| {
            at + head[at..].chars().next().map_or(1, char::len_utf8)
        });
        let word = &head[word_start..];
        let bracketed = word.starts_with('(') || word.ends_with(')');
        if word.is_empty()
            || !(bracketed || is_label_word(word, false))
            || word.ends_with(['?', '!', ';', '”', '"'])
        {
            break;
        }
        if word.ends_with('.') && start.is_some() && is_long_word(word) {
            break;
        }
        start = Some(low + word_start);
        if word_start == 0 {
            break;
        }
        end = word_start;
    }
    start
}

fn is_label_word(word: &str, first: bool) -> bool {
    const PARTICLES: &[&str] = &[
        "of", "and", "for", "the", "de", "da", "di", "du", "von", "van", "der", "to", "al", "bin",
        "e", "y", "&",
    ];
    if PARTICLES.contains(&word) {
        return !first;
    }
    word.chars().next().is_some_and(|c| {
        c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase())
    })
}

/// More than an abbreviation or an initial, so that a full stop behind it ends something.
fn is_long_word(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters > 3
}

/// Whether a word begins the speech behind a label in capitals: `THE CHAIR I think`, `MR. SAMPLE Well`.
fn begins_speech(label: &str, word: &str) -> bool {
    let capitals = label.chars().filter(|c| c.is_uppercase()).count();
    let in_capitals = capitals > 1 && !label.contains(char::is_lowercase);
    let begins = word.starts_with(char::is_uppercase)
        && (word.contains(char::is_lowercase) || matches!(word, "I" | "A"));
    in_capitals && begins && !label.trim_end().ends_with(['.', ',', ';'])
}

fn starts_speech(rest: &str) -> bool {
    rest.trim_start()
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || matches!(c, '“' | '"' | '«' | '['))
}
