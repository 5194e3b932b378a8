//! No house in particular: anything goes, and each document's own habits count.

use std::borrow::Cow;

use super::{LabelForms, Profile};

/// See [`Profile`].
pub static GENERIC: Profile = Profile {
    name: Cow::Borrowed("generic"),
    title: Cow::Borrowed("No house in particular"),
    lang: None,
    people: LabelForms {
        first: Cow::Borrowed(&[]),
        later: Cow::Borrowed(&[]),
    },
    press: LabelForms {
        first: Cow::Borrowed(&[]),
        later: Cow::Borrowed(&[]),
    },
    question: Cow::Borrowed(&[]),
    answer: Cow::Borrowed(&[]),
    outlet_first: false,
    spaces_after_colon: None,
    before_colon: None,
    sentence_spaces: None,
    brackets: None,
    notes: Cow::Borrowed(&[]),
    quotes: None,
    resumes_with_label: false,
    start: Cow::Borrowed(&[]),
    end: Cow::Borrowed(&[]),
    roster_heads: Cow::Borrowed(&[]),
};
