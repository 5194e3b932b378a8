//! The Foreign Ministry of Japan.

use super::{BeforeColon, Profile, forms, generic};

/// See [`Profile`].
pub fn profile() -> Profile {
    Profile {
        name: "japan-mofa".into(),
        title: "Ministry of Foreign Affairs of Japan".into(),
        lang: Some("en".into()),
        people: forms(
            &["{name}, {title}", "{title} {name}", "{title} {surname}"],
            &["{title} {surname}"],
        ),
        press: forms(&["{outlet}, {SURNAME}"], &[]),
        outlet_first: true,
        spaces_after_colon: Some(1),
        before_colon: Some(BeforeColon::Nothing),
        ..generic()
    }
}
