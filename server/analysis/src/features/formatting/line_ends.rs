//! Line ends in one form, and the edits between two versions of a document that differ within lines and in blank lines.

use std::ops::Range;

use crate::settings::EndOfLine;
use crate::{Edit, Text};

/// The text with all line ends in one form.
pub fn all(text: &str, end: EndOfLine) -> String {
    let end = match end {
        EndOfLine::Lf => "\n",
        EndOfLine::CrLf => "\r\n",
        EndOfLine::Cr => "\r",
    };
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\n', end)
}

/// The text without the end of its last line, unless that line is blank.
pub fn without_last(text: &str) -> &str {
    let bare = text.strip_suffix('\n').unwrap_or(text);
    let bare = bare.strip_suffix('\r').unwrap_or(bare);
    let last = bare.rsplit(['\n', '\r']).next().unwrap_or_default();
    if last.trim().is_empty() { text } else { bare }
}

/// The edits that make `new` of `old`, line by line: both have the same lines but for blank ones.
pub fn edits_between(old: &Text, new: &Text) -> Vec<Edit> {
    let (mut lines, mut new_lines) = (filled(old), filled(new));
    if lines.len() != new_lines.len() {
        (lines, new_lines) = (Vec::new(), Vec::new());
    }
    lines.push(old.len()..old.len());
    new_lines.push(new.len()..new.len());
    let mut edits = Vec::new();
    let (mut at, mut new_at) = (0, 0);
    for (line, new_line) in lines.iter().zip(&new_lines) {
        let before = old.slice(at..line.end);
        let after = new.slice(new_at..new_line.end);
        if before != after {
            edits.push(trimmed(at, &before, &after));
        }
        (at, new_at) = (line.end, new_line.end);
    }
    edits
}

/// The lines that are not blank.
fn filled(text: &Text) -> Vec<Range<usize>> {
    let lines = (0..text.line_count()).map(|line| text.line_range(line));
    lines
        .filter(|range| !text.slice(range.clone()).trim().is_empty())
        .collect()
}

/// The edit that makes `after` of `before`, which starts at `start`, without what both begin and end with.
fn trimmed(start: usize, before: &str, after: &str) -> Edit {
    let same = |(one, other): &(char, char)| one == other;
    let len = |chars: &mut dyn Iterator<Item = (char, char)>| {
        chars.map(|(c, _)| c.len_utf8()).sum::<usize>()
    };
    let head = len(&mut before.chars().zip(after.chars()).take_while(same));
    let (old, new) = (&before[head..], &after[head..]);
    let tail = len(&mut old.chars().rev().zip(new.chars().rev()).take_while(same));
    Edit {
        range: start + head..start + before.len() - tail,
        text: new[..new.len() - tail].to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_touch_what_differs() {
        let edits = edits_between(
            &Text::new("one\n\n\ntwo \nthree"),
            &Text::new("one\n\ntwo\nthree\n"),
        );
        let shown: Vec<_> = edits
            .iter()
            .map(|edit| (edit.range.clone(), edit.text.as_str()))
            .collect();
        assert_eq!(shown, [(5..10, "two"), (16..16, "\n")]);
    }

    #[test]
    fn line_ends_get_one_form() {
        assert_eq!(all("a\r\nb\rc\n", EndOfLine::CrLf), "a\r\nb\r\nc\r\n");
        assert_eq!(all("a\r\nb\rc\n", EndOfLine::Cr), "a\rb\rc\r");
        assert_eq!(without_last("a\r\nb\r\n"), "a\r\nb");
        assert_eq!(without_last("a\n \n"), "a\n \n");
    }
}
