//! What is known of the thing under the cursor: a speaker, an annotation, a timestamp, a note; on the first line, the
//! house profile as well.

use std::ops::Range;

use crate::Analysis;
use crate::model::cast::Cast;
use crate::model::front_matter::KEYS;
use crate::model::segment::{LineKind, Mark, MarkKind, SegmentKind};
use crate::model::{Model, Placed, ProfileReason, Speaker, note_kind};
use crate::profile::Profile;

/// A hover's text and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What the text is about, in bytes.
    pub range: Range<usize>,
    /// The text, in Markdown.
    pub markdown: String,
}

/// What to show at the byte `offset`.
pub fn hover(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let hover = thing(analysis, offset);
    let first_line = 0..analysis.text().line_range(0).end;
    if offset > first_line.end || first_line.is_empty() {
        return hover;
    }
    let profile = profile(analysis);
    Some(match hover {
        Some(hover) => Hover {
            markdown: format!("{}\n\n{profile}", hover.markdown),
            ..hover
        },
        None => Hover {
            range: first_line,
            markdown: profile,
        },
    })
}

/// The house profile, and why it is that one.
fn profile(analysis: &Analysis) -> String {
    let context = &analysis.model().context;
    let reason = match context.reason {
        ProfileReason::FrontMatter => "named in the front matter".to_owned(),
        ProfileReason::Settings => "named in the settings".to_owned(),
        ProfileReason::Inferred => {
            let reason = analysis.why_this_house().unwrap_or_default();
            format!("inferred: {}", escaped(&reason))
        }
        ProfileReason::Default => "no house is named, and the labels show none".to_owned(),
    };
    let Profile { name, title, .. } = &*context.profile;
    format!(
        "House profile: **{}** ({})  \n{reason}",
        escaped(name),
        escaped(title)
    )
}

/// The speaker or mark at `offset`.
fn thing(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let model = analysis.model();
    let segment = model.segment_at(offset)?;
    let placed = model.segments.at(segment);
    if let SegmentKind::FrontMatter(_) = placed.segment.kind {
        return key(analysis, offset);
    }
    if let Some(turn) = model.turn_of_segment(segment) {
        let range = model.label_range(turn);
        if range.start <= offset && offset <= range.end {
            return Some(Hover {
                range,
                markdown: speaker(analysis, turn),
            });
        }
    }
    mark(analysis, placed, offset - placed.start)
}

/// What a key of the front matter says.
fn key(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let keys = &analysis.model().context.front_matter.keys;
    let key = keys
        .iter()
        .find(|key| (key.range.start..=key.range.end).contains(&offset))?;
    let known = KEYS.iter().find(|known| known.name == key.name)?;
    Some(Hover {
        range: key.range.clone(),
        markdown: format!("**{}**  \n{}", known.name, known.doc),
    })
}

/// Who speaks, how much, and where in the questions the turn stands.
fn speaker(analysis: &Analysis, turn: usize) -> String {
    let model = analysis.model();
    let people = model.speakers_of(turn);
    let mut lines: Vec<String> = people.flat_map(|one| person(analysis, one)).collect();
    if lines.is_empty() {
        lines.extend(unnamed(model, turn));
    }
    let form = model.turns[turn].form.as_deref();
    let cast = &model.context.cast;
    if let Some(entry) = form.and_then(|form| cast.find(form)) {
        lines.push(declared(cast, entry));
    }
    let kind = model.turns[turn].kind.name();
    lines.push(match model.turns[turn].exchange {
        Some(number) => {
            let outlet = model.outlet(&model.exchanges[number]);
            let outlet = outlet.map_or(String::new(), |outlet| format!(" ({outlet})"));
            format!(
                "This turn: {kind} in exchange {} of {}{outlet}",
                number + 1,
                model.exchanges.len()
            )
        }
        None => format!("This turn: {kind}"),
    });
    lines.join("  \n")
}

/// What the cast says of a person: `In the cast: Dora Dummy, Radio Specimen; press; also known as Radio S`.
pub(super) fn declared(cast: &Cast, at: usize) -> String {
    let place = if at < cast.own { "cast" } else { "roster" };
    let entry = &cast.entries[at];
    let form = &entry.form;
    let parts = [&form.name, &form.title, &form.affiliation];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .map(|part| escaped(part))
        .collect();
    let mut line = format!("In the {place}: {}", parts.join(", "));
    if let Some(role) = entry.role {
        line.push_str("; ");
        line.push_str(role.name());
    }
    if entry.opening {
        line.push_str("; speaks the opening");
    }
    if !entry.aka.is_empty() {
        let aka: Vec<String> = entry.aka.iter().map(|aka| escaped(&aka.text)).collect();
        line.push_str("; also known as ");
        line.push_str(&aka.join(", "));
    }
    line
}

/// What is known of the speaker behind a label that names nobody.
pub(super) fn unnamed(model: &Model, turn: usize) -> [String; 2] {
    let says = "who says so in the turn; the label doesn’t.";
    let parts = model.introduction(turn).map(|said| {
        [&said.name, &said.outlet].map(|part| part.as_ref().map(|part| escaped(&part.text)))
    });
    match parts {
        Some([Some(name), Some(outlet)]) => {
            [format!("**Probably {name} ({outlet})**"), says.to_owned()]
        }
        Some([Some(who), None] | [None, Some(who)]) => {
            [format!("**Probably {who}**"), says.to_owned()]
        }
        _ => [
            "**Not named**".to_owned(),
            "The label does not say who speaks.".to_owned(),
        ],
    }
}

/// Who a person is and how much they speak, in lines of Markdown.
pub(super) fn person(analysis: &Analysis, speaker: &Speaker) -> Vec<String> {
    let model = analysis.model();
    let mut who = format!("**{}**", escaped(speaker.display_name()));
    let title = speaker.title.as_ref().filter(|_| speaker.name.is_some());
    let known = speaker.name.is_some() || speaker.title.is_some();
    let affiliation = speaker.affiliation.as_ref().filter(|_| known);
    for more in title.into_iter().chain(affiliation) {
        who.push_str(", ");
        who.push_str(&escaped(more));
    }
    let turns = count(speaker.turns.len(), "turn");
    let words = model.words_of(speaker);
    let share = 100.0 * words as f64 / model.words().max(1) as f64;
    let time = duration(Speaker::seconds_of(words));
    let words = count(words, "word");
    let line = |turn: usize| analysis.text().line_of(model.label_range(turn).start) + 1;
    let (first, last) = (speaker.turns.first(), speaker.turns.last());
    let introduced = first
        .map(|&turn| model.turn_segment(turn))
        .and_then(|placed| placed.segment.label());
    let mut lines = vec![
        who,
        format!(
            "{} · {turns} · {words} ({share:.0} % of all) · {time}",
            speaker.role.name()
        ),
    ];
    if let (Some(&first), Some(&last), Some(label)) = (first, last, introduced) {
        let label = escaped(&label.text);
        lines.push(match first == last {
            true => format!("Only turn in line {}: {label}", line(first)),
            false => format!(
                "Introduced in line {}: {label}; last turn in line {}",
                line(first),
                line(last)
            ),
        });
    }
    lines
}

/// What the innermost mark at `offset`, counted from its segment, means.
fn mark(analysis: &Analysis, placed: Placed<'_>, offset: usize) -> Option<Hover> {
    let marks = &placed.segment.marks;
    let mark = marks
        .iter()
        .rfind(|mark| mark.range.contains(&offset) && mark.kind != MarkKind::Escape)?;
    let text = analysis.slice(placed.start..placed.start + placed.segment.len);
    let written = &text[mark.range.clone()];
    let markdown = match mark.kind {
        MarkKind::Annotation | MarkKind::Parenthetical => {
            let alone = placed.segment.lines.iter().any(|line| {
                line.kind == LineKind::Stage
                    && line.range.start <= mark.range.start
                    && mark.range.end <= line.range.end
            });
            let kind = note_kind(&text, mark, alone);
            if mark.kind == MarkKind::Parenthetical && kind.is_spoken() {
                return None;
            }
            let number = number_of(analysis.model(), placed);
            format!("**{}**  \n{}{number}", escaped(written), kind.meaning())
        }
        MarkKind::UnclosedAnnotation => {
            format!("**{}**  \nThis bracket is not closed.", escaped(written))
        }
        MarkKind::Timestamp => format!(
            "**{}**  \nTime in the recording: {}",
            escaped(written),
            time(written)?
        ),
        MarkKind::Deletion => format!(
            "**{}**  \nPublished correction: these words were struck.",
            escaped(written)
        ),
        MarkKind::Insertion => format!(
            "**{}**  \nPublished correction: these words were added.",
            escaped(written)
        ),
        MarkKind::NoteReference => note(analysis, written)?,
        MarkKind::UnclosedParenthetical | MarkKind::Link | MarkKind::Escape => return None,
    };
    Some(Hover {
        range: shifted(mark, placed.start),
        markdown,
    })
}

/// In which exchange a segment stands, as a further line.
fn number_of(model: &Model, placed: Placed<'_>) -> String {
    let turn = model
        .segment_at(placed.start)
        .and_then(|segment| model.turn_of_segment(segment));
    match turn.and_then(|turn| model.turns[turn].exchange) {
        Some(number) => format!("  \nExchange {} of {}", number + 1, model.exchanges.len()),
        None => String::new(),
    }
}

/// The text of the note that a reference like `[^1]` stands for.
fn note(analysis: &Analysis, reference: &str) -> Option<String> {
    for placed in &analysis.model().segments {
        for line in &placed.segment.lines {
            if line.kind != LineKind::NoteDefinition {
                continue;
            }
            let text =
                analysis.slice(placed.start + line.range.start..placed.start + line.range.end);
            if let Some(note) = text
                .trim_start()
                .strip_prefix(reference)
                .and_then(|rest| rest.strip_prefix(':'))
            {
                return Some(format!(
                    "**{}**  \n{}",
                    escaped(reference),
                    escaped(note.trim())
                ));
            }
        }
    }
    None
}

/// `[00:12:31]` in words: `12 min 31 s`.
fn time(written: &str) -> Option<String> {
    let digits = written.trim_matches(['[', ']', '(', ')']);
    let mut seconds = 0usize;
    for part in digits.split(':') {
        let whole = part.split(['.', ',']).next()?;
        seconds = seconds.checked_mul(60)?.checked_add(whole.parse().ok()?)?;
    }
    Some(duration(seconds))
}

fn duration(seconds: usize) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

/// A number of things: `1 turn`, `2 turns`.
pub(super) fn count(number: usize, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}

/// Text of the transcript, so that Markdown shows it as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn shifted(mark: &Mark, start: usize) -> Range<usize> {
    mark.range.start + start..mark.range.end + start
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    /// Hovers at `$0`.
    fn check(text: &str, expect: Expect) {
        let offset = text.find("$0").expect("a cursor");
        let analysis = Analysis::of(&text.replace("$0", ""));
        let shown = hover(&analysis, offset).map_or("nothing".to_owned(), |hover| {
            format!("{:?}\n{}", analysis.slice(hover.range), hover.markdown)
        });
        expect.assert_eq(&shown);
    }

    fn briefing(find: &str, with_cursor: &str) -> String {
        let text = include_str!("../../../../tests/fixtures/briefing.presscript");
        assert!(text.contains(find));
        text.replacen(find, with_cursor, 1)
    }

    #[test]
    fn a_short_label_knows_the_whole_person() {
        check(
            &briefing(
                "Harbour Council Chair: We do",
                "Harbour Council$0 Chair: We do",
            ),
            expect![[r#"
            "Harbour Council Chair"
            **Max Mustername**, Harbour Council Chair  
            principal · 10 turns · 195 words (43 % of all) · 1 min 18 s  
            Introduced in line 21: Harbour Council Chair Max Mustername; last turn in line 75  
            This turn: answer in exchange 7 of 7 (Specimen Weekly)"#]],
        );
    }

    #[test]
    fn an_asker_has_an_outlet() {
        check(
            &briefing("Dora Dummy", "$0Dora Dummy"),
            expect![[r#"
            "Dora Dummy (Radio Specimen)"
            **Dora Dummy**, Radio Specimen  
            press · 1 turn · 24 words (5 % of all) · 9 s  
            Only turn in line 37: Dora Dummy (Radio Specimen)  
            This turn: question in exchange 3 of 7 (Radio Specimen)"#]],
        );
    }

    #[test]
    fn what_the_cast_says_of_a_person_is_shown() {
        let cast = "---\nlang: en\ncast:\n  - name: Max Mustername\n    title: Harbour Warden\n    aka: [The Warden, M_M]\n    role: principal\n    opening: true\n---\n";
        check(
            &format!("{cast}MR. MUSTER$0NAME: Good day.\n"),
            expect![[r#"
                "MR. MUSTERNAME"
                **Max Mustername**, Harbour Warden  
                principal · 1 turn · 2 words (100 % of all) · 0 s  
                Only turn in line 10: MR. MUSTERNAME  
                In the cast: Max Mustername, Harbour Warden; principal; speaks the opening; also known as The Warden, M\_M  
                This turn: remarks"#]],
        );
        check(
            &cast.replace("lang:", "la$0ng:"),
            expect![[r#"
            "lang"
            **lang**  
            The language, as a tag such as `en-GB`; a list, the main one first, where several are spoken."#]],
        );
        check(&cast.replace("title:", "ti$0tle:"), expect!["nothing"]);
    }

    #[test]
    fn annotations_are_explained() {
        check(
            &briefing("[Follow-up question", "[Follow$0-up question"),
            expect![[r#"
            "[Follow-up question inaudible]"
            **\[Follow-up question inaudible\]**  
            A question that could not be heard; it counts as a question of this exchange.  
            Exchange 4 of 7"#]],
        );
        check(
            &briefing("now [have]", "now [ha$0ve]"),
            expect![[r#"
            "[have]"
            **\[have\]**  
            Words that the editor put in; the speaker did not say them.  
            Exchange 4 of 7"#]],
        );
        check(
            &briefing("(Laughter.)", "(Laugh$0ter.)"),
            expect![[r#"
            "(Laughter.)"
            **(Laughter.)**  
            Laughter.  
            Exchange 6 of 7"#]],
        );
    }

    #[test]
    fn times_corrections_and_notes_are_explained() {
        check(
            "[00:12:$031] Anna: Hello.\n",
            expect![[r#"
                "[00:12:31]"
                **\[00:12:31\]**  
                Time in the recording: 12 min 31 s

                House profile: **generic** (No house in particular)  
                no house is named, and the labels show none"#]],
        );
        check(
            "Anna: It was {-2$00-}{+11+}.\n",
            expect![[r#"
                "{-20-}"
                **{-20-}**  
                Published correction: these words were struck.

                House profile: **generic** (No house in particular)  
                no house is named, and the labels show none"#]],
        );
        check(
            "Anna: It was so.[^$01]\n\n[^1]: It was *not* so.\n",
            expect![[r#"
                "[^1]"
                **\[^1\]**  
                It was \*not\* so.

                House profile: **generic** (No house in particular)  
                no house is named, and the labels show none"#]],
        );
    }

    #[test]
    fn q_is_nobody_by_name() {
        check(
            "Q$0   Why?\nMR. SAMPLE: So.\n",
            expect![[r#"
                "Q"
                **Not named**  
                The label does not say who speaks.  
                This turn: question in exchange 1 of 1

                House profile: **generic** (No house in particular)  
                no house is named, and the labels show none"#]],
        );
    }

    #[test]
    fn whoever_introduces_himself_is_probably_he() {
        check(
            "Briefing\n\nQ$0   Thank you. Anna Example with UPI. Why?\nMR. SAMPLE: So.\n",
            expect![[r#"
                "Q"
                **Probably Anna Example (UPI)**  
                who says so in the turn; the label doesn’t.  
                This turn: question in exchange 1 of 1 (UPI)"#]],
        );
    }

    #[test]
    fn plain_text_shows_nothing_behind_the_first_line() {
        check("Anna: Hello.\nHe$0llo.\n", expect!["nothing"]);
        check("$0", expect!["nothing"]);
    }

    #[test]
    fn the_first_line_knows_the_house() {
        check(
            "Harbour $0news\n\nMR. SAMPLE:  Hi.\n\nQ    Why?\n\nMR. SAMPLE:  So.\n\nQ    When?\n\nMR. SAMPLE:  Now.\n",
            expect![[r#"
                "Harbour news"
                House profile: **white-house** (The White House)  
                inferred: 3 of 3 named labels have the form “MR. SAMPLE:”, questions begin with “Q” and two spaces follow the colons"#]],
        );
        check(
            "-$0--\nprofile: state\n---\n",
            expect![[r#"
            "---"
            House profile: **state** (U.S. Department of State)  
            named in the front matter"#]],
        );
    }
}
