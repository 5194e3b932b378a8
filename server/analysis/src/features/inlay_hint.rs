//! What is shown between the words: who speaks where the label says less, and which question it is.

use std::ops::Range;

use super::{code_lens, hover};
use crate::Analysis;
use crate::model::vocabulary::fold;
use crate::model::{Model, TurnKind};

/// A hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlayHint {
    /// Where it is shown, in bytes.
    pub at: usize,
    /// What it says.
    pub text: String,
    /// What it is about.
    pub kind: HintKind,
    /// The turn, as an index into [`Model::turns`].
    pub turn: usize,
}

/// What a hint is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HintKind {
    /// The person behind the label; it stands behind the label.
    Person,
    /// The number of a question; it stands before the words.
    Question,
}

/// More about a hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HintDetail {
    /// About the person or the exchange, in Markdown.
    pub markdown: String,
    /// The label that introduces the person, or the words with which whoever asks does so, in bytes.
    pub introduction: Option<Range<usize>>,
}

/// The hints in `range` that the settings want, in order.
pub fn inlay_hints(analysis: &Analysis, range: Range<usize>) -> Vec<InlayHint> {
    let model = analysis.model();
    let wanted = analysis.settings().inlay_hints;
    let first = model.segment_at(range.start).unwrap_or(0);
    let first = model.turns_before(first);
    let mut hints = Vec::new();
    for turn in first..model.turns.len() {
        if model.turn_segment(turn).start > range.end {
            break;
        }
        let person = || person(model, turn);
        hints.extend(wanted.people.then(person).flatten());
        let question = || question(model, turn);
        hints.extend(wanted.question_numbers.then(question).flatten());
    }
    hints.retain(|hint| range.start <= hint.at && hint.at <= range.end);
    hints
}

/// More about a hint; `None` when there is no such turn.
pub fn detail(analysis: &Analysis, kind: HintKind, turn: usize) -> Option<HintDetail> {
    let model = analysis.model();
    let found = model.turns.get(turn)?;
    Some(match (kind, found.speaker) {
        (HintKind::Person, Some(id)) => {
            let speaker = &model.speakers[id];
            HintDetail {
                markdown: hover::person(analysis, speaker).join("  \n"),
                introduction: speaker.turns.first().map(|&first| model.label_range(first)),
            }
        }
        (HintKind::Person, None) => {
            let said = model.introduction(turn)?;
            let part = said.name.as_ref().or(said.outlet.as_ref())?;
            let start = model.turn_segment(turn).start;
            HintDetail {
                markdown: hover::unnamed(model, turn).join("  \n"),
                introduction: Some(start + part.range.start..start + part.range.end),
            }
        }
        (HintKind::Question, _) => HintDetail {
            markdown: code_lens::summary(model, found.exchange?),
            introduction: None,
        },
    })
}

/// Who speaks, if the label does not say it in full.
fn person(model: &Model, turn: usize) -> Option<InlayHint> {
    let text = match model.turns[turn].speaker {
        Some(id) => fuller_name(model, turn, id)?,
        None => introduced(model, turn)?,
    };
    Some(InlayHint {
        at: model.label_range(turn).end,
        text,
        kind: HintKind::Person,
        turn,
    })
}

/// The name of the speaker `id`, if the turn's label lacks a part of it.
fn fuller_name(model: &Model, turn: usize, id: usize) -> Option<String> {
    let name = model.speakers[id].name.as_ref()?;
    let label = model.turn_segment(turn).segment.label()?;
    let (said, full) = (fold(&label.text), fold(name));
    let is_said = full
        .split(' ')
        .all(|word| said.split(' ').any(|said| said == word));
    (!is_said).then(|| name.clone())
}

/// What whoever asks says of himself in the turn: `Anna Example (FBC)`.
fn introduced(model: &Model, turn: usize) -> Option<String> {
    let said = model.introduction(turn)?;
    match (&said.name, &said.outlet) {
        (Some(name), Some(outlet)) => Some(format!("{} ({})", name.text, outlet.text)),
        (Some(who), None) | (None, Some(who)) => Some(who.text.clone()),
        (None, None) => None,
    }
}

/// `Question 3` before the first question of the third exchange, `Question 3, follow-up 1` before the next.
fn question(model: &Model, turn: usize) -> Option<InlayHint> {
    let found = &model.turns[turn];
    let exchange = found
        .exchange
        .filter(|_| matches!(found.kind, TurnKind::Question | TurnKind::FollowUp))?;
    let place = model.exchanges[exchange].questions.binary_search(&turn);
    let number = exchange + 1;
    let placed = model.turn_segment(turn);
    Some(InlayHint {
        at: placed.start + placed.segment.speaker_line()?.body,
        text: match place.ok()? {
            0 => format!("Question {number}"),
            follow_up => format!("Question {number}, follow-up {follow_up}"),
        },
        kind: HintKind::Question,
        turn,
    })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::Settings;
    use crate::settings::InlayHintOptions;

    const TEXT: &str = "Harbour Council Chair Max Mustername: Good day.\n\nAnna Example (FBC): Why?\n\nHarbour Council Chair: So.\n\nMs. Example: And then?\n\nChair Mustername: Yes.\n\nQ: When?\n\nMax Mustername: Now.\n";

    /// The text with its hints in guillemets.
    fn show(analysis: &Analysis, range: Range<usize>) -> String {
        let mut text = analysis.text().to_string();
        for hint in inlay_hints(analysis, range).iter().rev() {
            text.insert_str(hint.at, &format!("«{}»", hint.text));
        }
        text
    }

    fn check(settings: InlayHintOptions, expect: Expect) {
        let settings = Settings {
            inlay_hints: settings,
            ..Settings::default()
        };
        expect.assert_eq(&show(&Analysis::with(TEXT, settings), 0..TEXT.len()));
    }

    #[test]
    fn hints_say_what_the_label_does_not() {
        check(
            InlayHintOptions::default(),
            expect![[r#"
            Harbour Council Chair Max Mustername: Good day.

            Anna Example (FBC): «Question 1»Why?

            Harbour Council Chair«Max Mustername»: So.

            Ms. Example«Anna Example»: «Question 1, follow-up 1»And then?

            Chair Mustername«Max Mustername»: Yes.

            Q: «Question 2»When?

            Max Mustername: Now.
        "#]],
        );
    }

    #[test]
    fn each_kind_can_be_off() {
        check(
            InlayHintOptions {
                people: false,
                question_numbers: true,
            },
            expect![[r#"
                Harbour Council Chair Max Mustername: Good day.

                Anna Example (FBC): «Question 1»Why?

                Harbour Council Chair: So.

                Ms. Example: «Question 1, follow-up 1»And then?

                Chair Mustername: Yes.

                Q: «Question 2»When?

                Max Mustername: Now.
            "#]],
        );
        check(
            InlayHintOptions {
                people: true,
                question_numbers: false,
            },
            expect![[r#"
                Harbour Council Chair Max Mustername: Good day.

                Anna Example (FBC): Why?

                Harbour Council Chair«Max Mustername»: So.

                Ms. Example«Anna Example»: And then?

                Chair Mustername«Max Mustername»: Yes.

                Q: When?

                Max Mustername: Now.
            "#]],
        );
    }

    #[test]
    fn only_hints_in_the_range_are_shown() {
        let analysis = Analysis::of(TEXT);
        let at = TEXT.find("Ms. Example").unwrap();
        let hints = inlay_hints(&analysis, at..at + 15);
        assert_eq!(hints.len(), 2, "{hints:?}");
        assert!(inlay_hints(&analysis, at..at).is_empty());
        assert!(inlay_hints(&analysis, TEXT.len()..TEXT.len()).is_empty());
        assert!(inlay_hints(&Analysis::of(""), 0..0).is_empty());
    }

    #[test]
    fn the_detail_tells_of_the_person_or_the_exchange() {
        let analysis = Analysis::of(TEXT);
        let person = detail(&analysis, HintKind::Person, 2).unwrap();
        expect![[r#"
            **Max Mustername**, Harbour Council Chair  
            principal · 4 turns · 5 words (56 % of all) · 2 s  
            Introduced in line 1: Harbour Council Chair Max Mustername; last turn in line 13"#]]
        .assert_eq(&person.markdown);
        assert_eq!(person.introduction, Some(0..36));
        let question = detail(&analysis, HintKind::Question, 3).unwrap();
        expect!["Exchange 1 of 2 · FBC · 5 words · 1 follow-up"].assert_eq(&question.markdown);
        assert_eq!(detail(&analysis, HintKind::Person, 99), None);
    }

    #[test]
    fn whoever_asks_may_say_who_it_is() {
        let text = "Q: Anna Example with the Daily Sample. Why?\n\nMR. SAMPLE: So.\n\nQ: And?\n\nMR. SAMPLE: So.\n";
        let analysis = Analysis::of(text);
        expect![[r#"
            Q«Anna Example (Daily Sample)»: «Question 1»Anna Example with the Daily Sample. Why?

            MR. SAMPLE: So.

            Q: «Question 2»And?

            MR. SAMPLE: So.
        "#]]
        .assert_eq(&show(&analysis, 0..text.len()));
        let detail = detail(&analysis, HintKind::Person, 0).unwrap();
        expect![[r#"
            **Probably Anna Example (Daily Sample)**  
            who says so in the turn; the label doesn’t."#]]
        .assert_eq(&detail.markdown);
        assert_eq!(analysis.slice(detail.introduction.unwrap()), "Anna Example");
    }
}
