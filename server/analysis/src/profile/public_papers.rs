//! The Public Papers of the Presidents; its period labels (`The President.`) as the colon labels that they become.

use super::{BeforeColon, Brackets, Profile, forms, generic, list};

/// See [`Profile`].
pub fn profile() -> Profile {
    Profile {
        name: "public-papers".into(),
        title: "Public Papers of the Presidents".into(),
        lang: Some("en-US".into()),
        people: forms(
            &["{title}", "{honorific}. {surname}", "{title} {surname}"],
            &[],
        ),
        question: list(&["Q"]),
        question_colon: Some(true),
        spaces_after_colon: Some(1),
        before_colon: Some(BeforeColon::Nothing),
        sentence_spaces: Some(1),
        brackets: Some(Brackets::Square),
        notes: list(&["Laughter", "Applause", "inaudible"]),
        ..generic()
    }
}
