//! The presidency of Mexico.

use super::{BeforeColon, Brackets, Profile, forms, generic, list};

/// See [`Profile`].
pub fn profile() -> Profile {
    Profile {
        name: "mexico-presidencia".into(),
        title: "Presidencia de México".into(),
        lang: Some("es-MX".into()),
        people: forms(
            &["{TITLE} {NAME}", "{TITLE}", "{NAME}", "{NAME}, {TITLE}"],
            &["{TITLE} {NAME}", "{TITLE}", "{NAME}"],
        ),
        question: list(&["PREGUNTA", "INTERLOCUTOR", "INTERLOCUTORA", "INTERVENCIÓN"]),
        question_colon: Some(true),
        signs: list(&[
            "PREGUNTA",
            "INTERLOCUTOR",
            "INTERLOCUTORA",
            "PRESIDENTE",
            "PRESIDENTA",
        ]),
        spaces_after_colon: Some(1),
        before_colon: Some(BeforeColon::Nothing),
        sentence_spaces: Some(1),
        brackets: Some(Brackets::Round),
        notes: list(&[
            "INICIA VIDEO",
            "FINALIZA VIDEO",
            "APLAUSOS",
            "RISAS",
            "INAUDIBLE",
        ]),
        ..generic()
    }
}
