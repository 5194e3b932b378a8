//! `label/duplicated-prefix`: two labels before one turn.

use std::ops::Range;

use memchr::{memchr_iter, memchr3};

use crate::model::vocabulary::HONORIFICS;
use crate::rules::label::too_long::LABEL;
use crate::rules::labels::{Labels, is_in_capitals};
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Reads, Rule, SegmentView, Severity,
    Tally,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/duplicated-prefix",
    severity: Severity::Warning,
    fix: FixKind::Choice,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds turns with two labels before them: `QMS. EXAMPLE:`, `Q MR. SAMPLE:`, `QUESTION: MR. SAMPLE:`.

## Why
Either one of them is too much, or the text between them is lost; and searches miss the turn.

## Example
```presscript
MS. EXAMPLE: Good afternoon.

Q    Who decides?

QMS. EXAMPLE: The council does.
```

## Use instead
```presscript
MS. EXAMPLE: Good afternoon.

Q    Who decides?

MS. EXAMPLE: The council does.
```

## Fix
Removes one of the labels, or begins a new turn between them.
",
    check: Check::Places(Places {
        reads: Reads::Written,
        ..Places::of_text(collect, report)
    }),
};

/// A label that may be two, and what could be a second label.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    let Some(line) = view.segment.speaker_line() else {
        return;
    };
    let Some(label) = line.label.as_ref().filter(|label| !label.explicit) else {
        return;
    };
    if parted(&label.text).is_some() {
        tally.spot(WITHIN, label.range.clone());
    }
    if let Some(second) = second_label(view.text, line.body) {
        tally.spot(BEHIND, second);
    }
}

const WITHIN: usize = 0;
const BEHIND: usize = 1;

fn report(document: &DocumentView<'_>, noted: &Gathered<'_>, findings: &mut Findings) {
    let labels = document.labels();
    for of in noted.segments() {
        let Some(label) = of.segment.label() else {
            continue;
        };
        let pair = noted.spots(of).find_map(|spot| {
            let range = spot.range();
            if spot.kind() == WITHIN {
                let (_, second) = parted(&label.text)?;
                findings.depend_on_label(&label.text[second..]);
                let (first, second) = within(labels, &label.text)?;
                return Some((
                    range.start..range.start + first,
                    range.start + second..range.end,
                ));
            }
            let said = of.start + range.start..of.start + range.end;
            let said = document.analysis.slice(said);
            findings.depend_on_label(&said);
            let is_label = labels.is_written(&said);
            is_label.then(|| (label.range.clone(), range))
        });
        if let Some((first, second)) = pair {
            let [first, second] =
                [first, second].map(|range| of.start + range.start..of.start + range.end);
            report_pair(document, first, second, findings);
        }
    }
}

fn report_pair(
    document: &DocumentView<'_>,
    first: Range<usize>,
    second: Range<usize>,
    findings: &mut Findings,
) {
    let analysis = document.analysis;
    let names = [&first, &second].map(|range| analysis.slice(range.clone()).into_owned());
    let [one, other] = &names;
    let between = analysis.slice(first.end..second.start);
    let gap = second.start - (between.len() - between.trim_end().len())..second.start;
    let message = if one == other {
        format!("“{one}” stands twice before this turn.")
    } else {
        format!(
            "Two labels stand before this turn, “{one}” and “{other}”, so nobody can tell who speaks."
        )
    };
    let blank_line = analysis.text().line_break(0).repeat(2);
    let mut report = findings.report(first.start..second.end, message).choice(
        format!("Keep only “{other}”"),
        [(first.start..second.start, String::new())],
    );
    if one != other {
        report = report.choice(
            format!("Keep only “{one}”"),
            [(first.end..second.end, String::new())],
        );
    }
    report.choice(
        format!("Begin a new turn at “{other}”"),
        [(gap, blank_line)],
    );
}

/// Where the first of two labels in one ends and the second begins: `QMS. EXAMPLE`, `Q MR. SAMPLE`, `Q Q`.
pub fn within(labels: &Labels<'_>, written: &str) -> Option<(usize, usize)> {
    let parts = parted(written)?;
    let second = &written[parts.1..];
    let glued = parts.0 == parts.1;
    let has_honorific = || {
        let first = second.split_once(' ');
        first.is_some_and(|(word, _)| HONORIFICS.has(word))
    };
    let is_label = labels.is_written(second) || (is_in_capitals(second) && has_honorific());
    let is_letter = matches!(second, "Q" | "A");
    (is_label && !(glued && is_letter)).then_some(parts)
}

/// The same of what may be two labels in one.
fn parted(written: &str) -> Option<(usize, usize)> {
    let rest = written.strip_prefix(['Q', 'A'])?;
    let second = rest.trim_start_matches(['.', ':', ' ', '\t', '\u{a0}']);
    let parts = (written.len() - rest.len(), written.len() - second.len());
    // `Anna` is one word.
    let is_word = parts.0 == parts.1 && written.starts_with('A');
    let is_word = is_word && second.starts_with(char::is_lowercase);
    (!second.is_empty() && !is_word).then_some(parts)
}

/// What would be a label that a turn's text begins with.
fn second_label(text: &str, body: usize) -> Option<Range<usize>> {
    let said = &text[body..];
    let end = memchr3(b':', b'\n', b'\r', said.as_bytes()).unwrap_or(said.len());
    let mut wide = memchr_iter(0xEF, &said.as_bytes()[..end]);
    let colon = wide.find(|&at| said[at..].starts_with('：')).unwrap_or(end);
    if !said[colon..].starts_with([':', '：']) {
        return None;
    }
    let said = &said[..said.find(['\n', '\r']).unwrap_or(said.len())];
    let second = said[..colon].trim_end();
    let ends = said[colon..].starts_with('：')
        || said[colon + 1..]
            .chars()
            .next()
            .is_none_or(char::is_whitespace);
    (ends && may_be_label(second)).then_some(body..body + second.len())
}

/// Whether a text may stand as a label elsewhere, by what the language says of its words outside of brackets. Most of what
/// stands before a colon is speech, which nobody needs to compare with labels.
fn may_be_label(text: &str) -> bool {
    let outside = text.split(['(', '[']).next().unwrap_or(text);
    let mut words = outside.split_whitespace();
    let last = words.next_back();
    let ends_sentence = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        word.ends_with('.') && letters > ABBREVIATION && word.contains(char::is_lowercase)
    };
    let (chars, most) = LABEL;
    outside.chars().count() <= chars
        && !outside.contains(['?', '!', ';'])
        && words.clone().count() + usize::from(last.is_some()) <= most
        && !words.any(ends_sentence)
}

/// A full stop after a word of more letters ends a sentence, unless all are capitals.
const ABBREVIATION: usize = 5;

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn both_labels_are_offered() {
        let text = "MS. EXAMPLE: One.\n\nQ    Two?\n\nQ MR. SAMPLE: Three.\n\nQ Q: Four?\n\nQ    MS. EXAMPLE: Five.\n\nQUESTION: MS. EXAMPLE: Six.\n";
        check(
            "label/duplicated-prefix",
            text,
            expect![[r#"
                5:1 "Q MR. SAMPLE": Two labels stand before this turn, “Q” and “MR. SAMPLE”, so nobody can tell who speaks.
                  choice: Keep only “MR. SAMPLE” -> ["MR. SAMPLE: Three."]
                  choice: Keep only “Q” -> ["Q: Three."]
                  choice: Begin a new turn at “MR. SAMPLE” -> ["Q", "MR. SAMPLE: Three."]
                7:1 "Q Q": “Q” stands twice before this turn.
                  choice: Keep only “Q” -> ["Q: Four?"]
                  choice: Begin a new turn at “Q” -> ["Q", "Q: Four?"]
                9:1 "Q    MS. EXAMPLE": Two labels stand before this turn, “Q” and “MS. EXAMPLE”, so nobody can tell who speaks.
                  choice: Keep only “MS. EXAMPLE” -> ["MS. EXAMPLE: Five."]
                  choice: Keep only “Q” -> ["Q: Five."]
                  choice: Begin a new turn at “MS. EXAMPLE” -> ["Q", "MS. EXAMPLE: Five."]
                11:1 "QUESTION: MS. EXAMPLE": Two labels stand before this turn, “QUESTION” and “MS. EXAMPLE”, so nobody can tell who speaks.
                  choice: Keep only “MS. EXAMPLE” -> ["MS. EXAMPLE: Six."]
                  choice: Keep only “QUESTION” -> ["QUESTION: Six."]
                  choice: Begin a new turn at “MS. EXAMPLE” -> ["QUESTION:", "MS. EXAMPLE: Six."]
            "#]],
        );
    }

    #[test]
    fn names_that_begin_with_the_letter_are_one_label() {
        let text = "QUEEN EXAMPLE: One.\n\nQ    Two?\n\nA. Example: Three.\n\nQ&A: Four.\n\nQA: Five.\n\nAMR. Example: Six.\n\nQ: Note: seven.\n\n@nna: Eight.\n\nAnna: Nine.\n";
        check("label/duplicated-prefix", text, expect![[""]]);
    }
}
