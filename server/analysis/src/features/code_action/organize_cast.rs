//! Puts the cast in order: who speaks and is missing is added, entries of one person become one, and principals go
//! before moderators and these before the press, each in the order of their first turns. No entry goes because it is
//! not used, and comments stay with their entries.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::Refactoring;
use crate::features::target::introduction;
use crate::model::Role;
use crate::model::cast::{Cast, CastEntry};
use crate::model::label_form::LabelForm;
use crate::model::placeholder::is_placeholder;
use crate::model::segment::SegmentKind;
use crate::rules::cast_edit::{add_all, merged, reorder};
use crate::rules::labels::Labels;
use crate::rules::{Safety, edits};
use crate::{Analysis, Edit, Text};

pub static ORGANIZE_CAST: Refactoring = Refactoring {
    kind: "source.organizeCast",
    title: |place| {
        organized(place.analysis)?;
        let context = &place.model.context;
        let has_cast = context.front_matter.key("cast").is_some();
        Some(
            match (has_cast, missing(place.analysis, &context.cast).len()) {
                (true, _) => {
                    "Organise the cast: add who is missing, join duplicates, sort".to_owned()
                }
                (false, 1) => "Add a cast of the one person who speaks".to_owned(),
                (false, people) => format!("Add a cast of the {people} people who speak"),
            },
        )
    },
    edits: |place| Some(vec![organized(place.analysis)?]),
};

/// The change to the front matter; `None` when all is in order, or when it is no proper YAML.
fn organized(analysis: &Analysis) -> Option<Edit> {
    let model = analysis.model();
    if !model.context.front_matter.problems.is_empty() {
        return None;
    }
    let text = analysis.text();
    // The first line tells how lines end.
    let end = match model.segments.first().map(|first| first.segment) {
        Some(first) if matches!(first.kind, SegmentKind::FrontMatter(_)) => first.len,
        _ => text.line_range_with_break(0).end,
    };
    let before = text.slice(0..end).into_owned();
    let mut front = analysis.of_text(Text::new(&before));
    let joined = front
        .diagnostics()
        .iter()
        .filter(|found| found.code == "cast/duplicate");
    let joined = edits(&joined.cloned().collect::<Vec<_>>(), Safety::Unsafe);
    front = changed(&front, &joined);
    let missing = missing(analysis, &front.model().context.cast);
    if !missing.is_empty() {
        let (range, text) = add_all(&front, &missing)?;
        front = changed(&front, &[Edit { range, text }]);
    }
    let sorted = changed(&front, &sorted(analysis, &front));
    if same_people(&front, &sorted) {
        front = sorted;
    }
    difference(&before, &front.text().to_string())
}

fn changed(front: &Analysis, edits: &[Edit]) -> Analysis {
    let mut text = front.text().clone();
    text.apply_all(edits);
    front.of_text(text)
}

/// Those who certainly speak under a name or a title and are not declared.
fn missing(analysis: &Analysis, cast: &Cast) -> Vec<CastEntry> {
    let model = analysis.model();
    let labels = Labels::of(model);
    let people = model.speakers.iter().filter(|speaker| {
        let turn = introduction(model, speaker.id);
        let form = turn.and_then(|turn| model.turns[turn].form.as_ref());
        let undeclared =
            |form: &LabelForm| !is_placeholder(&form.folded) && cast.candidates(form).is_empty();
        (speaker.name.is_some() || speaker.title.is_some())
            && form.is_some_and(|form| undeclared(form))
            && speaker
                .turns
                .iter()
                .take(3)
                .any(|&turn| labels.is_confirmed(turn))
    });
    let entry = |speaker: &crate::model::Speaker| CastEntry {
        range: 0..0,
        form: Arc::new(LabelForm {
            name: speaker.name.clone(),
            title: speaker.title.clone(),
            affiliation: speaker.affiliation.clone(),
            ..LabelForm::default()
        }),
        aka: Vec::new(),
        role: Some(speaker.role).filter(|role| *role != Role::Unknown),
        opening: false,
    };
    people.map(entry).collect()
}

/// The edits that put the entries of a front matter in order.
fn sorted(analysis: &Analysis, front: &Analysis) -> Vec<Edit> {
    let model = analysis.model();
    let cast = &front.model().context.cast;
    let mut speakers: HashMap<usize, usize> = HashMap::new();
    for id in model.speakers.iter().map(|one| one.id) {
        let form = introduction(model, id).and_then(|turn| model.turns[turn].form.as_ref());
        if let Some(entry) = form.and_then(|form| cast.find(form)) {
            speakers.entry(entry).or_insert(id);
        }
    }
    let key = |entry: &usize| {
        let speaker = speakers.get(entry);
        let inferred = speaker.map(|&id| model.speakers[id].role);
        let role = cast.entries[*entry]
            .role
            .or(inferred)
            .unwrap_or(Role::Unknown);
        (role, speaker.copied().unwrap_or(usize::MAX))
    };
    let mut order: Vec<usize> = (0..cast.own).collect();
    order.sort_by_key(key);
    let moved = reorder(front, &order).unwrap_or_default().into_iter();
    moved.map(|(range, text)| Edit { range, text }).collect()
}

/// Whether two front matters declare the same people, in whatever order.
fn same_people(one: &Analysis, other: &Analysis) -> bool {
    let people = |analysis: &Analysis| {
        let cast: &Cast = &analysis.model().context.cast;
        let mut people: Vec<String> = cast.own_entries().iter().map(|of| merged(of, of)).collect();
        people.sort();
        people
    };
    let problems = |analysis: &Analysis| analysis.model().context.front_matter.problems.len();
    people(one) == people(other) && problems(one) == problems(other)
}

/// The lines that differ; `None` when none do.
fn difference(before: &str, after: &str) -> Option<Edit> {
    let [old, new] = [before, after].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let same = old
        .iter()
        .zip(&new)
        .take_while(|(old, new)| old == new)
        .count();
    let (old_rest, new_rest) = (&old[same..], &new[same..]);
    let behind = old_rest.iter().rev().zip(new_rest.iter().rev());
    let behind = behind.take_while(|(old, new)| old == new).count();
    let length = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
    let start = length(&old[..same]);
    let range: Range<usize> = start..before.len() - length(&old_rest[old_rest.len() - behind..]);
    (before != after).then(|| Edit {
        range,
        text: new_rest[..new_rest.len() - behind].concat(),
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::features::code_action::tests::check as check_kind;

    fn check(text: &str, expect: expect_test::Expect) {
        check_kind(super::ORGANIZE_CAST.kind, text, expect);
    }

    const TURNS: &str = "$0Harbour Council Chair Max Mustername: Good day.\n\nAnna Example (FBC): Why?\n\nHarbour Council Chair: So.\n\nSpeaker 1: Hm.\n\nAnna Example: And?\n\nMax Mustername: Yes.\n";

    #[test]
    fn a_cast_is_made_of_those_who_speak() {
        check(
            TURNS,
            expect![[r#"
            > Add a cast of the 2 people who speak
            ---
            cast:
              - Max Mustername, Harbour Council Chair {principal}
              - Anna Example (FBC) {press}
            ---
            Harbour Council Chair Max Mustername: Good day.

            Anna Example (FBC): Why?

            Harbour Council Chair: So.

            Speaker 1: Hm.

            Anna Example: And?

            Max Mustername: Yes.
        "#]],
        );
        let crlf = format!("\u{feff}{}", TURNS.replace('\n', "\r\n"));
        check(
            &crlf,
            expect![[r#"
            > Add a cast of the 2 people who speak
            ﻿---␍
            cast:␍
              - Max Mustername, Harbour Council Chair {principal}␍
              - Anna Example (FBC) {press}␍
            ---␍
            Harbour Council Chair Max Mustername: Good day.␍
            ␍
            Anna Example (FBC): Why?␍
            ␍
            Harbour Council Chair: So.␍
            ␍
            Speaker 1: Hm.␍
            ␍
            Anna Example: And?␍
            ␍
            Max Mustername: Yes.␍
        "#]],
        );
        check(
            &format!("---\ntitle: So\n---\n{TURNS}"),
            expect![[r#"
            > Add a cast of the 2 people who speak
            ---
            title: So
            cast:
              - Max Mustername, Harbour Council Chair {principal}
              - Anna Example (FBC) {press}
            ---
            Harbour Council Chair Max Mustername: Good day.

            Anna Example (FBC): Why?

            Harbour Council Chair: So.

            Speaker 1: Hm.

            Anna Example: And?

            Max Mustername: Yes.
        "#]],
        );
    }

    #[test]
    fn a_cast_is_completed_and_sorted_with_its_comments() {
        let front = "---\ncast:\n  # never came\n  - Dora Dummy (ITX) {press}\n  - Anna Example (FBC) {press} # late\n  - Anna Example\ndate: 2022-03-04\n---\n";
        check(
            &format!("{front}{TURNS}"),
            expect![[r#"
                > Organise the cast: add who is missing, join duplicates, sort
                ---
                cast:
                  - Max Mustername, Harbour Council Chair {principal}
                  - Anna Example (FBC) {press} # late
                  # never came
                  - Dora Dummy (ITX) {press}
                date: 2022-03-04
                ---
                Harbour Council Chair Max Mustername: Good day.

                Anna Example (FBC): Why?

                Harbour Council Chair: So.

                Speaker 1: Hm.

                Anna Example: And?

                Max Mustername: Yes.
            "#]],
        );
        check(
            &format!("---\ncast: [Anna Example (FBC)]\n---\n{TURNS}"),
            expect![[r#"
                > Organise the cast: add who is missing, join duplicates, sort
                ---
                cast: ["Max Mustername, Harbour Council Chair {principal}", Anna Example (FBC)]
                ---
                Harbour Council Chair Max Mustername: Good day.

                Anna Example (FBC): Why?

                Harbour Council Chair: So.

                Speaker 1: Hm.

                Anna Example: And?

                Max Mustername: Yes.
            "#]],
        );
    }

    #[test]
    fn what_is_in_order_stays() {
        let front = "---\ncast:\n  - Max Mustername, Harbour Council Chair {principal}\n  - Anna Example (FBC) {press}\n---\n";
        check(&format!("{front}{TURNS}"), expect![[""]]);
        check(
            "---\ncast: [\n---\n$0A B: One.\n\nA B: Two.\n",
            expect![[""]],
        );
        check("$0One.\n", expect![[""]]);
    }
}
