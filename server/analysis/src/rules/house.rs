//! How the house of a document writes its labels: what fits, and what is due instead.

use std::collections::HashMap;

use crate::model::Model;
use crate::model::house::templates;
use crate::model::label_parts::label_parts;
use crate::profile::{LabelForms, LabelParts, Profile, Template};

/// The label forms of a document's profile, and what the document knows of its people.
#[derive(Debug)]
pub struct HouseLabels<'a> {
    model: &'a Model,
    profile: &'a Profile,
    people: Forms,
    press: Forms,
    /// What all labels of a speaker say together.
    known: Vec<LabelParts>,
}

/// Label forms, parsed.
#[derive(Debug)]
struct Forms {
    first: Vec<Template>,
    later: Vec<Template>,
}

/// A label as the forms see it.
#[derive(Debug)]
pub struct TurnLabel {
    /// Its text, with single spaces.
    pub text: String,
    /// What it says.
    pub parts: LabelParts,
    asks: bool,
    speaker: Option<usize>,
    first: bool,
}

impl<'a> HouseLabels<'a> {
    /// The forms of a document's profile; `None` when it has none for people.
    pub fn of(model: &'a Model) -> Option<Self> {
        let profile = &*model.context.profile;
        if profile.people.first.is_empty() {
            return None;
        }
        let mut house = Self {
            model,
            profile,
            people: Forms::of(&profile.people),
            press: Forms::of(&profile.press),
            known: vec![LabelParts::default(); model.speakers.len()],
        };
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for (at, turn) in model.turns.iter().enumerate() {
            let label = model.turn_segment(at).segment.label();
            if let (Some(id), Some(label)) = (turn.speaker, label)
                && seen.insert(&label.text, id) != Some(id)
                && let Some(label) = house.label(at)
            {
                learn(&mut house.known[id], label.parts);
            }
        }
        Some(house)
    }

    /// The label of a turn; `None` when it is lost or names nobody.
    pub fn label(&self, turn: usize) -> Option<TurnLabel> {
        let label = self.model.turn_segment(turn).segment.label()?;
        let of = &self.model.turns[turn];
        let form = of.form.as_ref().filter(|form| form.generic.is_none())?;
        let (text, parts) = label_parts(label, form, self.profile.outlet_first);
        let first = of
            .speaker
            .is_none_or(|id| self.model.speakers[id].turns.first() == Some(&turn));
        Some(TurnLabel {
            asks: form.asks || parts.outlet.is_some(),
            speaker: of.speaker,
            text,
            parts,
            first,
        })
    }

    /// Whether the house writes such a label, at a first mention or later.
    pub fn fits(&self, label: &TurnLabel) -> bool {
        let all = [&self.people, &self.press];
        all.iter().any(|forms| {
            forms
                .first
                .iter()
                .chain(&forms.later)
                .any(|form| form.fits(&label.text, &label.parts))
        })
    }

    /// Whether the house writes such a label at a first mention.
    pub fn fits_first(&self, label: &TurnLabel) -> bool {
        let forms = &self.forms_of(label).first;
        forms
            .iter()
            .any(|form| form.fits(&label.text, &label.parts))
    }

    /// Whether the house writes such a label after the first mention; `None` when it then has no forms of its own.
    pub fn fits_later(&self, label: &TurnLabel) -> Option<bool> {
        let forms = &self.forms_of(label).later;
        (!forms.is_empty()).then(|| {
            forms
                .iter()
                .any(|form| form.fits(&label.text, &label.parts))
        })
    }

    /// The label that the house would write in its place, as far as that is known and another one.
    pub fn due(&self, label: &TurnLabel) -> Option<String> {
        self.due_form(label, label.first)
            .filter(|due| *due != label.text)
    }

    /// The label of a turn's speaker who goes on.
    pub fn resumed(&self, turn: usize) -> Option<String> {
        self.due_form(&self.label(turn)?, false)
    }

    fn due_form(&self, label: &TurnLabel, first: bool) -> Option<String> {
        let forms = self.forms_of(label);
        let forms = match first || forms.later.is_empty() {
            true => &forms.first,
            false => &forms.later,
        };
        let from = |parts: &LabelParts| {
            let mut named = forms.iter().filter(|form| !form.is_fixed());
            named.find_map(|form| form.render(parts))
        };
        let known = || from(self.known.get(label.speaker?)?);
        from(&label.parts).or_else(known)
    }

    fn forms_of(&self, label: &TurnLabel) -> &Forms {
        if label.asks {
            &self.press
        } else {
            &self.people
        }
    }
}

impl Forms {
    fn of(forms: &LabelForms) -> Self {
        Self {
            first: templates(&forms.first),
            later: templates(&forms.later),
        }
    }
}

/// Adds what a further label says of a speaker.
fn learn(known: &mut LabelParts, more: LabelParts) {
    let fuller = more.given.is_some() && known.given.is_none();
    if known.surname.is_none() || fuller {
        known.surname = more.surname.or(known.surname.take());
        known.given = more.given.or(known.given.take());
    }
    known.honorific = known.honorific.take().or(more.honorific);
    known.title = known.title.take().or(more.title);
    known.outlet = known.outlet.take().or(more.outlet);
}
