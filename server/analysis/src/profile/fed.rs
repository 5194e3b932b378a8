//! The Federal Reserve; its period labels (`CHAIR SAMPLE.`) as the colon labels that they become.

use super::{BeforeColon, Brackets, Profile, forms, generic, list};

/// See [`Profile`].
pub fn profile() -> Profile {
    Profile {
        name: "fed".into(),
        title: "Federal Reserve".into(),
        lang: Some("en-US".into()),
        people: forms(&["{TITLE} {SURNAME}", "{HONORIFIC}. {SURNAME}"], &[]),
        press: forms(&["{NAME}"], &[]),
        signs: list(&["CHAIR", "CHAIRMAN", "CHAIRWOMAN"]),
        before_colon: Some(BeforeColon::Nothing),
        brackets: Some(Brackets::Square),
        notes: list(&["laughter", "inaudible"]),
        ..generic()
    }
}
