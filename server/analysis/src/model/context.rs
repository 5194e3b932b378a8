//! What a document's turns are read with: its front matter, the house profile, the language, and who is declared to speak.

use std::sync::Arc;

use super::cast::{Cast, Roster};
use super::front_matter::FrontMatter;
use crate::profile::{PROFILES, Profile};

/// What holds for the whole document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The front matter.
    pub front_matter: FrontMatter,
    /// The house profile.
    pub profile: Arc<Profile>,
    /// Why it is that one.
    pub reason: ProfileReason,
    /// The language, as a BCP 47 tag, if anything says it.
    pub lang: Option<String>,
    /// The declared people.
    pub cast: Cast,
}

/// Why a document has its profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileReason {
    /// Its front matter names it.
    FrontMatter,
    /// The settings name it.
    Settings,
    /// It was inferred from the labels.
    Inferred,
    /// Nothing else fits.
    Default,
}

/// What the settings say of a document's context; its front matter goes first.
#[derive(Clone, Copy, Debug)]
pub struct Defaults<'a> {
    /// The name of the profile.
    pub profile: Option<&'a str>,
    /// The language.
    pub lang: Option<&'a str>,
    /// The people whom transcripts share.
    pub roster: Option<&'a Roster>,
}

impl Context {
    /// The context of a document. `named` finds a profile by its name; where none is named, `inferred` says which
    /// house the document comes from, given the language if it is stated.
    pub fn new(
        front_matter: FrontMatter,
        defaults: Defaults<'_>,
        named: impl Fn(&str) -> Option<Arc<Profile>>,
        inferred: impl FnOnce(Option<&str>) -> Option<Arc<Profile>>,
    ) -> Self {
        let lang = stated_lang(&front_matter, defaults.lang);
        let stated = |name: Option<&str>, reason| Some((named(name?)?, reason));
        let (profile, reason) = stated(front_matter.text("profile"), ProfileReason::FrontMatter)
            .or_else(|| stated(defaults.profile, ProfileReason::Settings))
            .or_else(|| Some((inferred(lang.as_deref())?, ProfileReason::Inferred)))
            .unwrap_or_else(|| (PROFILES[0].clone(), ProfileReason::Default));
        Self {
            lang: lang.or_else(|| profile.lang.as_deref().map(str::to_owned)),
            cast: Cast::new(&front_matter, defaults.roster),
            front_matter,
            profile,
            reason,
        }
    }

    /// The house profile, when somebody named it: then it goes before the document's own habits.
    pub fn named(&self) -> Option<&Profile> {
        let named = matches!(
            self.reason,
            ProfileReason::FrontMatter | ProfileReason::Settings
        );
        named.then_some(&*self.profile)
    }

    /// Whether the language is `code`, such as `fr`, whatever the region.
    pub fn is_in(&self, code: &str) -> bool {
        self.lang.as_deref().is_some_and(|lang| {
            let primary = lang.split(['-', '_']).next().unwrap_or_default();
            primary.eq_ignore_ascii_case(code)
        })
    }
}

/// The language that the front matter states, else the settings.
pub fn stated_lang(front_matter: &FrontMatter, default: Option<&str>) -> Option<String> {
    let first = front_matter.langs().next().map(|lang| lang.text);
    first.or_else(|| default.map(str::to_owned))
}
