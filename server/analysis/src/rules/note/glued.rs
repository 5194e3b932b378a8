//! `note/glued`: an annotation without a space beside it.

use std::ops::Range;

use crate::Analysis;
use crate::model::note_kind;
use crate::model::segment::{Mark, MarkKind};
use crate::model::vocabulary::is_unspaced;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Rule, SegmentView, Severity, Tally,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "note/glued",
    severity: Severity::Warning,
    fix: FixKind::Safe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds annotations that touch a word or the mark that ends a sentence before them.

## Why
Word and annotation run together, for readers and for searches.

## Example
```presscript
Anna Example (FBC): There were reports that some..[inaudible] rooms cost twice as much.
```

## Use instead
```presscript
Anna Example (FBC): There were reports that some.. [inaudible] rooms cost twice as much.
```

## Fix
Safe: inserts a space.
",
    check: Check::Places(Places::of_text(collect, report)),
};

/// Notes, with the characters beside them.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    for mark in view.segment.marks.iter().filter(|mark| is_note(view, mark)) {
        let before = view.text[..mark.range.start].chars().next_back();
        let after = view.text[mark.range.end..].chars().next();
        let [before, after] = [before, after].map(|c| c.map_or(0, char::len_utf8));
        tally.spot(0, mark.range.start - before..mark.range.end + after);
    }
}

fn report(document: &DocumentView<'_>, noted: &Gathered<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let mut glued = Vec::new();
    let mut free = 0;
    noted.each_segment(|start, view| {
        for mark in &view.segment.marks {
            if !is_note(&view, mark) {
                continue;
            }
            let [before, after] = touching_characters(&view, mark);
            let places = [
                before.map(|_| mark.range.start),
                after.map(|_| mark.range.end),
            ];
            let places: Vec<usize> = places.into_iter().flatten().map(|at| start + at).collect();
            if places.is_empty() {
                free += 1;
            } else {
                glued.push((start + mark.range.start..start + mark.range.end, places));
            }
        }
    });
    if glued.len() > 3 && glued.len() > free {
        return;
    }
    for (note, places) in glued {
        let touches_before = places.contains(&note.start);
        let note_text = analysis.slice(note.clone()).into_owned();
        let side = if touches_before { "before" } else { "behind" };
        let edits = places.into_iter().map(|at| (at..at, " ".to_owned()));
        findings
            .report(
                touching(analysis, &note, touches_before),
                format!("A space is missing {side} {note_text}."),
            )
            .safe_fix("Insert a space", edits);
    }
}

/// The note with the character that it touches.
fn touching(analysis: &Analysis, note: &Range<usize>, before: bool) -> Range<usize> {
    if before {
        let head = analysis.slice(note.start.saturating_sub(4)..note.start);
        note.start - head.chars().next_back().map_or(0, char::len_utf8)..note.end
    } else {
        let tail = analysis.slice(note.end..note.end + 4);
        note.start..note.end + tail.chars().next().map_or(0, char::len_utf8)
    }
}

/// The characters around a note that have to stand apart from it.
fn touching_characters(view: &SegmentView<'_>, mark: &Mark) -> [Option<char>; 2] {
    let before = view.text[..mark.range.start].chars().next_back();
    let after = view.text[mark.range.end..].chars().next();
    [
        before.filter(|&c| needs_space_behind(c)),
        after.filter(|&c| is_word(c)),
    ]
}

fn is_note(view: &SegmentView<'_>, mark: &Mark) -> bool {
    matches!(mark.kind, MarkKind::Annotation | MarkKind::Parenthetical)
        && !is_broken_link(view, mark)
        && !note_kind(view.text, mark, false).is_spoken()
}

/// `[Video]https://…`: Markdown’s link, with its parenthesis missing.
fn is_broken_link(view: &SegmentView<'_>, mark: &Mark) -> bool {
    let after = &view.text[mark.range.end..];
    ["https://", "http://", "www."]
        .iter()
        .any(|start| after.starts_with(start))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_unspaced(c)
}

fn needs_space_behind(c: char) -> bool {
    is_word(c) || matches!(c, '.' | ',' | ';' | '?' | '!' | '…')
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn both_sides_get_their_space() {
        check(
            "note/glued",
            "A B: They[laughter]laugh. (Laughter.)And we. Yes.[applause]\n",
            expect![[r#"
                1:9 "y[laughter]": A space is missing before [laughter].
                  safe fix: Insert a space -> ["A B: They [laughter] laugh. (Laughter.)And we. Yes.[applause]"]
                1:27 "(Laughter.)A": A space is missing behind (Laughter.).
                  safe fix: Insert a space -> ["A B: They[laughter]laugh. (Laughter.) And we. Yes.[applause]"]
                1:49 ".[applause]": A space is missing before [applause].
                  safe fix: Insert a space -> ["A B: They[laughter]laugh. (Laughter.)And we. Yes. [applause]"]
            "#]],
        );
    }

    #[test]
    fn words_that_an_editor_put_in_may_touch() {
        check(
            "note/glued",
            "A B: the country['s] speak[ing], f(x), [inaudible]. “[inaudible]” —[inaudible]—\n",
            expect![[""]],
        );
    }

    #[test]
    fn a_broken_link_is_no_note() {
        check(
            "note/glued",
            "# [Video of the meeting]https://example.org/1)\n\nA B: See [the notes]http://example.org, all.\n",
            expect![[""]],
        );
    }

    #[test]
    fn a_house_that_sets_them_tight_means_it() {
        let text = "A B: One.[laughter]\nTwo.[laughter]\nThree.[laughter]\nFour.[applause]\n";
        check("note/glued", text, expect![[""]]);
    }

    #[test]
    fn chinese_has_no_spaces() {
        check("note/glued", "毛宁：中方[笑声]中方\n", expect![[""]]);
    }
}
