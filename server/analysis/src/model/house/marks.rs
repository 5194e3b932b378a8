//! What one label shows of each house.

use std::cell::OnceCell;

use super::begins;
use super::forms::{Forms, HOUSES, Templates};
use crate::model::label_form::{Generic, LabelForm, comma_parts};
use crate::model::label_parts::label_parts;
use crate::model::segment::Label;
use crate::profile::{Fields, LabelParts, Profile};

/// A label, read once for all profiles.
pub struct Seen<'a> {
    label: &'a Label,
    /// What it says, with an outlet that comes last.
    pub form: LabelForm,
    colon: bool,
    /// Whether it has two parts with a comma between them.
    has_comma: bool,
    /// The text and its parts: where outlets come last, and where they come first.
    parts: [OnceCell<(String, LabelParts)>; 2],
    /// The templates that it fits, in these two cases.
    fits: [OnceCell<Templates>; 2],
}

impl<'a> Seen<'a> {
    /// A label, and whether there is a colon behind it.
    pub fn of(label: &'a Label, colon: bool) -> Self {
        Self {
            label,
            form: LabelForm::of(label),
            colon,
            has_comma: comma_parts(label).is_some(),
            parts: Default::default(),
            fits: Default::default(),
        }
    }

    /// The text and its parts as a profile reads them.
    pub fn parts(&self, profile: &Profile) -> &(String, LabelParts) {
        let first = self.outlet_first(profile);
        self.parts[usize::from(first)].get_or_init(|| label_parts(self.label, &self.form, first))
    }

    /// Whether a profile sees an outlet before the name: only then it reads the label in its own way.
    fn outlet_first(&self, profile: &Profile) -> bool {
        profile.outlet_first && self.has_comma
    }

    /// Whether it fits one of these templates as a profile reads it.
    fn fits(&self, profile: &Profile, templates: Templates) -> bool {
        let all = self.fits[usize::from(self.outlet_first(profile))].get_or_init(|| {
            let (text, parts) = self.parts(profile);
            let fields = Fields::of(parts);
            let fitting = (0..).zip(&HOUSES.templates);
            let fitting = fitting.filter(|(_, template)| template.fits(text, &fields));
            fitting.fold(0, |all, (at, _)| all | 1 << at)
        });
        all & templates != 0
    }
}

/// What one label shows of one profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// It is one of the house's signs, and not the label of a question.
    pub is_sign: bool,
    /// The same, and it names somebody.
    pub is_own_sign: bool,
    /// What it looks like.
    pub looks: Looks,
    /// It has an outlet, or a word that says that somebody asks.
    pub asks: bool,
}

/// What a label looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// A question's that names nobody.
    Question,
    /// The same, in the house's words.
    HouseQuestion,
    /// One that names nobody and asks nothing.
    Answer,
    /// The same, in the house's words.
    HouseAnswer,
    /// Somebody of the press, in a form of the house that few labels have by chance.
    TellingPress,
    /// The same in another form of the house.
    Press,
    /// A person's in a form of the house.
    Person,
    /// In no form of the house.
    Strange,
}

impl Mark {
    /// What a label shows of a profile.
    pub fn of(seen: &Seen<'_>, profile: &Profile, forms: &Forms) -> Self {
        let (text, _) = seen.parts(profile);
        let Seen { form, colon, .. } = seen;
        let is_sign = profile.signs.iter().any(|sign| begins(text, sign));
        let fits = |templates| seen.fits(profile, templates);
        let looks = match form.generic {
            Some(Generic::Question) => {
                let same_colon = profile.question_colon.is_none_or(|due| due == *colon);
                match same_colon && profile.question.iter().any(|one| one == text) {
                    true => Looks::HouseQuestion,
                    false => Looks::Question,
                }
            }
            Some(_) => match profile.answer.iter().any(|one| one == text) {
                true => Looks::HouseAnswer,
                false => Looks::Answer,
            },
            None if fits(forms.telling) => Looks::TellingPress,
            None if fits(forms.people) => Looks::Person,
            None if fits(forms.press) => Looks::Press,
            None => Looks::Strange,
        };
        Self {
            is_sign,
            is_own_sign: is_sign && form.generic.is_none(),
            looks,
            asks: form.generic.is_none() && (form.affiliation.is_some() || form.asks),
        }
    }
}
