//! The President of Russia, in English and in Russian.

use super::{BeforeColon, Brackets, Profile, forms, generic, list};

/// See [`Profile`].
pub fn profile() -> Profile {
    Profile {
        name: "kremlin".into(),
        title: "President of Russia".into(),
        people: forms(
            &["{title} {name}", "{name}", "{initial}.{surname}"],
            &["{name}", "{initial}.{surname}"],
        ),
        question: list(&["Question", "Вопрос", "Remark", "Реплика"]),
        question_colon: Some(true),
        signs: list(&[
            "President of Russia",
            "Acting President of Russia",
            "Prime Minister of Russia",
            "Вопрос",
        ]),
        spaces_after_colon: Some(1),
        before_colon: Some(BeforeColon::Nothing),
        sentence_spaces: Some(1),
        brackets: Some(Brackets::Round),
        notes: list(&[
            "Laughter.",
            "Applause.",
            "retranslated",
            "Смех.",
            "Аплодисменты.",
        ]),
        ..generic()
    }
}
