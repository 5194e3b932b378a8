//! What was said in a segment: how many words, whether they ask, and to whom they give the floor.

use std::ops::Range;

use memchr::{memchr, memchr2_iter};

use super::introduction::introduction;
use super::segment::{Line, LineKind, Mark, MarkKind, Part, SegmentKind, Speech};
use super::stops::{one_of, stops, within};
use super::vocabulary::{
    GENERIC_QUESTION, HAND_OFF, HONORIFICS, NoteKind, OUTLET_WORDS, TITLES, count_words, fold,
    folded_words, with_fold,
};

/// Sums up the speech of a segment.
pub fn speech(text: &str, kind: &SegmentKind, lines: &[Line], marks: &[Mark]) -> Speech {
    let mut speech = Speech::default();
    let spoken: Vec<Range<usize>> = spoken_ranges(text, kind, lines, marks);
    for range in &spoken {
        let said = &text[range.clone()];
        speech.words += count_words(said);
        speech.asks = speech.asks || has_question_mark(said);
        if let Some(last) = said.rfind(SENTENCE_ENDS) {
            speech.ends_asking = said[last..].starts_with(QUESTION_MARKS);
        }
    }
    speech.unheard = unheard_questions(text, lines, marks).into();
    if let SegmentKind::Turn(speaker_line) = kind {
        let end = lines
            .iter()
            .rfind(|line| matches!(line.kind, LineKind::Speaker | LineKind::Text));
        let end = end.map_or(speaker_line.body, |line| line.range.end);
        speech.introduction =
            introduction(text, speaker_line.body..end.max(speaker_line.body), marks).map(Box::new);
    }
    if matches!(kind, SegmentKind::Turn(_)) && speech.words <= MAX_ANNOUNCEMENT_WORDS {
        let said: Vec<&str> = spoken.iter().map(|range| &text[range.clone()]).collect();
        if may_name_somebody(&said) && said.iter().any(|said| has_question_word(said)) {
            speech.announced = announced(&said.join(" ")).into();
        }
    }
    if let (SegmentKind::Turn(speaker_line), 1..=MAX_CALL_WORDS) = (kind, speech.words) {
        let line = lines.iter().find(|line| line.kind == LineKind::Speaker);
        let alone = lines.iter().all(|line| line.kind != LineKind::Text);
        if let Some(line) = line.filter(|line| alone && speaker_line.body <= line.range.end) {
            speech.calls = called(text, speaker_line.body..line.range.end).map(Box::new);
        }
    }
    speech
}

/// The words with capitals in the sentences that have a word for a question in them, folded.
fn announced(said: &str) -> String {
    let announces =
        |sentence: &&str| !sentence.ends_with(QUESTION_MARKS) && has_question_word(sentence);
    let sentences = said.split_inclusive(SENTENCE_ENDS).filter(announces);
    let words = sentences.flat_map(str::split_whitespace);
    let capitals = words.filter(|word| word.starts_with(char::is_uppercase));
    let mut announced = String::new();
    for (at, word) in capitals.enumerate() {
        if at > 0 {
            announced.push(' ');
        }
        with_fold(word, |folded| announced.push_str(folded));
    }
    announced
}

fn has_question_mark(said: &str) -> bool {
    let bytes = said.as_bytes();
    let others = || memchr2_iter(0xEF, 0xD8, bytes).any(|at| said[at..].starts_with(['？', '؟']));
    memchr(b'?', bytes).is_some() || others()
}

/// Whether a word that begins no sentence has a capital, as one of two words of a name has. In other scripts than Latin
/// any letter may be one.
fn may_name_somebody(lines: &[&str]) -> bool {
    let is_within_sentence = |(line, at): (usize, usize)| {
        let before = lines[line][..at].trim_end_matches(' ');
        !before.ends_with(['.', '!', '?']) && (line > 0 || !before.is_empty())
    };
    let lines = lines.iter().enumerate();
    let mut capitals =
        lines.flat_map(|(line, said)| stops(said, is_capital).map(move |at| (line, at)));
    capitals.any(is_within_sentence)
}

/// Where a word of several letters with a capital begins, or any letter that is not ASCII.
#[inline(always)]
fn is_capital(before: u8, byte: u8, after: u8) -> u8 {
    let is_letter = |byte: u8| within(byte | 0x20, b'a', b'z');
    let other = within(byte, 0xC3, 0xE1) | within(byte, 0xE3, 0xFF);
    let goes_on = is_letter(after) | within(after, 0x80, 0xFF) | one_of(after, b"'");
    other | (within(byte, b'A', b'Z') & goes_on & (1 ^ is_letter(before)))
}

fn has_question_word(said: &str) -> bool {
    let folded = fold(said);
    folded_words(&folded).any(|word| GENERIC_QUESTION.contains(word))
}

const QUESTION_MARKS: [char; 3] = ['?', '？', '؟'];
const SENTENCE_ENDS: [char; 9] = ['?', '？', '؟', '.', '!', '。', '！', '…', '।'];

/// A turn with more words than this is more than a hand-off.
const MAX_CALL_WORDS: usize = 20;

/// A turn with more words than this announces nobody's question.
const MAX_ANNOUNCEMENT_WORDS: usize = 60;

/// The parts of the text that somebody said: lines of speech without label, annotations and timestamps.
fn spoken_ranges(
    text: &str,
    kind: &SegmentKind,
    lines: &[Line],
    marks: &[Mark],
) -> Vec<Range<usize>> {
    let mut unspoken = marks
        .iter()
        .filter(|mark| !is_spoken(text, mark))
        .map(|mark| mark.range.clone())
        .peekable();
    let mut spoken = Vec::new();
    for line in lines {
        let mut at = match line.kind {
            LineKind::Text => line.range.start,
            LineKind::Speaker => match kind {
                SegmentKind::Turn(speaker_line) => speaker_line.body,
                _ => line.range.start,
            },
            _ => continue,
        };
        while let Some(gap) = unspoken.next_if(|gap| gap.start < line.range.end) {
            if gap.end <= at {
                continue;
            }
            if gap.start > at {
                spoken.push(at..gap.start);
            }
            at = gap.end;
        }
        if at < line.range.end {
            spoken.push(at..line.range.end);
        }
    }
    spoken
}

fn is_spoken(text: &str, mark: &Mark) -> bool {
    match mark.kind {
        MarkKind::Annotation | MarkKind::UnclosedAnnotation => false,
        MarkKind::Parenthetical => note_kind(text, mark, false).is_spoken(),
        MarkKind::UnclosedParenthetical
        | MarkKind::Escape
        | MarkKind::Link
        | MarkKind::Insertion => true,
        MarkKind::Timestamp | MarkKind::Deletion | MarkKind::NoteReference => false,
    }
}

/// What an annotation or parenthesis is about. `alone` when it is a line of its own.
pub fn note_kind(text: &str, mark: &Mark, alone: bool) -> NoteKind {
    let words = text[mark.range.clone()].trim_matches(['[', ']', '(', ')', ' ']);
    match mark.kind {
        MarkKind::Parenthetical | MarkKind::UnclosedParenthetical => {
            NoteKind::of_parenthesis(words, alone)
        }
        _ => NoteKind::of_annotation(words, alone),
    }
}

/// Annotations on a line of their own that stand for a question.
fn unheard_questions(text: &str, lines: &[Line], marks: &[Mark]) -> Vec<Range<usize>> {
    let mut marks = marks.iter().peekable();
    let mut unheard = Vec::new();
    for line in lines.iter().filter(|line| line.kind == LineKind::Stage) {
        while marks
            .next_if(|mark| mark.range.start < line.range.start)
            .is_some()
        {}
        if let Some(mark) = marks.next_if(|mark| mark.range.start < line.range.end)
            && matches!(mark.kind, MarkKind::Annotation | MarkKind::Parenthetical)
            && note_kind(text, mark, true) == NoteKind::UnheardQuestion
        {
            unheard.push(mark.range.clone());
        }
    }
    unheard
}

/// Whom somebody calls who says this and nothing else.
pub fn call(said: &str) -> Option<Part> {
    let short = (1..=MAX_CALL_WORDS).contains(&count_words(said));
    short.then(|| called(said, 0..said.len()))?
}

/// Whom a short turn calls, if it does nothing else: the last run of words that are names.
fn called(text: &str, range: Range<usize>) -> Option<Part> {
    let mut called: Option<Range<usize>> = None;
    let mut open = false;
    let mut at = range.start;
    for word in text[range.clone()].split_inclusive(char::is_whitespace) {
        let start = at;
        at += word.len();
        let trimmed = word.trim();
        let folded = fold(trimmed);
        if trimmed.contains("://") {
            return None;
        }
        if folded.is_empty() {
            open = false;
            continue;
        }
        let name = !HAND_OFF.contains(folded.as_str()) && trimmed.chars().any(char::is_uppercase);
        let particle = open
            && matches!(
                folded.as_str(),
                "of" | "the" | "for" | "and" | "de" | "da" | "del"
            );
        if !name && !particle {
            if !HAND_OFF.contains(folded.as_str()) && !OUTLET_WORDS.contains(folded.as_str()) {
                return None;
            }
            open = false;
            continue;
        }
        let end = start
            + trimmed
                .trim_end_matches(['.', ',', ';', ':', '!', '?', '”', '"'])
                .len();
        called = match called {
            Some(run) if open => Some(run.start..end),
            _ => Some(start..end),
        };
        open = !trimmed.ends_with(['.', ',', ';', '!', '?'])
            || trimmed.ends_with("Mr.")
            || trimmed.ends_with("Dr.");
    }
    let called = trim_particles(text, called?);
    let said = fold(&text[called.clone()]);
    let only_titles = said
        .split(' ')
        .all(|word| TITLES.contains(word) || HONORIFICS.contains(word));
    if said.is_empty() || only_titles {
        None
    } else {
        Some(Part {
            text: text[called.clone()].to_owned(),
            range: called,
        })
    }
}

fn trim_particles(text: &str, mut range: Range<usize>) -> Range<usize> {
    while let Some((head, tail)) = text[range.clone()].rsplit_once(' ') {
        if !matches!(tail, "of" | "the" | "for" | "and" | "de" | "da" | "del") {
            break;
        }
        range.end = range.start + head.trim_end().len();
    }
    range
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_named_has_a_capital_within_a_sentence() {
        for lines in [
            &["Our next question is from Anna Example."][..],
            &["Thank you. Our next question: Anna Example"],
            &["Thank you.  Anna Example has the next question."],
            &["well... next question, Anna Example... go ahead."],
            &["Our next question is from", "Anna Example."],
            &["Our next question is from J O'Neil."],
            &["Následující otázka: Žofie Příkladná."],
            &["次の質問"],
        ] {
            assert!(may_name_somebody(lines), "{lines:?}");
        }
        for lines in [
            &["Thank you. Next question. Who decides about it?"][..],
            &["It rains.  It will rain! And I think – a question of time – it does."],
            &["what is it"],
            &[],
        ] {
            assert!(!may_name_somebody(lines), "{lines:?}");
        }
    }
}
