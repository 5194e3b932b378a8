//! `typo/mixed-quotes`: straight and curly quotes in one file.

use std::ops::Range;

use crate::model::segment::LineKind;
use crate::profile::Quotes;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Reads, Rule, SegmentView, Severity, Tally, Totals,
    each_segment,
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
    check: Check::Document(Reads::Counts { collect: count, concerns }, check),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let mut apostrophes = Marks::default();
    let mut quotes = Marks::default();
    each_segment(analysis, |start, view| {
        collect(&view, start, &mut apostrophes, &mut quotes);
    });
    let due = analysis.quotes();
    report(&apostrophes, "apostrophes", ["'", "’"], due, findings);
    report(&quotes, "quotation marks", ["\"", "“"], due, findings);
}

fn count(view: &SegmentView<'_>, tally: &mut Tally) {
    let mut apostrophes = Marks::default();
    let mut quotes = Marks::default();
    collect(view, 0, &mut apostrophes, &mut quotes);
    let marks = [
        &apostrophes.straight,
        &apostrophes.curly,
        &quotes.straight,
        &quotes.curly,
    ];
    for (kind, marks) in marks.into_iter().enumerate() {
        marks.iter().for_each(|_| tally.count(kind));
    }
}

/// Whether there are apostrophes or quotes of both forms.
fn concerns(totals: &Totals) -> bool {
    let both = |one: usize, other: usize| totals.count(one) > 0 && totals.count(other) > 0;
    both(0, 1) || both(2, 3)
}

/// The marks of one sort, in order, each with what the other form is.
#[derive(Default)]
struct Marks {
    straight: Vec<(Range<usize>, &'static str)>,
    curly: Vec<(Range<usize>, &'static str)>,
}

/// More examples than these are not shown.
const MAX_RELATED: usize = 3;

fn report(
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

fn collect(view: &SegmentView<'_>, start: usize, apostrophes: &mut Marks, quotes: &mut Marks) {
    let lines = view.segment.lines.iter().filter(|line| {
        matches!(
            line.kind,
            LineKind::Text | LineKind::Speaker | LineKind::Stage | LineKind::Heading
        )
    });
    for line in lines {
        in_line(view, start, &line.range, apostrophes, quotes);
    }
}

fn in_line(
    view: &SegmentView<'_>,
    start: usize,
    line: &Range<usize>,
    apostrophes: &mut Marks,
    quotes: &mut Marks,
) {
    let text = view.slice(line);
    let mut before = ' ';
    let mut in_code = false;
    for (at, c) in text.char_indices() {
        let place = start + line.start + at..start + line.start + at + c.len_utf8();
        let after = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let free = !in_code && before != '\\';
        let opens = opens(before);
        match c {
            '`' => in_code = !in_code,
            '\'' if free && !before.is_numeric() && !view.is_in_link(line.start + at) => {
                let is_quote = opens && after.is_alphabetic();
                apostrophes
                    .straight
                    .push((place, if is_quote { "‘" } else { "’" }));
            }
            '"' if free && !before.is_numeric() && !view.is_in_link(line.start + at) => {
                quotes.straight.push((place, if opens { "“" } else { "”" }));
            }
            '‘' | '’' if free => apostrophes.curly.push((place, "'")),
            '“' | '”' if free => quotes.curly.push((place, "\"")),
            _ => {}
        }
        before = c;
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
