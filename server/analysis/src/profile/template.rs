//! Templates of labels: `{title} {name}`, `{HONORIFIC}. {SURNAME}`, `{name} ({outlet})`.
//!
//! A field stands for a part of a label as written; in capitals, for that part in capitals. A label fits a template
//! when the template, filled with the label's own parts, gives the label back.

use std::borrow::Cow;
use std::cell::OnceCell;

/// What a label says of its speaker, or what is known of a speaker altogether.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelParts {
    /// `Mr`, without a full stop.
    pub honorific: Option<String>,
    /// `Harbour Secretary General`.
    pub title: Option<String>,
    /// All names but the last: `Anna`.
    pub given: Option<String>,
    /// The last name, with its particles: `von Beispiel`.
    pub surname: Option<String>,
    /// The outlet or institution.
    pub outlet: Option<String>,
}

/// What is known of a speaker, as the fields of templates write it; each of them is written once.
#[derive(Debug)]
pub struct Fields<'a> {
    parts: &'a LabelParts,
    /// As they are, and in capitals.
    written: [[OnceCell<Option<Cow<'a, str>>>; Field::COUNT]; 2],
}

/// A template of labels, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Field { field: Field, capitals: bool },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Honorific,
    Title,
    Given,
    Initial,
    Surname,
    Name,
    Outlet,
}

/// The fields of a template, for a message about one that is not among them.
pub const FIELDS: &str = "honorific, title, given, initial, surname, name, outlet";

impl Template {
    /// Parses a template.
    ///
    /// # Errors
    /// What is wrong with it, as one sentence.
    pub fn parse(template: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = template;
        while let Some((text, behind)) = rest.split_once('{') {
            if !text.is_empty() {
                pieces.push(Piece::Text(text.to_owned()));
            }
            let (name, behind) = behind
                .split_once('}')
                .ok_or_else(|| format!("“{{” is not closed in “{template}”."))?;
            let field = Field::named(&name.to_lowercase()).ok_or_else(|| {
                format!("“{{{name}}}” is no part of a label; the parts are {FIELDS}.")
            })?;
            let capitals = !name.contains(char::is_lowercase);
            pieces.push(Piece::Field { field, capitals });
            rest = behind;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Self { pieces })
    }

    /// The label of somebody with these parts; `None` when one that it needs is not known.
    pub fn render(&self, parts: &LabelParts) -> Option<String> {
        let fields = Fields::of(parts);
        let pieces = self.pieces.iter().map(|piece| piece.of(&fields));
        pieces.collect()
    }

    /// Whether the label of somebody with these parts is `text`.
    pub fn gives(&self, text: &str, fields: &Fields<'_>) -> bool {
        let pieces = self.pieces.iter();
        let rest = { pieces }.try_fold(text, |rest, piece| rest.strip_prefix(piece.of(fields)?));
        rest == Some("")
    }

    /// Whether a label has this form: `text` as written, with single spaces, and what it says.
    pub fn fits(&self, text: &str, fields: &Fields<'_>) -> bool {
        if self.gives(text, fields) {
            return true;
        }
        let parts = fields.parts;
        // A label that is nothing but an outlet looks like a name.
        let outlet =
            |piece: &Piece| matches!(piece, Piece::Field { field, .. } if *field == Field::Outlet);
        let (Some(first), None) = (self.pieces.first(), &parts.outlet) else {
            return false;
        };
        let alone = self.pieces[1..]
            .iter()
            .all(|piece| matches!(piece, Piece::Text(_)));
        let tail = self.pieces.get(1).map_or("", |piece| match piece {
            Piece::Text(tail) => tail.as_str(),
            Piece::Field { .. } => "",
        });
        outlet(first)
            && alone
            && parts.honorific.is_none()
            && text
                .strip_suffix(tail)
                .is_some_and(|outlet| !outlet.is_empty())
    }

    /// Whether few labels have this form by chance: an outlet beside a name, or a word of the house's own.
    pub fn is_telling(&self) -> bool {
        let outlet =
            |piece: &Piece| matches!(piece, Piece::Field { field, .. } if *field == Field::Outlet);
        self.has_words() || (self.pieces.len() > 1 && self.pieces.iter().any(outlet))
    }

    /// Whether it has no fields: `THE FIRST LADY`.
    pub fn is_fixed(&self) -> bool {
        self.pieces
            .iter()
            .all(|piece| matches!(piece, Piece::Text(_)))
    }

    /// Whether it has words of its own beside the fields.
    pub fn has_words(&self) -> bool {
        let word = |piece: &Piece| matches!(piece, Piece::Text(text) if text.contains(char::is_alphabetic));
        self.pieces.iter().any(word)
    }
}

impl Piece {
    /// What it says of somebody; `None` when it is not known.
    fn of<'a>(&'a self, fields: &'a Fields<'_>) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Field { field, capitals } => fields.written(*field, *capitals),
        }
    }
}

impl<'a> Fields<'a> {
    /// The fields of somebody with these parts.
    pub fn of(parts: &'a LabelParts) -> Self {
        Self {
            parts,
            written: Default::default(),
        }
    }

    /// What a field says; `None` when it is not known.
    fn written(&self, field: Field, capitals: bool) -> Option<&str> {
        let written = &self.written[usize::from(capitals)][field as usize];
        let written = written.get_or_init(|| {
            let value = field.of(self.parts)?;
            Some(match capitals {
                true => value.to_uppercase().into(),
                // Outlets are known by acronyms.
                false if field == Field::Outlet => value,
                false => out_of_capitals(value),
            })
        });
        written.as_deref()
    }
}

impl Field {
    const COUNT: usize = 7;

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "honorific" => Self::Honorific,
            "title" => Self::Title,
            "given" => Self::Given,
            "initial" => Self::Initial,
            "surname" => Self::Surname,
            "name" => Self::Name,
            "outlet" => Self::Outlet,
            _ => return None,
        })
    }

    fn of(self, parts: &LabelParts) -> Option<Cow<'_, str>> {
        let part = match self {
            Self::Honorific => &parts.honorific,
            Self::Title => &parts.title,
            Self::Given => &parts.given,
            Self::Surname => &parts.surname,
            Self::Outlet => &parts.outlet,
            Self::Initial => {
                let initial = parts.given.as_ref()?.chars().next()?;
                return Some(initial.to_string().into());
            }
            Self::Name => match (&parts.given, parts.surname.as_ref()?) {
                (Some(given), surname) => return Some([given, " ", surname].concat().into()),
                (None, _) => &parts.surname,
            },
        };
        part.as_deref().map(Cow::Borrowed)
    }
}

/// `ANNA O'EXAMPLE` as `Anna O'Example`; what is not all capitals stays.
fn out_of_capitals(value: Cow<'_, str>) -> Cow<'_, str> {
    let capitals = || value.chars().filter(|c| c.is_uppercase()).count();
    if value.contains(char::is_lowercase) || capitals() < 2 {
        return value;
    }
    let mut inside = false;
    let mut text = String::with_capacity(value.len());
    for c in value.chars() {
        match inside {
            true => text.extend(c.to_lowercase()),
            false => text.push(c),
        }
        inside = c.is_alphabetic();
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(all: &str) -> LabelParts {
        let mut values = all
            .split('|')
            .map(|part| Some(part.to_owned()).filter(|part| !part.is_empty()));
        let mut next = || values.next().flatten();
        LabelParts {
            honorific: next(),
            title: next(),
            given: next(),
            surname: next(),
            outlet: next(),
        }
    }

    #[track_caller]
    fn check(template: &str, all: &str, label: Option<&str>) {
        let template = Template::parse(template).unwrap();
        assert_eq!(template.render(&parts(all)).as_deref(), label);
        if let Some(label) = label {
            assert!(template.fits(label, &Fields::of(&parts(all))));
        }
    }

    #[test]
    fn parts_are_filled_in() {
        check(
            "{title} {name}",
            "|Harbour Warden|Anna|Example|",
            Some("Harbour Warden Anna Example"),
        );
        check(
            "{HONORIFIC}. {SURNAME}",
            "Mr||Max|Sample|",
            Some("MR. SAMPLE"),
        );
        check("{HONORIFIC} {SURNAME}", "||Max|Sample|", None);
        check(
            "{name} ({outlet})",
            "||Anna|Example|FBC",
            Some("Anna Example (FBC)"),
        );
        check(
            "{outlet}, {SURNAME}",
            "||Anna|Example|Kyoto Sample",
            Some("Kyoto Sample, EXAMPLE"),
        );
        check(
            "{initial}.{surname}",
            "||Василий|Примеров|",
            Some("В.Примеров"),
        );
        check("FRAGE {SURNAME}", "|||Muster|", Some("FRAGE MUSTER"));
        check("{name}", "|||毛例|", Some("毛例"));
    }

    #[test]
    fn capitals_are_a_form_of_their_own() {
        let name = Template::parse("{name}").unwrap();
        let shouted = parts("||ANNA|O’EXAMPLE|");
        assert_eq!(name.render(&shouted).as_deref(), Some("Anna O’Example"));
        let shouted = Fields::of(&shouted);
        assert!(!name.fits("ANNA O’EXAMPLE", &shouted));
        assert!(
            Template::parse("{NAME}")
                .unwrap()
                .fits("ANNA O’EXAMPLE", &shouted)
        );
    }

    #[test]
    fn an_outlet_may_stand_alone() {
        let outlet = Template::parse("{outlet}记者").unwrap();
        for (label, fits) in [("例社记者", true), ("毛例", false), ("记者", false)] {
            let parts = parts(&format!("|||{label}|"));
            assert_eq!(outlet.fits(label, &Fields::of(&parts)), fits, "{label}");
        }
    }

    #[test]
    fn what_is_no_template_is_said() {
        assert_eq!(
            Template::parse("{name").unwrap_err(),
            "“{” is not closed in “{name”."
        );
        assert_eq!(
            Template::parse("{age}").unwrap_err(),
            "“{age}” is no part of a label; the parts are honorific, title, given, initial, surname, name, outlet."
        );
    }

    #[test]
    fn every_template_of_a_house_can_be_read() {
        for profile in super::super::PROFILES.iter() {
            for forms in [&profile.people, &profile.press] {
                for template in forms.first.iter().chain(&*forms.later) {
                    assert_eq!(Template::parse(template).err(), None, "{}", profile.name);
                }
            }
        }
    }
}
