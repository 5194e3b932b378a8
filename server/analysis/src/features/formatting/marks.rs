//! What the format options write in another way: quotation marks, dashes, ellipses, known notes. Never a word.
//!
//! A line is rewritten by itself, and left as it was where that would make another kind of line of it.

use std::ops::Range;

use super::quotes;
use crate::model::notes::notes;
use crate::model::segment::{LineKind, MarkKind};
use crate::model::segments;
use crate::settings::{Dashes, Ellipsis, FormatOptions};
use crate::{Analysis, Cancel, Text};

/// The document with its marks as the options want them.
pub fn rewritten(analysis: &Analysis, options: &FormatOptions) -> String {
    let mut whole = analysis.text().to_string();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let profile = &analysis.model().context.profile;
    for placed in &analysis.model().segments {
        let segment = &placed.segment;
        let text = analysis.slice(placed.start..placed.start + segment.len);
        let body = segment.speaker_line().map_or(0, |line| line.body);
        let mut notes = notes(segment, &text).into_iter().peekable();
        let mut marks = segment.marks.iter().peekable();
        for line in &segment.lines {
            let from = match line.kind {
                LineKind::Speaker => body.clamp(line.range.start, line.range.end),
                LineKind::Text | LineKind::Stage => line.range.start,
                _ => continue,
            };
            let mut pieces: Vec<(Range<usize>, String)> = Vec::new();
            while let Some(note) = notes.next_if(|note| note.range.end <= line.range.end) {
                let own = options.notes.then(|| note.of_house(profile)).flatten();
                let words = own.unwrap_or(&text[note.words.clone()]);
                let (open, close) = options.brackets.unwrap_or(note.brackets).pair();
                pieces.push((note.range.clone(), format!("{open}{words}{close}")));
            }
            while let Some(mark) = marks.next_if(|mark| mark.range.start < line.range.end) {
                let literal = matches!(
                    mark.kind,
                    MarkKind::Link
                        | MarkKind::Timestamp
                        | MarkKind::Escape
                        | MarkKind::Deletion
                        | MarkKind::Insertion
                        | MarkKind::NoteReference
                );
                if literal {
                    pieces.push((mark.range.clone(), text[mark.range.clone()].to_owned()));
                }
            }
            pieces.sort_by_key(|(range, _)| range.start);
            let written = line_of(&text[..line.range.end], from, pieces, options);
            let old = &text[line.range.clone()];
            let new = format!("{}{written}", &text[line.range.start..from]);
            if new != old && same_kind(old, &new) {
                let range = placed.start + line.range.start..placed.start + line.range.end;
                edits.push((range, new));
            }
        }
    }
    for (range, new) in edits.into_iter().rev() {
        whole.replace_range(range, &new);
    }
    whole
}

/// A line from `from` on, with `pieces` put as they are and the text between them rewritten.
fn line_of(
    text: &str,
    from: usize,
    pieces: Vec<(Range<usize>, String)>,
    options: &FormatOptions,
) -> String {
    // Characters of the private use area stand for what is not to be touched.
    const HOLE: char = '\u{f8ff}';
    let mut line = String::new();
    let mut kept = Vec::new();
    let mut at = from;
    for (range, piece) in pieces {
        if range.start >= at && range.end <= text.len() {
            line.push_str(&text[at..range.start]);
            line.push(HOLE);
            at = range.end;
            kept.push(piece);
        }
    }
    line.push_str(&text[at..]);
    if line.matches(HOLE).count() != kept.len() {
        return text[from..].to_owned();
    }
    if let Some(form) = options.dashes {
        line = dashed(&line, form);
    }
    if let Some(form) = options.ellipsis {
        line = ellipsed(&line, form);
    }
    // Last, since what a mark stands beside decides whether it opens or closes.
    if let Some(shape) = options.quotes {
        line = quotes::shaped(&line, shape);
    }
    let mut kept = kept.into_iter();
    let mut whole = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            HOLE => whole.push_str(&kept.next().unwrap_or_default()),
            c => whole.push(c),
        }
    }
    whole
}

/// Dashes between words in one form; those that break a sentence off, and those between figures, stay.
fn dashed(line: &str, form: Dashes) -> String {
    let dash = match form {
        Dashes::Em => "—",
        Dashes::En => " – ",
        Dashes::Hyphens => " -- ",
    };
    let mut result = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['—', '–', '-']) {
        let run = &rest[at..];
        let mark = &run[..run.len() - run.trim_start_matches(['—', '–', '-']).len()];
        let (before, behind) = (&rest[..at], &run[mark.len()..]);
        let spaced = before.ends_with(' ') && behind.starts_with(' ');
        let glued =
            !before.ends_with(char::is_whitespace) && !behind.starts_with(char::is_whitespace);
        let is_dash = match mark {
            "--" | "—" => spaced || glued,
            "–" => spaced,
            _ => false,
        };
        let left = before.trim_end_matches(' ');
        let right = behind.trim_start_matches(' ');
        let (last, next) = (left.chars().next_back(), right.chars().next());
        let words = last.is_some_and(is_of_word) && next.is_some_and(is_of_word);
        let figures = last.is_some_and(char::is_numeric) && next.is_some_and(char::is_numeric);
        if is_dash && words && !figures {
            result.push_str(left);
            result.push_str(dash);
            rest = right;
        } else {
            result.push_str(&rest[..at + mark.len()]);
            rest = behind;
        }
    }
    result.push_str(rest);
    result
}

/// Whether a dash beside this character stands beside a word.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(
            c,
            '“' | '”' | '"' | '’' | '\'' | '‘' | ',' | '.' | '…' | '?' | '!'
        )
}

/// Ellipses of exactly three dots in one form.
fn ellipsed(line: &str, form: Ellipsis) -> String {
    let mut result = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['.', '…']) {
        let run = &rest[at..];
        let mark = &run[..run.len() - run.trim_start_matches(['.', '…']).len()];
        result.push_str(&rest[..at]);
        result.push_str(match (mark, form) {
            ("...", Ellipsis::Character) => "…",
            ("…", Ellipsis::Dots) => "...",
            _ => mark,
        });
        rest = &run[mark.len()..];
    }
    result.push_str(rest);
    result
}

/// Whether two lines are of one kind, with one label and text that starts at one place.
fn same_kind(old: &str, new: &str) -> bool {
    shape(old) == shape(new)
}

fn shape(line: &str) -> Vec<(LineKind, Option<(String, usize)>)> {
    // Front matter spans lines; what stands above keeps a `---` from opening it.
    let text = Text::new(&format!("%%\n{line}"));
    let segments = segments(&text, 0..text.len(), &Cancel::default());
    let mut shape = Vec::new();
    for segment in segments.into_iter().flatten() {
        let label = || {
            segment.speaker_line().map(|line| {
                (
                    line.label
                        .as_ref()
                        .map_or_else(String::new, |label| label.text.clone()),
                    line.body,
                )
            })
        };
        shape.extend(
            segment
                .lines
                .iter()
                .map(|line| (line.kind.clone(), label())),
        );
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_between_words_get_one_form() {
        let text = "one -- two — three–four—five 1914–18 six – seven, 3 -- 4 and --";
        assert_eq!(
            dashed(text, Dashes::Em),
            "one—two—three–four—five 1914–18 six—seven, 3 -- 4 and --"
        );
        assert_eq!(
            dashed(text, Dashes::En),
            "one – two – three–four – five 1914–18 six – seven, 3 -- 4 and --"
        );
        assert_eq!(
            dashed(text, Dashes::Hyphens),
            "one -- two -- three–four -- five 1914–18 six -- seven, 3 -- 4 and --"
        );
    }

    #[test]
    fn ellipses_of_three_dots_get_one_form() {
        assert_eq!(
            ellipsed("so... or.... and…", Ellipsis::Character),
            "so… or.... and…"
        );
        assert_eq!(
            ellipsed("so... or.... and…", Ellipsis::Dots),
            "so... or.... and..."
        );
    }

    #[test]
    fn a_line_stays_what_it_is() {
        assert!(same_kind("He said so.", "He said “so”."));
        assert!(!same_kind("Well -- Anna: no", "Well – Anna: no"));
    }
}
