//! The U.S. Department of Defense.

use super::{BeforeColon, Brackets, Profile, forms, generic, list};

/// See [`Profile`].
pub fn profile() -> Profile {
    Profile {
        name: "pentagon".into(),
        title: "U.S. Department of Defense".into(),
        lang: Some("en-US".into()),
        people: forms(
            &["{TITLE} {NAME}", "STAFF"],
            &["{TITLE} {SURNAME}", "{HONORIFIC}. {SURNAME}", "{TITLE}"],
        ),
        question: list(&["Q"]),
        question_colon: Some(true),
        spaces_after_colon: Some(1),
        before_colon: Some(BeforeColon::Nothing),
        sentence_spaces: Some(1),
        brackets: Some(Brackets::Round),
        notes: list(&[
            "Laughter.",
            "Applause.",
            "Inaudible.",
            "Off mic.",
            "CROSSTALK",
        ]),
        ..generic()
    }
}
