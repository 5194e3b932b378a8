//! How the labels of each house look, as templates.

use std::sync::LazyLock;

use crate::profile::{LabelForms, PROFILES, Str, Template};

/// The label forms of all profiles.
pub static HOUSES: LazyLock<Houses> = LazyLock::new(Houses::new);

/// The label forms of all profiles. Several have the same ones, and a label is compared with each once.
#[derive(Default)]
pub struct Houses {
    /// All of them, each once.
    pub templates: Vec<Template>,
    /// For each profile.
    pub forms: Vec<Forms>,
}

/// Some of the templates of [`Houses`], a bit for each.
pub type Templates = u128;

/// The label forms of a profile.
#[derive(Default)]
pub struct Forms {
    /// Those of people.
    pub people: Templates,
    /// Those of the press.
    pub press: Templates,
    /// Those of the press that few labels fit by chance.
    pub telling: Templates,
    /// Whether one of these has words of the house's own.
    pub has_words: bool,
}

impl Houses {
    fn new() -> Self {
        let mut houses = Self::default();
        for profile in PROFILES.iter() {
            let all =
                |forms: &LabelForms| [templates(&forms.first), templates(&forms.later)].concat();
            let mut forms = Forms::default();
            for template in all(&profile.people) {
                forms.people |= houses.known(template);
            }
            for template in all(&profile.press) {
                let is_telling = template.is_telling();
                forms.has_words |= is_telling && template.has_words();
                let known = houses.known(template);
                forms.press |= known;
                forms.telling |= if is_telling { known } else { 0 };
            }
            houses.forms.push(forms);
        }
        houses
    }

    /// The bit of a template.
    fn known(&mut self, template: Template) -> Templates {
        let known = self.templates.iter().position(|known| *known == template);
        let at = known.unwrap_or_else(|| {
            self.templates.push(template);
            self.templates.len() - 1
        });
        1 << at
    }
}

/// The templates of a list; what is none, in a user's profile, is left out.
pub fn templates(list: &[Str]) -> Vec<Template> {
    let parsed = list.iter().map(|template| Template::parse(template));
    parsed.filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_template_has_a_bit() {
        assert!(HOUSES.templates.len() <= Templates::BITS as usize);
    }
}
