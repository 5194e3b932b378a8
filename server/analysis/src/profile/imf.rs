//! The International Monetary Fund.

use super::{BeforeColon, Profile, forms, generic, list};

/// See [`Profile`].
pub fn profile() -> Profile {
    Profile {
        name: "imf".into(),
        title: "International Monetary Fund".into(),
        lang: Some("en-US".into()),
        people: forms(&["{HONORIFIC}. {SURNAME}"], &[]),
        question: list(&["QUESTIONER"]),
        question_colon: Some(true),
        spaces_after_colon: Some(1),
        before_colon: Some(BeforeColon::Nothing),
        ..generic()
    }
}
