//! `note/unbalanced`: a bracket that never closes, or closes nothing.

use std::ops::Range;

use crate::model::segment::{LineKind, SegmentKind};
use crate::model::stops::{one_of, stops};
use crate::model::vocabulary::NoteKind;
use crate::rules::{Check, Findings, FixKind, Rule, SegmentView, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "note/unbalanced",
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds brackets that open and do not close in the same paragraph, and square brackets that close
without having been opened.

## Why
Nobody can tell what was said and what the editor put in.

## Example
```presscript
Anna Example (FBC): Can you tell us about the [inaudible and when it ends?
```

## Use instead
```presscript
Anna Example (FBC): Can you tell us about the [inaudible] and when it ends?
```

## Fix
Closes the bracket where it most likely ends, or removes the one that closes nothing.
",
    check: Check::Segment(check),
};

fn check(view: &SegmentView<'_>, findings: &mut Findings) {
    if matches!(
        view.segment.kind,
        SegmentKind::FrontMatter(_) | SegmentKind::Heading(_)
    ) {
        return;
    }
    let mut brackets = Brackets::default();
    let mut paragraph: Option<Range<usize>> = None;
    for line in &view.segment.lines {
        if !matches!(
            line.kind,
            LineKind::Speaker | LineKind::Text | LineKind::Stage
        ) {
            if let Some(range) = paragraph.take() {
                brackets.read(view, range, findings);
            }
            continue;
        }
        let body = view.segment.body(line);
        paragraph = Some(paragraph.map_or(body.start, |open| open.start)..body.end);
    }
    if let Some(range) = paragraph {
        brackets.read(view, range, findings);
    }
    brackets.report_left(view, findings);
}

/// Brackets that are open: in this paragraph, and those left by the one before, since a page break
/// may run through a note.
#[derive(Default)]
struct Brackets {
    square: Vec<usize>,
    round: Vec<usize>,
    left: Vec<Left>,
}

/// A bracket that its paragraph left open.
struct Left {
    at: usize,
    paragraph_end: usize,
}

impl Brackets {
    fn read(&mut self, view: &SegmentView<'_>, range: Range<usize>, findings: &mut Findings) {
        let text = &view.text[range.clone()];
        for at in stops(text, |_, byte, _| one_of(byte, b"[]()")) {
            let (before, c) = (&text[..at], char::from(text.as_bytes()[at]));
            let at = range.start + at;
            if is_literal(before, c) {
                continue;
            }
            match c {
                '[' => self.square.push(at),
                '(' => self.round.push(at),
                ')' if self.round.pop().is_none() => {
                    self.close_left(view, '(');
                }
                ']' if self.square.pop().is_none()
                    && !self.close_left(view, '[')
                    && !view.is_in_link(at) =>
                {
                    findings
                        .report(
                            at..at + 1,
                            "This `]` closes a bracket that was never opened.",
                        )
                        .unsafe_fix("Remove it", [(at..at + 1, String::new())]);
                }
                _ => {}
            }
        }
        self.report_left(view, findings);
        let open = self.square.drain(..).chain(self.round.drain(..));
        self.left = open
            .filter(|&at| !view.is_in_link(at))
            .map(|at| Left {
                at,
                paragraph_end: range.end,
            })
            .collect();
    }

    /// Closes the last bracket that the paragraph before left open, if it is of this sort.
    fn close_left(&mut self, view: &SegmentView<'_>, bracket: char) -> bool {
        let opened = |left: &mut Left| view.text[left.at..].starts_with(bracket);
        self.left.pop_if(opened).is_some()
    }

    fn report_left(&mut self, view: &SegmentView<'_>, findings: &mut Findings) {
        for Left { at, paragraph_end } in self.left.drain(..) {
            report_open(view, at, paragraph_end, findings);
        }
    }
}

/// Whether a bracket is escaped or the mouth of a face.
fn is_literal(before: &str, c: char) -> bool {
    let face = before.ends_with([':', ';']) || before.ends_with(":-") || before.ends_with(";-");
    before.ends_with('\\') || (face && matches!(c, '(' | ')'))
}

fn report_open(view: &SegmentView<'_>, at: usize, paragraph_end: usize, findings: &mut Findings) {
    let square = view.text[at..].starts_with('[');
    let bracket = if square { '[' } else { '(' };
    let rest = &view.text[at + 1..paragraph_end];
    let near = rest
        .char_indices()
        .nth(LOOK_AHEAD)
        .map_or(rest.len(), |(at, _)| at);
    let rest = &rest[..near];
    let rest = &rest[..rest.find(['\n', '\r']).unwrap_or(near)];
    if is_cut_short(rest) {
        return;
    }
    let place = at + 1 + likely_length(rest, bracket);
    let closing = if bracket == '[' { ']' } else { ')' };
    let last = view.text[..place]
        .chars()
        .next_back()
        .map_or(0, char::len_utf8);
    findings
        .report(
            place - last..place,
            format!("The `{bracket}` in this paragraph never closes; a `{closing}` is missing, probably here."),
        )
        .related(at..at + 1, "opened here")
        .unsafe_fix(
            format!("Insert `{closing}` here"),
            [(place..place, closing.to_string())],
        );
}

/// Whether a quotation is cut short here, as in a chat's `Replying to "the budget (of..."`.
fn is_cut_short(rest: &str) -> bool {
    let quoted = rest
        .trim_end()
        .strip_suffix(['"', '”', '\'', '’', '»', '“']);
    quoted.is_some_and(|quoted| quoted.ends_with("..") || quoted.ends_with('…'))
}

/// How many bytes of `rest` most likely stand between the brackets: all of a short rest, a known
/// note, the first word in square brackets, the first sentence in round ones.
fn likely_length(rest: &str, bracket: char) -> usize {
    let trimmed = rest.trim_end();
    let ends: Vec<usize> = trimmed
        .char_indices()
        .filter(|&(at, c)| at > 0 && c.is_whitespace())
        .map(|(at, _)| at)
        .chain([trimmed.len()])
        .collect();
    if ends.len() <= SHORT_NOTE {
        return trimmed.len();
    }
    let known = ends.iter().take(LONG_NOTE).copied().find(|&end| {
        let words = &trimmed[..end];
        let kind = match bracket {
            '[' => NoteKind::of_annotation(words, false),
            _ => NoteKind::of_parenthesis(words, false),
        };
        !kind.is_spoken()
    });
    let fallback = match bracket {
        '[' => ends.first().copied(),
        _ => ends
            .iter()
            .map(|&end| trimmed[..end].trim_end())
            .find(|words| words.ends_with(['.', '?', '!']))
            .map(|words| words.len() - 1),
    };
    known.or(fallback).unwrap_or(trimmed.len())
}

/// The place of a missing bracket is sought in so many characters.
const LOOK_AHEAD: usize = 300;

/// In words: a note of so few is taken as a whole, and no known note has more than so many.
const SHORT_NOTE: usize = 4;
const LONG_NOTE: usize = 6;

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_missing_bracket_has_a_likely_place() {
        let text = "A B: We now [have over 200 ships in three seas.\n\n[Follow-up question inaudible\n\nC D: Yes (all of them, that is. And more.\n\nBoth] of them.\n";
        check(
            "note/unbalanced",
            text,
            expect![[r#"
            1:17 "e": The `[` in this paragraph never closes; a `]` is missing, probably here.
              see 1:13 "[": opened here
              fix: Insert `]` here -> ["A B: We now [have] over 200 ships in three seas."]
            3:29 "e": The `[` in this paragraph never closes; a `]` is missing, probably here.
              see 3:1 "[": opened here
              fix: Insert `]` here -> ["[Follow-up question inaudible]"]
            5:30 "s": The `(` in this paragraph never closes; a `)` is missing, probably here.
              see 5:10 "(": opened here
              fix: Insert `)` here -> ["C D: Yes (all of them, that is). And more."]
            7:5 "]": This `]` closes a bracket that was never opened.
              fix: Remove it -> ["Both of them."]
        "#]],
        );
    }

    #[test]
    fn a_page_break_may_run_through_a_note() {
        let text = "A B: We [as said\n\nbefore] go on (and\n\nso [on) here\n\nand] there.\n\nSo [far.\n\nNo.\n\nFurther] on.\n";
        check(
            "note/unbalanced",
            text,
            expect![[r#"
            9:8 ".": The `[` in this paragraph never closes; a `]` is missing, probably here.
              see 9:4 "[": opened here
              fix: Insert `]` here -> ["So [far.]"]
            13:8 "]": This `]` closes a bracket that was never opened.
              fix: Remove it -> ["Further on."]
        "#]],
        );
    }

    #[test]
    fn brackets_may_close_on_a_later_line_of_the_paragraph() {
        let text = "Replying to \"the budget (of...\"\n\nA B: We now (and this\nis [a] long\nparenthesis) go on.\n\nC D: 1) one, b) two :-( and \\[ so.\n";
        check("note/unbalanced", text, expect![[""]]);
    }
}
