//! `correction/unmatched`: a correction that is announced or begun, but not there.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2};

use crate::model::segment::{LineKind, MarkKind};
use crate::model::stops::{one_of, stops};
use crate::model::vocabulary::fold;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Reads, Rule, SegmentView, Severity,
    Tally, Totals,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "correction/unmatched",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds deletions and insertions with nothing in them, or that never close (`{-20`); and a note that corrections
are marked with an asterisk in a file that has none.

## Why
The correction was lost, and readers look for it in vain.

## Example
```presscript
Minister Mustername: We have {--}{+11+} ferries.
```

## Use instead
```presscript
Minister Mustername: We have {-20-}{+11+} ferries.
```

## Fix
Removes a mark with nothing in it.
",
    check: Check::Places(Places {
        collect,
        concerns,
        reads: Reads::Nothing,
        report,
    }),
};

/// How a note says that corrections have asterisks, folded.
const ANNOUNCEMENTS: &[&str] = &[
    "marked with an asterisk",
    "marked by an asterisk",
    "marked with asterisks",
    "indicated with an asterisk",
    "indicated by an asterisk",
    "denoted with an asterisk",
    "denoted by an asterisk",
    "mit einem sternchen gekennzeichnet",
    "mit sternchen gekennzeichnet",
    "signalée par un astérisque",
    "marquée d un astérisque",
    "marcada con un asterisco",
    "señalada con un asterisco",
    "отмечены звездочкой",
    "отмечены звёздочкой",
];

/// Announcements, marks that may be of a correction, and how often an asterisk is anywhere else.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    let bytes = view.text.as_bytes();
    if may_announce(view.text) || memchr(b'*', bytes).is_some() {
        let (announced, asterisks) = announcement(view);
        if let Some(announced) = announced {
            tally.spot(ANNOUNCED, announced);
        }
        tally.count_all(ASTERISKS, usize::from(asterisks));
    }
    if memchr_iter(b'{', bytes).any(|at| matches!(bytes.get(at + 1), Some(b'-' | b'+'))) {
        tally.spot(MARKED, 0..view.text.len());
    }
}

const ANNOUNCED: usize = 0;
const MARKED: usize = 1;
const ASTERISKS: usize = 0;

fn concerns(totals: &Totals) -> bool {
    totals.spots(MARKED) > 0 || (totals.spots(ANNOUNCED) > 0 && totals.count(ASTERISKS) == 0)
}

fn report(_: &DocumentView<'_>, noted: &Gathered<'_>, findings: &mut Findings) {
    noted.each_segment(|start, view| marks(&view, start, findings));
    let mut announced = noted.places().filter(|(spot, _)| spot.kind() == ANNOUNCED);
    let lacks = noted.totals().count(ASTERISKS) == 0;
    if let Some((_, note)) = announced.next().filter(|_| lacks) {
        findings.report(
            note,
            "This note says that an asterisk marks the correction, but there is none in the text.",
        );
    }
}

/// Notes are not longer than this, in bytes.
const MAX_NOTE: usize = 400;

/// A segment's first line that says that corrections have asterisks, and whether any asterisk is in it.
fn announcement(view: &SegmentView<'_>) -> (Option<Range<usize>>, bool) {
    let mut announced = None;
    let mut asterisks = false;
    for line in view.segment.content_lines() {
        let text = view.slice(&line.range);
        if line.kind == LineKind::FrontMatter {
            continue;
        }
        // An asterisk that begins the note itself marks nothing in the text.
        let note = text.trim_matches(|c: char| c == '*' || c.is_whitespace());
        if text.len() <= MAX_NOTE && is_announcement(text) {
            announced.get_or_insert(line.range.clone());
            asterisks |= note.contains('*');
        } else {
            asterisks |= text.contains('*');
        }
    }
    (announced, asterisks)
}

/// Whether there are letters that all announcements have: `steri`, `stern`, `sté`, or Cyrillic ones.
fn may_announce(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_asterisk = |at: usize| {
        matches!(
            bytes.get(at + 2..at + 5),
            Some([b'e' | b'E', b'r' | b'R', b'i' | b'I' | b'n' | b'N']) | Some([0xC3, ..])
        )
    };
    let begins = |_, byte, after| one_of(byte, b"sS") & one_of(after, b"tT");
    stops(text, begins).any(is_asterisk) || memchr2(0xD0, 0xD1, bytes).is_some()
}

fn is_announcement(line: &str) -> bool {
    let folded = fold(line);
    ANNOUNCEMENTS
        .iter()
        .any(|announcement| folded.contains(announcement))
}

/// Deletions and insertions that are empty, or never close.
fn marks(view: &SegmentView<'_>, start: usize, findings: &mut Findings) {
    for line in view
        .segment
        .lines
        .iter()
        .filter(|line| is_speech(&line.kind))
    {
        let text = view.slice(&line.range);
        for (at, open) in text.match_indices(['{']) {
            let Some(sign @ ('-' | '+')) = text[at + open.len()..].chars().next() else {
                continue;
            };
            let inner = at + open.len() + 1;
            let rest = text[inner..].bytes().take(MAX_MARK);
            let mut rest = rest.take_while(|&byte| byte != b'{');
            let close = rest.position(|byte| byte == b'}');
            let from = start + line.range.start;
            match close.map(|close| inner + close) {
                Some(close) if text[inner..close].trim_matches([sign, ' ']).is_empty() => {
                    let empty = from + at..from + close + 1;
                    findings
                        .report(
                            empty.clone(),
                            "Nothing stands in this mark, so nobody knows what was corrected.",
                        )
                        .unsafe_fix("Remove the empty mark", [(empty, String::new())]);
                }
                Some(close) if text[..close].ends_with(sign) || !is_word(&text[inner..]) => {}
                _ if !is_word(&text[inner..]) || is_marked(view, line.range.start + at) => {}
                _ => {
                    let what = if sign == '-' { "deletion" } else { "insertion" };
                    findings.report(
                        from + at..from + inner,
                        format!(
                            "This {what} never closes; `{sign}}}` belongs behind its last word."
                        ),
                    );
                }
            }
        }
    }
}

/// A correction has no more bytes than this.
const MAX_MARK: usize = 256;

fn is_speech(kind: &LineKind) -> bool {
    matches!(
        kind,
        LineKind::Speaker | LineKind::Text | LineKind::Stage | LineKind::Heading
    )
}

/// Whether a mark begins with a word: nobody corrects code.
fn is_word(inner: &str) -> bool {
    inner.starts_with(char::is_alphanumeric)
}

fn is_marked(view: &SegmentView<'_>, at: usize) -> bool {
    let marks = &view.segment.marks;
    let mark = marks.partition_point(|mark| mark.range.start < at);
    marks.get(mark).is_some_and(|mark| {
        mark.range.start == at && matches!(mark.kind, MarkKind::Deletion | MarkKind::Insertion)
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn marks_are_full_and_closed() {
        check(
            "correction/unmatched",
            "A B: We have {--}{+ +} or {-20 {+11 ferries, {-two-}{+three+} in all. Code: {-# x #} {- y.\n",
            expect![[r#"
                1:14 "{--}": Nothing stands in this mark, so nobody knows what was corrected.
                  fix: Remove the empty mark -> ["A B: We have {+ +} or {-20 {+11 ferries, {-two-}{+three+} in all. Code: {-# x #} {- y."]
                1:18 "{+ +}": Nothing stands in this mark, so nobody knows what was corrected.
                  fix: Remove the empty mark -> ["A B: We have {--} or {-20 {+11 ferries, {-two-}{+three+} in all. Code: {-# x #} {- y."]
                1:27 "{-": This deletion never closes; `-}` belongs behind its last word.
                1:32 "{+": This insertion never closes; `+}` belongs behind its last word.
            "#]],
        );
    }

    #[test]
    fn an_announced_asterisk_is_there() {
        let note = "Note: Please see below for a correction, marked with an asterisk.\n\n";
        check(
            "correction/unmatched",
            &format!("{note}A B: We have 20 ferries.\n"),
            expect![[r#"
                1:1 "Note: Please see below for a correction, marked with an asterisk.": This note says that an asterisk marks the correction, but there is none in the text.
            "#]],
        );
        check(
            "correction/unmatched",
            &format!("*{note}A B: We have 20 [11]* ferries.\n"),
            expect![[""]],
        );
    }
}
