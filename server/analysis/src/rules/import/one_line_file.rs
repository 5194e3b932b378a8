//! `import/one-line-file`: a transcript that lost its line breaks.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::segment::{Line, LineKind};
use crate::model::stops::{one_of, stops, within};
use crate::model::vocabulary::{HONORIFICS, TITLES, fold, is_unspaced};
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Reads, Rule, SegmentView, Severity,
    Tally, Totals,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "import/one-line-file",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds files with twice as many speaker labels inside their lines as they have lines. Labels count where a
sentence ends before them, and when they come back: `Anna Example (FBC):`, `MR. SAMPLE:`, `Q`, and
`MR. SAMPLE.` with a full stop.

## Why
The line breaks were lost when the text was extracted, and all of it counts as one turn.

## Example
```presscript
Anna Example (FBC): Who decides? MR. MUSTERNAME: We do. Anna Example (FBC): When? MR. MUSTERNAME: On Friday. Anna Example (FBC): Where?
```

## Use instead
```presscript
Anna Example (FBC): Who decides?

MR. MUSTERNAME: We do.

Anna Example (FBC): When?

MR. MUSTERNAME: On Friday.

Anna Example (FBC): Where?
```

## Fix
Splits the file at all these labels, and puts a colon behind those that have a full stop.
",
    check: Check::Places(Places {
        collect: note,
        concerns,
        reads: Reads::Nothing,
        report,
    }),
};

/// Fewer labels than these inside the lines are lost breaks here and there.
const MIN_LABELS: usize = 4;

/// More examples than these are not shown.
const MAX_RELATED: usize = 3;

fn report(document: &DocumentView<'_>, noted: &Gathered<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let lines = noted.totals().count(LINES);
    let mut inner = Vec::new();
    noted.each_segment(|start, view| {
        for line in view.segment.content_lines().filter(|line| is_speech(line)) {
            collect(&view, start, line, &mut inner);
        }
    });
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for label in &inner {
        *uses.entry(&label.name).or_default() += 1;
    }
    let names = uses.values().filter(|&&times| times > 1).count();
    let labels: Vec<&Inner> = inner
        .iter()
        .filter(|label| uses[label.name.as_str()] > 1)
        .collect();
    if labels.len() < MIN_LABELS || names < 2 || labels.len() < lines * 2 {
        return;
    }
    let blank_line = analysis.text().line_break(0).repeat(2);
    let edits = labels.iter().flat_map(|label| {
        let split = (label.space.clone(), blank_line.clone());
        let colon = label.full_stop.clone().map(|stop| (stop, ":".to_owned()));
        std::iter::once(split).chain(colon)
    });
    let first = labels[0];
    let mut report = findings
        .report(
            first.range.clone(),
            format!(
                "{} speaker labels stand inside the lines of this file; its line breaks were lost, and a turn needs its own line.",
                labels.len()
            ),
        )
        .unsafe_fix(format!("Split the file at {} labels", labels.len()), edits);
    for label in labels.iter().skip(1).take(MAX_RELATED) {
        report = report.related(label.range.clone(), "the next label");
    }
}

/// Counts lines, and notes what could be labels inside them.
fn note(view: &SegmentView<'_>, tally: &mut Tally) {
    let mut inner = Vec::new();
    for line in view.segment.content_lines().filter(|line| is_speech(line)) {
        tally.count(LINES);
        collect(view, 0, line, &mut inner);
    }
    for label in inner {
        let stop = label.full_stop.map_or(label.range.end, |stop| stop.end);
        tally.spot(LABELS, label.space.start..stop);
    }
}

fn concerns(totals: &Totals) -> bool {
    totals.spots(LABELS) >= MIN_LABELS && totals.spots(LABELS) >= totals.count(LINES) * 2
}

const LINES: usize = 0;
const LABELS: usize = 0;

fn is_speech(line: &Line) -> bool {
    matches!(line.kind, LineKind::Text | LineKind::Speaker)
}

/// What could be a label inside a line. Ranges count from the document's start, in bytes.
struct Inner {
    /// The label, without its delimiter.
    range: Range<usize>,
    /// The white space before it, if any.
    space: Range<usize>,
    /// The full stop that should be a colon.
    full_stop: Option<Range<usize>>,
    /// What it says, folded.
    name: String,
}

/// Labels are not longer than this, in bytes.
const MAX_BYTES: usize = 80;

/// Labels in scripts without spaces are not longer than this, in characters.
const MAX_UNSPACED: usize = 12;

fn collect(view: &SegmentView<'_>, start: usize, line: &Line, inner: &mut Vec<Inner>) {
    let body = view.segment.body(line);
    let text = view.slice(&body);
    let mut passed = 0;
    for at in stops(text, may_end_label) {
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        let (label, end) = match c {
            ':' | '：' => (before_colon(text, passed, at), at),
            '.' => (before_full_stop(text, passed, at), at),
            ' ' | '\u{a0}' => (before_spaces(text, passed, at), at),
            _ => continue,
        };
        let Some(label) = label else { continue };
        let space = text[..label].trim_end().len();
        if space == 0 || view.is_in_link(body.start + at) {
            continue;
        }
        let offset = start + body.start;
        inner.push(Inner {
            range: offset + label..offset + end,
            space: offset + space..offset + label,
            full_stop: (c == '.').then_some(offset + end..offset + end + 1),
            name: fold(&text[label..end]),
        });
        passed = end;
    }
}

/// Where begins what may end a label: a colon, the full stop behind a capital, the space behind `Q` or `A`.
#[inline(always)]
fn may_end_label(before: u8, byte: u8, _: u8) -> u8 {
    let is_capital = within(before, b'A', b'Z') | within(before, 0x80, 0xFF);
    let full_stop = one_of(byte, b".") & is_capital;
    let space = one_of(byte, b" \xC2") & one_of(before, b"QA");
    one_of(byte, b":\xEF") | full_stop | space
}

/// `… this? Anna Example (FBC):`, `…问题。记者：`: where the label starts.
fn before_colon(text: &str, from: usize, colon: usize) -> Option<usize> {
    let from = window(text, from, colon);
    let label = &text[from..colon];
    if label.ends_with(is_unspaced) {
        let mut last = label.char_indices().rev().take(MAX_UNSPACED + 1);
        let (end, mark) = last.find(|&(_, c)| is_sentence_end(c))?;
        return Some(from + end + mark.len_utf8());
    }
    let next = text[colon..].chars().nth(1);
    let spoken = next.is_some_and(|c| c.is_whitespace() || c.is_uppercase());
    let glued = label.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '.'));
    if spoken && glued {
        label_start(text, from, colon)
    } else {
        None
    }
}

/// `… this.MR. SAMPLE. Well`: where the label starts; nothing but names in capitals is so written.
fn before_full_stop(text: &str, from: usize, stop: usize) -> Option<usize> {
    let is_capital = |c: char| c.is_uppercase();
    let long = text[..stop]
        .chars()
        .rev()
        .take_while(|&c| is_capital(c))
        .count()
        > 1;
    let spoken = text[stop + 1..].starts_with(char::is_whitespace);
    if !(long && spoken) {
        return None;
    }
    let start = label_start(text, window(text, from, stop), stop)?;
    let label = &text[start..stop];
    let is_name = label.contains(char::is_whitespace) && !label.contains(char::is_lowercase);
    is_name.then_some(start)
}

/// `… this?  Q   Thank you`: where the label starts.
fn before_spaces(text: &str, from: usize, space: usize) -> Option<usize> {
    let head = text[from..space].strip_suffix(['Q', 'A'])?;
    let wide = text[space..].chars().nth(1)?.is_whitespace();
    let ends = head.ends_with(char::is_whitespace) && head.trim_end().ends_with(is_sentence_end);
    (wide && ends).then_some(space - 1)
}

/// Where the words of a label that ends at `end` start, behind the end of a sentence.
fn label_start(text: &str, from: usize, end: usize) -> Option<usize> {
    let mut start = end;
    loop {
        let head = text[from..start].trim_end();
        let word = head.split(char::is_whitespace).next_back()?;
        let at = from + head.len() - word.len();
        if start < end && ends_sentence(word) {
            return Some(start);
        }
        if let Some(glued) = behind_sentence(word) {
            return Some(at + glued);
        }
        let begins = word.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '(');
        if !begins {
            return None;
        }
        start = at;
    }
}

/// Where a label begins in a word that lost the space before it: `this.MR.`, but not `J.R.` or `Jean-Marie`.
fn behind_sentence(word: &str) -> Option<usize> {
    let (at, mark) = word.char_indices().rfind(|&(at, c)| {
        let next = word[at + c.len_utf8()..].chars().next();
        let hyphens = c == '-' && word[..at].ends_with('-');
        (is_sentence_end(c) || hyphens) && next.is_some_and(char::is_uppercase)
    })?;
    let initial = mark == '.' && !word[..at].contains(|c: char| c.is_lowercase() || c.is_numeric());
    (!initial).then_some(at + mark.len_utf8())
}

fn ends_sentence(word: &str) -> bool {
    let is_abbreviation = || {
        let folded = fold(word);
        let last = folded.rsplit(' ').next().unwrap_or_default();
        let short = last.chars().count() == 1 || HONORIFICS.contains(last) || TITLES.contains(last);
        word.ends_with('.') && short
    };
    word.ends_with(is_sentence_end) && !is_abbreviation() || word.ends_with("--")
}

/// Where a label before `end` can start at the earliest.
fn window(text: &str, from: usize, end: usize) -> usize {
    let low = from.max(end.saturating_sub(MAX_BYTES));
    let mut later = low..end;
    later.find(|&at| text.is_char_boundary(at)).unwrap_or(end)
}

fn is_sentence_end(c: char) -> bool {
    matches!(
        c,
        '.' | '?'
            | '!'
            | '…'
            | '—'
            | '”'
            | '"'
            | '»'
            | ')'
            | ']'
            | '。'
            | '？'
            | '！'
            | '」'
            | '』'
    )
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn labels_with_a_full_stop_get_a_colon() {
        check(
            "import/one-line-file",
            "MeetingCHAIR SAMPLE. Who decides? Mr. Dummy.MR. DUMMY. J.R. Example and I--CHAIR SAMPLE. When?MR. DUMMY. On Friday.CHAIR SAMPLE. So be it.\n",
            expect![[r#"
                1:45 "MR. DUMMY": 4 speaker labels stand inside the lines of this file; its line breaks were lost, and a turn needs its own line.
                  see 1:76 "CHAIR SAMPLE": the next label
                  see 1:95 "MR. DUMMY": the next label
                  see 1:116 "CHAIR SAMPLE": the next label
                  fix: Split the file at 4 labels -> ["MeetingCHAIR SAMPLE. Who decides? Mr. Dummy.", "", "MR. DUMMY: J.R. Example and I--", "", "CHAIR SAMPLE: When?", "", "MR. DUMMY: On Friday.", "", "CHAIR SAMPLE: So be it."]
            "#]],
        );
    }

    #[test]
    fn q_and_scripts_without_spaces_have_labels_too() {
        check(
            "import/one-line-file",
            "MS. SAMPLE:  Hello.  Q    Thank you.  Who?  MS. SAMPLE:  We.  Q    When?  MS. SAMPLE:  Friday.\n",
            expect![[r#"
                1:22 "Q": 4 speaker labels stand inside the lines of this file; its line breaks were lost, and a turn needs its own line.
                  see 1:45 "MS. SAMPLE": the next label
                  see 1:63 "Q": the next label
                  see 1:75 "MS. SAMPLE": the next label
                  fix: Split the file at 4 labels -> ["MS. SAMPLE:  Hello.", "", "Q    Thank you.  Who?", "", "MS. SAMPLE:  We.", "", "Q    When?", "", "MS. SAMPLE:  Friday."]
            "#]],
        );
        check(
            "import/one-line-file",
            "主持人：你好。记者：为什么？发言人：因为。记者：谁？发言人：我们。记者：好。\n",
            expect![[r#"
                1:8 "记者": 5 speaker labels stand inside the lines of this file; its line breaks were lost, and a turn needs its own line.
                  see 1:15 "发言人": the next label
                  see 1:22 "记者": the next label
                  see 1:27 "发言人": the next label
                  fix: Split the file at 5 labels -> ["主持人：你好。", "", "记者：为什么？", "", "发言人：因为。", "", "记者：谁？", "", "发言人：我们。", "", "记者：好。"]
            "#]],
        );
    }

    #[test]
    fn a_break_lost_here_and_there_is_another_matter() {
        let text = "Chair: One. Anna: Two. Chair: Three. Anna: Four. Chair: Five.\n\nAnna: Six.\n\nChair: Seven.\n";
        check("import/one-line-file", text, expect![[""]]);
        let prose = "We met on Friday. Now to Texas: it is hot. Now to Texas: it is hot. In short: hot. In short: hot.\n";
        check("import/one-line-file", prose, expect![[""]]);
    }
}
