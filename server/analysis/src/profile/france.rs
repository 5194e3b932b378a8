//! The French presidency, government and foreign ministry.

use super::{BeforeColon, Brackets, Profile, forms, generic, list};

/// See [`Profile`].
pub fn profile() -> Profile {
    Profile {
        name: "france".into(),
        title: "France".into(),
        lang: Some("fr".into()),
        people: forms(
            &[
                "{given} {SURNAME}",
                "{name}",
                "{title}",
                "{honorific} {surname}",
            ],
            &[],
        ),
        question: list(&["Q", "Question", "Journaliste"]),
        answer: list(&["R", "Réponse"]),
        spaces_after_colon: Some(1),
        before_colon: Some(BeforeColon::Space),
        sentence_spaces: Some(1),
        brackets: Some(Brackets::Round),
        notes: list(&["Rires", "Applaudissements", "Inaudible"]),
        ..generic()
    }
}
