//! NATO: the Secretary General’s press conferences.

use super::{BeforeColon, Brackets, Profile, forms, generic, list};

/// See [`Profile`].
pub fn profile() -> Profile {
    Profile {
        name: "nato".into(),
        title: "NATO".into(),
        lang: Some("en-GB".into()),
        people: forms(&["{title} {name}"], &["{title}"]),
        press: forms(&["{name} ({outlet})"], &[]),
        signs: list(&["NATO"]),
        spaces_after_colon: Some(1),
        before_colon: Some(BeforeColon::Nothing),
        sentence_spaces: Some(1),
        brackets: Some(Brackets::Square),
        notes: list(&[
            "inaudible",
            "Follow-up question inaudible",
            "laughter",
            "applause",
        ]),
        resumes_with_label: true,
        ..generic()
    }
}
