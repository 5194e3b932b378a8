//! `typo/nbsp`: a non-breaking space between words.

use memchr::{memchr_iter, memchr2_iter};

use crate::Analysis;
use crate::model::segment::{LineKind, Segment};
use crate::rules::{
    Check, Findings, FixKind, Habit, Rule, SegmentView, Severity, Spot, Tally, Totals, Verdict,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "typo/nbsp",
    severity: Severity::Information,
    fix: FixKind::Safe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds single non-breaking spaces between words. Left alone are those that typography asks for (beside
figures, dashes and French punctuation, behind abbreviations), French files, and files full of them.

## Why
They come from copying web pages, look like spaces, and hide words from searches.

## Example
```presscript
Anna Example (FBC): Who decides about\u{a0}the ferries?
```

## Use instead
```presscript
Anna Example (FBC): Who decides about the ferries?
```

## Fix
Safe: puts an ordinary space.
",
    check: Check::Habit(Habit {
        collect,
        decide,
        report,
    }),
};

/// A file with more than one non-breaking space in so many spaces uses them on purpose.
const HABIT: usize = 300;

fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    let spaces = memchr_iter(b' ', view.text.as_bytes());
    tally.count_all(SPACES, spaces.count());
    // The bytes that non-breaking spaces begin with.
    for at in memchr2_iter(0xC2, 0xE2, view.text.as_bytes()) {
        let c = view.text[at..].chars().next();
        let Some(c) = c.filter(|c| is_nbsp(*c)) else {
            continue;
        };
        if is_stray(view.text, at, c) && is_speech(view.segment, at) {
            tally.spot(STRAYS, at..at + c.len_utf8());
        }
    }
}

const SPACES: usize = 0;
const STRAYS: usize = 0;

fn decide(analysis: &Analysis, totals: &Totals) -> Verdict {
    let strays = totals.spots(STRAYS);
    let habit = strays > 2 && strays * HABIT > totals.count(SPACES);
    Verdict::from(!habit && !analysis.model().context.is_in("fr"))
}

fn report(_: &SegmentView<'_>, stray: &Spot, _: Verdict, findings: &mut Findings) {
    findings
        .report(
            stray.range(),
            "This space is a non-breaking one, which a search for the words does not find.",
        )
        .safe_fix("Put an ordinary space", [(stray.range(), " ".to_owned())]);
}

fn is_nbsp(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}

/// Whether it stands between two words, without a reason.
fn is_stray(text: &str, at: usize, c: char) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + c.len_utf8()..].chars().next();
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    let spaced = before.is_whitespace() || after.is_whitespace();
    let reason_before =
        before.is_numeric() || matches!(before, '.' | '§' | '№' | '«' | '#' | '–' | '—');
    let reason_after = after.is_numeric()
        || matches!(
            after,
            ':' | ';' | '!' | '?' | '»' | '%' | '€' | '$' | '–' | '—' | '…' | '°' | '/'
        );
    let word = text[at + c.len_utf8()..]
        .split(|c: char| !c.is_alphanumeric())
        .next();
    let roman = word.is_some_and(|word| {
        !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) && word != "I"
    });
    !spaced && !reason_before && !reason_after && !roman
}

fn is_speech(segment: &Segment, at: usize) -> bool {
    let line = segment.lines.partition_point(|line| line.range.end <= at);
    segment.lines.get(line).is_some_and(|line| {
        matches!(
            line.kind,
            LineKind::Text | LineKind::Speaker | LineKind::Stage
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn a_stray_one_becomes_a_space() {
        check(
            "typo/nbsp",
            "A B: Two\u{a0}words, 5\u{a0}ships, Dr.\u{a0}Dummy, und\u{a0}– so, quoi\u{a0}?\n",
            expect![[r#"
                1:9 "\u{a0}": This space is a non-breaking one, which a search for the words does not find.
                  safe fix: Put an ordinary space -> ["A B: Two words, 5\u{a0}ships, Dr.\u{a0}Dummy, und\u{a0}– so, quoi\u{a0}?"]
            "#]],
        );
    }

    #[test]
    fn a_file_full_of_them_means_them() {
        check(
            "typo/nbsp",
            "A B: One\u{a0}two three\u{a0}four five\u{a0}six.\n",
            expect![[""]],
        );
        check(
            "typo/nbsp",
            "---\nlang: fr\n---\nA B\u{a0}: Un\u{a0}mot.\n",
            expect![[""]],
        );
    }
}
