//! No house in particular: anything goes, and each document's own habits count.

use super::{LabelForms, Profile, list};

/// The profile of a document that has no other, and what every other one begins as.
pub fn generic() -> Profile {
    Profile {
        name: "generic".into(),
        title: "No house in particular".into(),
        lang: None,
        people: LabelForms::default(),
        press: LabelForms::default(),
        question: list(&[]),
        question_colon: None,
        answer: list(&[]),
        outlet_first: false,
        signs: list(&[]),
        spaces_after_colon: None,
        before_colon: None,
        sentence_spaces: None,
        brackets: None,
        notes: list(&[]),
        quotes: None,
        resumes_with_label: false,
        start: list(&[]),
        end: list(&[]),
        roster_heads: list(&[]),
    }
}
