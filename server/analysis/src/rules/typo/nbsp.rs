//! `typo/nbsp`: a non-breaking space between words.

use crate::model::segment::{LineKind, Segment};
use crate::rules::{Check, DocumentView, Findings, FixKind, Rule, Severity, each_segment};

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
    check: Check::Document(check),
};

/// A file with more than one non-breaking space in so many spaces uses them on purpose.
const HABIT: usize = 300;

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let mut strays = Vec::new();
    let mut spaces = 0;
    each_segment(analysis, |start, view| {
        for (at, c) in view.text.char_indices() {
            if c == ' ' {
                spaces += 1;
            } else if is_nbsp(c) && is_stray(view.text, at, c) && is_speech(view.segment, at) {
                strays.push(start + at..start + at + c.len_utf8());
            }
        }
    });
    let habit = strays.len() > 2 && strays.len() * HABIT > spaces;
    if habit || analysis.model().context.is_in("fr") {
        return;
    }
    for stray in strays {
        findings
            .report(
                stray.clone(),
                "This space is a non-breaking one, which a search for the words does not find.",
            )
            .safe_fix("Put an ordinary space", [(stray, " ".to_owned())]);
    }
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
