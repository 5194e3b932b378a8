//! The White House, Office of the Press Secretary.

use super::{BeforeColon, Brackets, Profile, forms, generic, list};

/// See [`Profile`].
pub fn profile() -> Profile {
    Profile {
        name: "white-house".into(),
        title: "The White House".into(),
        lang: Some("en-US".into()),
        people: forms(
            &[
                "{HONORIFIC}. {SURNAME}",
                "{TITLE} {SURNAME}",
                "{TITLE}",
                "THE FIRST LADY",
                "AIDE",
                "PARTICIPANT",
                "AUDIENCE",
            ],
            &[],
        ),
        question: list(&["Q"]),
        question_colon: Some(false),
        spaces_after_colon: Some(2),
        before_colon: Some(BeforeColon::Nothing),
        sentence_spaces: Some(2),
        brackets: Some(Brackets::Round),
        notes: list(&[
            "Laughter.",
            "Laughs.",
            "Applause.",
            "inaudible",
            "Cross-talk.",
            "As interpreted.",
        ]),
        start: list(&["{time}"]),
        end: list(&["END"]),
        ..generic()
    }
}
