//! The United Nations: the daily briefing of the Spokesman.

use super::{BeforeColon, Brackets, Profile, forms, generic, list};

/// See [`Profile`].
pub fn profile() -> Profile {
    Profile {
        name: "un-noon".into(),
        title: "United Nations, noon briefing".into(),
        lang: Some("en-US".into()),
        people: forms(
            &["{title}", "{honorific}. {surname}", "{title} {surname}"],
            &[],
        ),
        question: list(&["Question", "Correspondent"]),
        question_colon: Some(true),
        signs: list(&[
            "Spokesman",
            "Spokesperson",
            "Spokeswoman",
            "Deputy Spokesman",
            "Deputy Spokesperson",
            "Associate Spokesperson",
        ]),
        spaces_after_colon: Some(1),
        before_colon: Some(BeforeColon::Nothing),
        brackets: Some(Brackets::Square),
        notes: list(&["inaudible", "laughter", "cross talk"]),
        ..generic()
    }
}
