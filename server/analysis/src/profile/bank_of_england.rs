//! The Bank of England: press conferences.

use super::{BeforeColon, Profile, forms, generic};

/// See [`Profile`].
pub fn profile() -> Profile {
    Profile {
        name: "bank-of-england".into(),
        title: "Bank of England".into(),
        lang: Some("en-GB".into()),
        people: forms(&["{name}"], &[]),
        press: forms(&["{name}, {outlet}"], &["{name}, {outlet}", "{name}"]),
        spaces_after_colon: Some(1),
        before_colon: Some(BeforeColon::Nothing),
        ..generic()
    }
}
