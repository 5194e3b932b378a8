//! `typo/mixed-quotes`: straight and curly quotes in one file.

use std::ops::Range;

use crate::model::segment::LineKind;
use crate::model::stops::{one_of, stops};
use crate::profile::Quotes;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Reads, Rule, SegmentView, Severity,
    Tally, Totals,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "typo/mixed-quotes",
    severity: Severity::Information,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds files that have both `'` and `’`, or both `\"` and `“ ”`. It reports once for each of the two,
at the first of the rarer form, or of the form that the format options or the named house profile do not want.

## Why
It shows in print, and a search for `don't` misses `don’t`.

## Example
```presscript
Anna Example (FBC): I don't know. It's late. You’re right.
```

## Use instead
```presscript
Anna Example (FBC): I don't know. It's late. You're right.
```

## Fix
Gives all of the rarer form the usual one.
",
    check: Check::Places(Places {
        collect,
        concerns,
        reads: Reads::Nothing,
        report,
    }),
};

/// Notes every mark; a straight one by what it would be if it was curly.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    let lines = view.segment.lines.iter().filter(|line| {
        matches!(
            line.kind,
            LineKind::Text | LineKind::Speaker | LineKind::Stage | LineKind::Heading
        )
    });
    for line in lines {
        in_line(view, &line.range, tally);
    }
}

/// The kinds of marks: what each is replaced by, and whether it is straight.
const KINDS: [(&str, bool); 6] = [
    ("‘", true),
    ("’", true),
    ("'", false),
    ("“", true),
    ("”", true),
    ("\"", false),
];
const APOSTROPHES: Range<usize> = 0..3;
const QUOTES: Range<usize> = 3..6;

/// Whether there are apostrophes or quotes of both forms.
fn concerns(totals: &Totals) -> bool {
    let both = |kinds: Range<usize>| {
        let has = |straight: bool| {
            let mut kinds = kinds.clone().filter(|&kind| KINDS[kind].1 == straight);
            kinds.any(|kind| totals.spots(kind) > 0)
        };
        has(true) && has(false)
    };
    both(APOSTROPHES) || both(QUOTES)
}

fn report(document: &DocumentView<'_>, noted: &Gathered<'_>, findings: &mut Findings) {
    let due = document.analysis.quotes();
    let (mut apostrophes, mut quotes) = (Marks::default(), Marks::default());
    for (spot, place) in noted.places() {
        let marks = match APOSTROPHES.contains(&spot.kind()) {
            true => &mut apostrophes,
            false => &mut quotes,
        };
        let (other, is_straight) = KINDS[spot.kind()];
        match is_straight {
            true => marks.straight.push((place, other)),
            false => marks.curly.push((place, other)),
        }
    }
    report_sort(&apostrophes, "apostrophes", ["'", "’"], due, findings);
    report_sort(&quotes, "quotation marks", ["\"", "“"], due, findings);
}

/// The marks of one sort, in order, each with what the other form is.
#[derive(Default)]
struct Marks {
    straight: Vec<(Range<usize>, &'static str)>,
    curly: Vec<(Range<usize>, &'static str)>,
}

/// More examples than these are not shown.
const MAX_RELATED: usize = 3;

fn report_sort(
    marks: &Marks,
    what: &str,
    [straight, curly]: [&str; 2],
    due: Option<Quotes>,
    findings: &mut Findings,
) {
    let is_straight = match due {
        Some(due) => due == Quotes::Straight,
        None => marks.curly.len() < marks.straight.len(),
    };
    let (rare, usual, from, to) = if is_straight {
        (&marks.curly, &marks.straight, curly, straight)
    } else {
        (&marks.straight, &marks.curly, straight, curly)
    };
    let (Some((first, _)), Some((example, _))) = (rare.first(), usual.first()) else {
        return;
    };
    let all = rare.len() + usual.len();
    let verb = if rare.len() == 1 { "is" } else { "are" };
    let edits = rare
        .iter()
        .map(|(range, other)| (range.clone(), (*other).to_owned()));
    let mut report = findings
        .report(
            first.clone(),
            format!(
                "{} of {all} {what} in this file {verb} `{from}`, the others `{to}`; one form reads better.",
                rare.len()
            ),
        )
        .unsafe_fix(format!("Make {} {what} `{to}`", rare.len()), edits)
        .related(example.clone(), "the usual form");
    for (range, _) in rare.iter().skip(1).take(MAX_RELATED) {
        report = report.related(range.clone(), "the rarer form as well");
    }
}

/// Where marks may begin.
#[inline(always)]
fn begins_mark(_: u8, byte: u8, after: u8) -> u8 {
    one_of(byte, b"`'\"") | (one_of(byte, b"\xE2") & one_of(after, b"\x80"))
}

fn in_line(view: &SegmentView<'_>, line: &Range<usize>, tally: &mut Tally) {
    let text = view.slice(line);
    let mut in_code = false;
    for at in stops(text, begins_mark) {
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = || text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let is_straight = || !before.is_numeric() && !view.is_in_link(line.start + at);
        let opens = opens(before);
        let kind = match c {
            '`' => {
                in_code = !in_code;
                continue;
            }
            _ if in_code || before == '\\' => continue,
            '\'' if is_straight() => 1 - usize::from(opens && after().is_alphabetic()),
            '"' if is_straight() => 4 - usize::from(opens),
            '‘' | '’' => 2,
            '“' | '”' => 5,
            _ => continue,
        };
        let start = line.start + at;
        tally.spot(kind, start..start + c.len_utf8());
    }
}

/// Whether a quotation mark behind this character opens.
fn opens(before: char) -> bool {
    before.is_whitespace() || matches!(before, '(' | '[' | '{' | '—' | '–' | '-' | '“' | '‘' | '"')
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_rarer_form_gives_way() {
        let text = "A B: He said: “It’s late.” She’s here, and it's 5'10\" `'code'`.\nC D: \"Why?\" (\"so\"), ‘yes’ and 'no'.\n";
        check(
            "typo/mixed-quotes",
            text,
            expect![[r#"
            1:15 "“": 2 of 6 quotation marks in this file are `“`, the others `"`; one form reads better.
              see 2:6 "\"": the usual form
              see 1:26 "”": the rarer form as well
              fix: Make 2 quotation marks `"` -> ["A B: He said: \"It’s late.\" She’s here, and it's 5'10\" `'code'`."]
            1:46 "'": 3 of 7 apostrophes in this file are `'`, the others `’`; one form reads better.
              see 1:18 "’": the usual form
              see 2:31 "'": the rarer form as well
              see 2:34 "'": the rarer form as well
              fix: Make 3 apostrophes `’` -> ["A B: He said: “It’s late.” She’s here, and it’s 5'10\" `'code'`.", "C D: \"Why?\" (\"so\"), ‘yes’ and ‘no’."]
        "#]],
        );
    }

    #[test]
    fn one_form_is_no_mix() {
        check(
            "typo/mixed-quotes",
            "A B: It's \"late\", isn't it?\n",
            expect![[""]],
        );
        check(
            "typo/mixed-quotes",
            "A B: It’s “late”, 5'10\" or so.\n",
            expect![[""]],
        );
    }
}
