//! `typo/repeated-word`: the same little word twice in a row.

use std::ops::Range;

use crate::Analysis;
use crate::model::segment::LineKind;
use crate::model::stops::{one_of, stops, within};
use crate::rules::{
    Check, Findings, FixKind, Habit, Rule, SegmentView, Severity, Spot, Tally, Totals, Verdict,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "typo/repeated-word",
    severity: Severity::Hint,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds articles, conjunctions and a few prepositions that stand twice in a row, even at the end of a line and the
start of the next: `the the`. Words that speakers do say twice (`that that`, `had had`, `very very`) are left
alone, and so are files that write down every stammer.

## Why
Nobody hears a second `the`; it is left over from editing.

## Example
```presscript
Anna Example (FBC): Who decides about the the ferries?
```

## Use instead
```presscript
Anna Example (FBC): Who decides about the ferries?
```

## Fix
Deletes the second one.
",
    check: Check::Habit(Habit {
        collect,
        decide,
        report,
    }),
};

/// Words that nobody means to say twice, in several languages.
const WORDS: &[&str] = &[
    "the", "a", "an", "of", "and", "our", "your", "their", "from", "or", "und", "von", "für",
    "des", "eine", "oder", "de", "le", "les", "du", "une", "et", "dans", "pour", "el", "los",
    "las", "del", "una", "con", "por", "di", "il", "della", "и", "в", "на", "для",
];

/// More than these in a file are how it is written, unless it has as many words for each.
const MAX_SLIPS: usize = 2;
const WORDS_PER_SLIP: usize = 2_000;

fn decide(analysis: &Analysis, totals: &Totals) -> Verdict {
    let slips = totals.spots(SLIPS);
    Verdict::from(slips <= MAX_SLIPS || slips * WORDS_PER_SLIP <= analysis.model().words())
}

const SLIPS: usize = 0;

fn report(view: &SegmentView<'_>, slip: &Spot, _: Verdict, findings: &mut Findings) {
    let word = view.slice(&slip.range()).trim_start();
    findings
        .report(
            slip.range().end - word.len()..slip.range().end,
            format!("“{word}” stands here twice in a row; one of the two is left over."),
        )
        .unsafe_fix("Delete the second one", [(slip.range(), String::new())]);
}

/// The second of two equal words, with the white space before it.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    let bytes = view.text.as_bytes();
    // No word is empty, so this is none.
    let mut before = 0..0;
    for line in &view.segment.lines {
        if !matches!(line.kind, LineKind::Speaker | LineKind::Text) {
            before = 0..0;
            continue;
        }
        let body = view.segment.body(line);
        let text = view.slice(&body);
        let mut start = body.start;
        let mut spaces = stops(text, begins_space);
        while start <= body.end {
            let mut space = 1;
            let end = match spaces.next() {
                Some(at) if text.as_bytes()[at].is_ascii() => body.start + at,
                Some(at) => match text[at..].chars().next().filter(|c| c.is_whitespace()) {
                    Some(c) => {
                        space = c.len_utf8();
                        body.start + at
                    }
                    None => continue,
                },
                None => body.end,
            };
            if start < end {
                // The first letters of all words of the table begin with the same byte as their capitals, but for one bit.
                let begins = |word: &Range<usize>| bytes[word.start] | 0x20;
                let word = start..end;
                if before.len() == word.len()
                    && begins(&before) == begins(&word)
                    && is_repeated(view, &before, &word)
                {
                    tally.spot(SLIPS, before.end..word.end);
                }
                before = word;
            }
            start = end + space;
        }
    }
}

/// Where white space may begin.
#[inline(always)]
fn begins_space(_: u8, byte: u8, _: u8) -> u8 {
    within(byte, b'\t', b'\r') | one_of(byte, b" \xC2\xE1\xE2\xE3")
}

/// Whether two pieces of text between spaces are the same word of the table, and the next one goes on with the sentence.
fn is_repeated(view: &SegmentView<'_>, first: &Range<usize>, second: &Range<usize>) -> bool {
    // All words of the table are as long in capitals.
    if first.len() != second.len() || first.len() > MAX_BYTES {
        return false;
    }
    let (one, other) = (view.slice(first), view.slice(second));
    if other != one.to_lowercase() {
        return false;
    }
    let next = view.text[second.end..].trim_start();
    let goes_on = next.chars().take_while(|c| c.is_alphabetic()).count() > 1;
    goes_on && WORDS.contains(&other)
}

/// The words of the table have no more bytes than this.
const MAX_BYTES: usize = 10;

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn little_words_are_found_across_lines() {
        check(
            "typo/repeated-word",
            "A B: The the council of\nof Harbours.\n",
            expect![[r#"
                1:10 "the": “the” stands here twice in a row; one of the two is left over.
                  fix: Delete the second one -> ["A B: The council of"]
                2:1 "of": “of” stands here twice in a row; one of the two is left over.
                  fix: Delete the second one -> ["A B: The the council of Harbours."]
            "#]],
        );
        check(
            "typo/repeated-word",
            "А Б: порт и и паром.\n",
            expect![[r#"
                1:13 "и": “и” stands here twice in a row; one of the two is left over.
                  fix: Delete the second one -> ["А Б: порт и паром."]
            "#]],
        );
    }

    #[test]
    fn what_speakers_say_is_left_alone() {
        check(
            "typo/repeated-word",
            "A B: I know that that is very very late. He had had it. No no. The, the council. The\n\nthe ferry.\n",
            expect![[""]],
        );
        let stammer = "A B: So the the ferries of of the the north.\n";
        check("typo/repeated-word", stammer, expect![[""]]);
    }
}
