//! The Prime Minister of Australia.

use super::{BeforeColon, Brackets, Profile, forms, generic, list};

/// See [`Profile`].
pub fn profile() -> Profile {
    Profile {
        name: "australia-pm".into(),
        title: "Prime Minister of Australia".into(),
        lang: Some("en-AU".into()),
        people: forms(
            &[
                "{NAME}, {TITLE}",
                "{TITLE}",
                "{NAME}",
                "{TITLE} {SURNAME}",
                "{TITLE} {NAME}",
            ],
            &["{TITLE}", "{NAME}", "{SURNAME}", "{TITLE} {SURNAME}"],
        ),
        question: list(&["JOURNALIST", "QUESTION"]),
        question_colon: Some(true),
        signs: list(&["PRIME MINISTER", "PM", "JOURNALIST"]),
        spaces_after_colon: Some(1),
        before_colon: Some(BeforeColon::Nothing),
        brackets: Some(Brackets::Square),
        notes: list(&["LAUGHS", "INAUDIBLE", "APPLAUSE"]),
        ..generic()
    }
}
