//! The press conference of the German government (Regierungspressekonferenz).

use super::{BeforeColon, Brackets, Profile, forms, generic, list};

/// See [`Profile`].
pub fn profile() -> Profile {
    Profile {
        name: "germany-regpk".into(),
        title: "Regierungspressekonferenz".into(),
        lang: Some("de".into()),
        people: forms(
            &["{TITLE} {SURNAME}", "{SURNAME}", "{HONORIFIC}. {SURNAME}"],
            &[],
        ),
        press: forms(
            &[
                "FRAGE {SURNAME}",
                "ZUSATZFRAGE {SURNAME}",
                "ZUSATZ {SURNAME}",
            ],
            &[],
        ),
        question: list(&["FRAGE", "ZUSATZFRAGE", "ZUSATZ", "ZURUF"]),
        question_colon: Some(true),
        signs: list(&["FRAGE", "ZUSATZFRAGE", "STS", "SRS", "VORS.", "BM"]),
        spaces_after_colon: Some(1),
        before_colon: Some(BeforeColon::Nothing),
        sentence_spaces: Some(1),
        brackets: Some(Brackets::Round),
        notes: list(&[
            "Heiterkeit",
            "Zuruf",
            "akustisch unverständlich",
            "ohne Mikrofon",
        ]),
        roster_heads: list(&["Sprecher", "Sprecherinnen", "Sprecherinnen und Sprecher"]),
        ..generic()
    }
}
