//! One `presscript.toml`, read with its roster, and the settings that it means.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use presscript_analysis::model::cast::Roster;
use presscript_analysis::profile::{PROFILES, Profile, Template};
use presscript_analysis::rules::{Diagnostic, RULES};
use presscript_analysis::{Settings, Text};
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeTable;

use super::finding::{FileFindings, INVALID_ROSTER, INVALID_VALUE, SYNTAX, UNREADABLE};
use super::options::{CodeLensOptions, FormatOptions, InlayHintOptions, Options, Override, Rules};
use super::profile::ProfileOptions;
use super::schema::area;
use super::search::absolute;
use super::validate::validate;
use crate::nearest::nearest;

/// What the file is called.
pub const FILE_NAME: &str = "presscript.toml";

/// A file that has been read. What is not valid in it counts as not written.
#[derive(Debug, Default)]
pub struct ConfigFile {
    /// The file, absolute.
    pub path: PathBuf,
    /// What is wrong with it and with its rosters; nothing for files without findings.
    pub findings: Vec<FileFindings>,
    /// Where it names other files, and these.
    pub rosters: Vec<RosterName>,
    /// Its text.
    pub text: Text,
    /// What it sets for all transcripts, then its overrides.
    layers: Vec<Layer>,
    profiles: Vec<Arc<Profile>>,
}

/// A place that names a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterName {
    /// The value, in bytes, with its quotation marks.
    pub place: Range<usize>,
    /// The roster's file, absolute.
    pub path: PathBuf,
}

/// What is set for some transcripts.
#[derive(Debug, Default)]
struct Layer {
    /// Which ones, by their paths from the file's folder.
    files: GlobSet,
    profile: Option<String>,
    lang: Option<String>,
    roster: Option<Arc<Roster>>,
    rules: Rules,
    format: FormatOptions,
    inlay_hints: InlayHintOptions,
    code_lenses: CodeLensOptions,
}

impl ConfigFile {
    /// Reads the file at an absolute path. `shown` names a file so that the user finds it.
    pub fn read(path: &Path, shown: impl Fn(&Path) -> String) -> Self {
        let mut file = Self {
            path: path.to_owned(),
            ..Self::default()
        };
        match read_text(path) {
            Ok(text) => {
                let mut reader = Reader {
                    folder: path.parent().unwrap_or(path),
                    shown: &shown,
                    own: Vec::new(),
                    others: Vec::new(),
                    named: Vec::new(),
                    rosters: BTreeMap::new(),
                };
                reader.read(&text, &mut file);
                let Reader {
                    own, others, named, ..
                } = reader;
                file.rosters = named;
                file.text = Text::new(&text);
                file.report(path.to_owned(), &text, own);
                file.findings.extend(others);
            }
            Err(error) => {
                let message = format!("This file cannot be read: {error}.");
                file.report(path.to_owned(), "", vec![UNREADABLE.at(0..0, message)]);
            }
        }
        file
    }

    /// Which of its overrides hold for a transcript at an absolute path.
    pub fn overrides_for(&self, transcript: &Path) -> Vec<usize> {
        let folder = self.path.parent().unwrap_or(&self.path);
        let Ok(path) = transcript.strip_prefix(folder) else {
            return Vec::new();
        };
        let overrides = self.layers.iter().enumerate().skip(1);
        overrides
            .filter(|(_, layer)| layer.files.is_match(path))
            .map(|(at, _)| at)
            .collect()
    }

    /// The settings of the transcripts for which these overrides hold.
    pub fn settings(&self, overrides: &[usize]) -> Settings {
        let mut settings = Settings {
            profiles: self.profiles.clone(),
            ..Settings::default()
        };
        let base = self.layers.first();
        for layer in base
            .into_iter()
            .chain(overrides.iter().map(|&at| &self.layers[at]))
        {
            layer.apply_to(&mut settings);
        }
        settings
    }

    fn report(&mut self, path: PathBuf, text: &str, mut diagnostics: Vec<Diagnostic>) {
        if diagnostics.is_empty() {
            return;
        }
        diagnostics.sort_by_key(|found| (found.range.start, found.range.end));
        self.findings.push(FileFindings {
            path,
            text: Text::new(text),
            diagnostics,
        });
    }
}

impl Layer {
    fn apply_to(&self, settings: &mut Settings) {
        let set = |old: &mut Option<String>, new: &Option<String>| {
            if new.is_some() {
                old.clone_from(new);
            }
        };
        set(&mut settings.profile, &self.profile);
        set(&mut settings.lang, &self.lang);
        if self.roster.is_some() {
            settings.roster.clone_from(&self.roster);
        }
        // What is set for a rule goes before what is set for its area.
        for of_area in [true, false] {
            for (key, options) in &self.rules.0 {
                let is_meant = |code| {
                    if of_area {
                        area(code) == key
                    } else {
                        code == key
                    }
                };
                for rule in RULES.iter().filter(|rule| is_meant(rule.code)) {
                    options.apply_to(settings.rules.entry(rule.code).or_default());
                }
            }
        }
        self.format.apply_to(&mut settings.format);
        self.inlay_hints.apply_to(&mut settings.inlay_hints);
        self.code_lenses.apply_to(&mut settings.code_lenses);
    }
}

/// Reads one file, and collects what is wrong with it.
struct Reader<'a> {
    folder: &'a Path,
    shown: &'a dyn Fn(&Path) -> String,
    own: Vec<Diagnostic>,
    /// Findings in other files.
    others: Vec<FileFindings>,
    named: Vec<RosterName>,
    /// Rosters that have been read, or could not be.
    rosters: BTreeMap<PathBuf, Result<Arc<Roster>, String>>,
}

impl Reader<'_> {
    fn read(&mut self, text: &str, file: &mut ConfigFile) {
        let (document, errors) = DeTable::parse_recoverable(text);
        let mut last_line = None;
        for error in errors {
            let range = error.span().unwrap_or(0..0);
            // What follows in a line that could not be read means little.
            let line = text[..range.start].matches('\n').count();
            if last_line.replace(line) != Some(line) {
                let message = format!("This is no TOML: {}.", error.message());
                self.own.push(SYNTAX.at(range, message));
            }
        }
        let span = document.span();
        let valid = validate(document.into_inner(), &mut self.own);
        let valid = toml::de::Deserializer::from(Spanned::new(span, valid));
        let options = Options::deserialize(valid).unwrap_or_else(|error| {
            let range = error.span().unwrap_or(0..0);
            self.own.push(INVALID_VALUE.at(range, error.message()));
            Options::default()
        });
        file.profiles = self.profiles(options.profiles);
        let base = Override {
            files: Vec::new(),
            profile: options.profile,
            lang: options.lang,
            roster: options.roster,
            rules: options.rules,
            format: options.format,
            inlay_hints: options.inlay_hints,
            code_lenses: options.code_lenses,
        };
        let layers = [base].into_iter().chain(options.overrides);
        file.layers = layers
            .map(|layer| self.layer(layer, &file.profiles))
            .collect();
    }

    fn layer(&mut self, options: Override, profiles: &[Arc<Profile>]) -> Layer {
        let all = profiles.iter().chain(PROFILES.iter());
        let names: Vec<&str> = all.map(|profile| &*profile.name).collect();
        Layer {
            files: self.globs(&options.files),
            profile: options
                .profile
                .and_then(|name| self.known_profile(name, &names)),
            lang: options.lang.and_then(|lang| self.language(lang)),
            roster: options.roster.and_then(|roster| self.roster(&roster)),
            rules: options.rules,
            format: options.format,
            inlay_hints: options.inlay_hints,
            code_lenses: options.code_lenses,
        }
    }

    fn invalid(&mut self, value: &Spanned<impl Sized>, message: impl Into<String>) {
        self.own.push(INVALID_VALUE.at(value.span(), message));
    }

    fn globs(&mut self, globs: &[Spanned<String>]) -> GlobSet {
        let mut set = GlobSetBuilder::new();
        for written in globs {
            match glob(written.get_ref()) {
                Ok(glob) => {
                    set.add(glob);
                }
                Err(error) => self.invalid(written, error),
            }
        }
        set.build().unwrap_or_default()
    }

    fn known_profile(&mut self, name: Spanned<String>, names: &[&str]) -> Option<String> {
        if names.contains(&name.get_ref().as_str()) {
            return Some(name.into_inner());
        }
        let written = name.get_ref();
        let message = match nearest(written, names.iter().copied()) {
            Some(nearest) => format!("There is no profile “{written}”; did you mean “{nearest}”?"),
            None => format!(
                "There is no profile “{written}”; there are {}.",
                names.join(", ")
            ),
        };
        self.invalid(&name, message);
        None
    }

    fn language(&mut self, lang: Spanned<String>) -> Option<String> {
        let mut parts = lang.get_ref().split(['-', '_']);
        let primary = parts.next().unwrap_or_default();
        let is_tag = (2..=3).contains(&primary.len())
            && primary.chars().all(|c| c.is_ascii_alphabetic())
            && parts.all(|part| {
                (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
            });
        if is_tag {
            return Some(lang.into_inner());
        }
        let message = format!(
            "“{}” is no language tag, such as “en” or “pt-BR”.",
            lang.get_ref()
        );
        self.invalid(&lang, message);
        None
    }

    fn roster(&mut self, written: &Spanned<String>) -> Option<Arc<Roster>> {
        let path = absolute(&self.folder.join(written.get_ref()));
        self.named.push(RosterName {
            place: written.span(),
            path: path.clone(),
        });
        if !self.rosters.contains_key(&path) {
            let roster = self.read_roster(&path).map_err(|error| error.to_string());
            self.rosters.insert(path.clone(), roster);
        }
        match &self.rosters[&path] {
            Ok(roster) => Some(roster.clone()),
            Err(error) => {
                let message = format!(
                    "The roster “{}” cannot be read: {error}.",
                    written.get_ref()
                );
                self.invalid(written, message);
                None
            }
        }
    }

    fn read_roster(&mut self, path: &Path) -> io::Result<Arc<Roster>> {
        let text = read_text(path)?;
        let (roster, problems) = Roster::parse(&(self.shown)(path), &text);
        if !problems.is_empty() {
            self.others.push(FileFindings {
                path: path.to_owned(),
                text: Text::new(&roster.text),
                diagnostics: problems
                    .into_iter()
                    .map(|problem| INVALID_ROSTER.at(problem.range, problem.message))
                    .collect(),
            });
        }
        Ok(Arc::new(roster))
    }

    /// The file's own profiles, each after the one that it extends.
    fn profiles(
        &mut self,
        mut options: BTreeMap<Spanned<String>, ProfileOptions>,
    ) -> Vec<Arc<Profile>> {
        let mut profiles: Vec<Arc<Profile>> = Vec::new();
        for profile in options.values_mut() {
            profile.lang = profile.lang.take().and_then(|lang| {
                let span = lang.span();
                self.language(lang).map(|lang| Spanned::new(span, lang))
            });
            for templates in profile.templates() {
                templates.retain(|template| {
                    let error = Template::parse(template.get_ref()).err();
                    if let Some(error) = &error {
                        self.invalid(template, error);
                    }
                    error.is_none()
                });
            }
        }
        loop {
            let waiting: Vec<String> = options.keys().map(|key| key.get_ref().clone()).collect();
            let is_ready = |name: &str, profile: &ProfileOptions| match &profile.extends {
                // One that is called like a built-in one may extend that.
                Some(base) => base.get_ref() == name || !waiting.contains(base.get_ref()),
                None => true,
            };
            let (ready, rest): (BTreeMap<_, _>, BTreeMap<_, _>) = options
                .into_iter()
                .partition(|(name, profile)| is_ready(name.get_ref(), profile));
            options = rest;
            if ready.is_empty() {
                break;
            }
            for (name, profile) in ready {
                let base = self.base(name.get_ref(), &profile, &profiles);
                let base = base.unwrap_or_else(|| PROFILES[0].clone());
                profiles.push(Arc::new(profile.profile(name.get_ref(), &base)));
            }
        }
        for (name, profile) in options {
            if let Some(base) = &profile.extends {
                let message = format!(
                    "“{}” extends “{}”, which extends it in turn; one of them must begin as something else.",
                    name.get_ref(),
                    base.get_ref()
                );
                self.invalid(base, message);
            }
            profiles.push(Arc::new(profile.profile(name.get_ref(), &PROFILES[0])));
        }
        profiles
    }

    fn base(
        &mut self,
        name: &str,
        profile: &ProfileOptions,
        known: &[Arc<Profile>],
    ) -> Option<Arc<Profile>> {
        let written = profile.extends.clone()?;
        let own = known.iter().filter(|known| known.name != name);
        let all: Vec<Arc<Profile>> = own.chain(PROFILES.iter()).cloned().collect();
        let names: Vec<&str> = all.iter().map(|known| &*known.name).collect();
        let base = self.known_profile(written, &names)?;
        all.into_iter().find(|known| known.name == base)
    }
}

/// A glob over paths from the file's folder.
fn glob(written: &str) -> Result<globset::Glob, String> {
    if Path::new(written)
        .components()
        .any(|part| part.as_os_str() == "..")
    {
        return Err(format!(
            "“{written}” matches nothing: it must name files in or below the folder of {FILE_NAME}."
        ));
    }
    let inside = written.strip_prefix('/').unwrap_or(written);
    let glob = match (inside.strip_suffix('/'), written.contains('/')) {
        (Some(folder), _) => format!("{folder}/**"),
        (None, true) => inside.to_owned(),
        (None, false) => format!("**/{inside}"),
    };
    let glob = GlobBuilder::new(&glob).literal_separator(true).build();
    glob.map_err(|error| format!("“{written}” is no glob: {}.", error.kind()))
}

/// A configuration is written by hand: what is larger is something else.
const MAX_BYTES: u64 = 4 << 20;

/// Reads a file that may be named by a folder that was just opened: never a device or a pipe, never without end.
pub fn read_text(path: &Path) -> io::Result<String> {
    let invalid = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what);
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => io::Error::new(io::ErrorKind::NotFound, "there is no such file"),
        _ => error,
    })?;
    if !metadata.is_file() {
        return Err(invalid("it is not a file"));
    }
    if metadata.len() > MAX_BYTES {
        return Err(invalid("it is larger than 4 MiB"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES).read_to_end(&mut bytes)?;
    String::from_utf8(bytes).map_err(|_| invalid("it is not UTF-8"))
}
