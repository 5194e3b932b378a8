//! `label/too-long`: a line that reads like a label, but is longer than labels are.

use memchr::memchr2_iter;

use crate::model::segment::{Line, LineKind, Segment};
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Rule, SegmentView, Severity, Tally,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/too-long",
    severity: Severity::Hint,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds paragraphs that begin like a label, up to a colon, and would be one if it had no more than 100
characters and 16 words.

## Why
What such a person says counts as said by whoever spoke before.

## Example
```presscript
Max Mustername: Please, go ahead.

Deputy Chair of the Council of Examples and Plenipotentiary Envoy to the Federal District of the Far Islands Dora Dummy: Thank you.

Max Mustername: Thank you.
```

## Use instead
```presscript
Max Mustername: Please, go ahead.

@Deputy Chair of the Council of Examples and Plenipotentiary Envoy to the Federal District of the Far Islands Dora Dummy: Thank you.

Max Mustername: Thank you.
```

## Fix
Puts `@` before it, so that it is a label.
",
    check: Check::Places(Places::with_labels(collect, report)),
};

/// What a label may have, in characters and words, …
pub const LABEL: (usize, usize) = (100, 16);

/// … and what one that is marked with `@` may have.
const MARKED: (usize, usize) = (250, 40);

/// What would be a label, were it shorter.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    for (at, line) in view.segment.lines.iter().enumerate() {
        if line.kind != LineKind::Text || !begins_paragraph(view.segment, at) {
            continue;
        }
        if let Some(length) = long_label(view, line) {
            let text = view.slice(&line.range);
            let label = line.range.start + (text.len() - text.trim_start().len());
            tally.spot(0, label..label + length);
        }
    }
}

fn report(document: &DocumentView<'_>, labels: &Gathered<'_>, findings: &mut Findings) {
    if !document.labels().has_conversation() {
        return;
    }
    for (_, label) in labels.places() {
        findings
            .report(
                label.clone(),
                "This reads like a label, but it is too long for one, so it counts as said by the speaker before.",
            )
            .unsafe_fix("Mark it with `@`: this is a speaker", [(label.start..label.start, "@".to_owned())]);
    }
}

/// No label has so many bytes.
const MAX_BYTES: usize = 4 * MARKED.0 + 1;

fn begins_paragraph(segment: &Segment, line: usize) -> bool {
    let above = segment.kind_above(line);
    above.is_none_or(|above| *above == LineKind::Blank)
}

/// The length in bytes of what would be a label at the start of a line, were it shorter.
fn long_label(view: &SegmentView<'_>, line: &Line) -> Option<usize> {
    let text = view.slice(&line.range).trim_start();
    let near = &text.as_bytes()[..text.len().min(MAX_BYTES)];
    let colon = memchr2_iter(b':', 0xEF, near).find(|&at| text[at..].starts_with([':', '：']))?;
    let label = text[..colon].trim_end();
    let spoken =
        text[colon..].starts_with('：') || text[colon + 1..].starts_with(char::is_whitespace);
    let size = (label.chars().count(), label.split_whitespace().count());
    let too_long = size.0 > LABEL.0 || size.1 > LABEL.1;
    let markable = size.0 <= MARKED.0 && size.1 <= MARKED.1;
    (spoken && too_long && markable && reads_like_label(label)).then_some(label.len())
}

/// Whether all words begin with a capital or join others, and none ends a sentence.
fn reads_like_label(label: &str) -> bool {
    const FORBIDDEN: &[char] = &[
        '?', '!', ';', '"', '“', '”', '«', '»', '$', '—', '…', '\\', '@', '*', '[', '<', '/',
    ];
    let mut words = label.split_whitespace();
    let begins = words
        .clone()
        .next()
        .is_some_and(|word| word.starts_with(char::is_uppercase));
    let named = words
        .clone()
        .next_back()
        .is_some_and(|word| word.starts_with(|c: char| c.is_uppercase() || c == '('));
    let is_label_word = |word: &str| {
        JOINERS.contains(&word)
            || word.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '(')
    };
    begins
        && named
        && !label.contains(FORBIDDEN)
        && !label.contains("--")
        && !label.contains(". ")
        && words.all(is_label_word)
}

/// Words in lower case within a title.
const JOINERS: &[&str] = &[
    "of", "the", "and", "for", "to", "in", "on", "at", "&", "–", "-", "de", "da", "do", "dos",
    "du", "del", "des", "della", "la", "le", "las", "los", "les", "y", "e", "et", "i", "von",
    "van", "vom", "der", "den", "die", "das", "dem", "zu", "zum", "zur", "für", "und", "im",
    "beim", "au", "aux", "en", "pour", "para", "al", "el", "bin", "ibn", "и", "по",
];

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn sentences_and_lists_are_no_labels() {
        let long = "Example Committee of the Council of the Island of Examples ".repeat(2);
        let text = format!(
            "Anna: One.\n\nMax: Two.\n\n{long}said: three.\n\nAnna: Four.\nThe {long}: five.\n\nMax: Six.\n\n{long}Has Met. Members: seven.\n\nThe {long}:\n"
        );
        check("label/too-long", &text, expect![[""]]);
    }

    #[test]
    fn a_text_without_speakers_has_no_labels_at_all() {
        let long = "Example Committee of the Council of the Island of Examples ".repeat(2);
        check(
            "label/too-long",
            &format!("{long}Members: all.\n"),
            expect![[""]],
        );
    }
}
