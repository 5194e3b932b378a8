//! The first words of a text, by which a list shows it.

use super::segment::{Line, LineKind, SegmentKind};

/// They have at most this many characters.
const MAX_CHARS: usize = 60;

/// The first words of a text, cut at a word's end.
pub fn first_words(text: &str) -> String {
    shortened(text.split_whitespace())
}

/// The first words that are said in a turn; of anything else none.
pub fn first_words_said(text: &str, kind: &SegmentKind, lines: &[Line]) -> String {
    let SegmentKind::Turn(speaker_line) = kind else {
        return String::new();
    };
    let said = lines.iter().filter_map(|line| match &line.kind {
        LineKind::Speaker => text.get(speaker_line.body..line.range.end),
        LineKind::Text => text.get(line.range.clone()),
        _ => None,
    });
    shortened(said.flat_map(str::split_whitespace))
}

fn shortened<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut shortened = String::with_capacity(MAX_CHARS);
    let mut chars = 0;
    for word in words {
        let more = match word.is_ascii() {
            true => word.len(),
            false => word.chars().count(),
        };
        if chars + 1 + more > MAX_CHARS {
            if shortened.is_empty() {
                shortened.extend(word.chars().take(MAX_CHARS));
            }
            shortened.push('…');
            break;
        }
        if chars > 0 {
            shortened.push(' ');
            chars += 1;
        }
        shortened.push_str(word);
        chars += more;
    }
    shortened
}
