//! The U.S. Department of State.

use super::{BeforeColon, Brackets, Profile, forms, generic, list};

/// See [`Profile`].
pub fn profile() -> Profile {
    Profile {
        name: "state".into(),
        title: "U.S. Department of State".into(),
        lang: Some("en-US".into()),
        people: forms(
            &["{HONORIFIC} {SURNAME}", "{TITLE} {SURNAME}", "{TITLE}"],
            &[],
        ),
        question: list(&["QUESTION"]),
        question_colon: Some(true),
        spaces_after_colon: Some(1),
        before_colon: Some(BeforeColon::Nothing),
        sentence_spaces: Some(1),
        brackets: Some(Brackets::Round),
        notes: list(&[
            "Laughter.",
            "Applause.",
            "Inaudible.",
            "Crosstalk.",
            "Via interpreter",
        ]),
        start: list(&["{time}"]),
        ..generic()
    }
}
