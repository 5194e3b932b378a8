//! The settings of each transcript, with every file of the configuration read once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use presscript_analysis::model::date::Date;
use presscript_analysis::{Settings, Text};

use super::editorconfig::{self, EditorConfig, LineEnds};
use super::file::{ConfigFile, FILE_NAME, RosterName};
use super::finding::FileFindings;
use super::search::{Bounds, absolute};
use super::user::UserSettings;

/// Which `presscript.toml` holds for a transcript.
#[derive(Debug, Default)]
pub enum Lookup {
    /// The nearest one, in the transcript's folder or above.
    #[default]
    Nearest,
    /// This one.
    File(PathBuf),
    /// None, and no `.editorconfig` either.
    None,
}

/// The settings of transcripts. Threads may share it.
#[derive(Default)]
pub struct Configs {
    lookup: Lookup,
    bounds: Bounds,
    /// Paths in it are named from here.
    shown_from: Option<PathBuf>,
    user: UserSettings,
    known: Mutex<Known>,
}

/// What has been read.
#[derive(Default)]
struct Known {
    files: HashMap<PathBuf, Arc<ConfigFile>>,
    /// The file for the transcripts of a folder.
    folders: HashMap<PathBuf, Option<Arc<ConfigFile>>>,
    editorconfigs: HashMap<PathBuf, Option<Arc<EditorConfig>>>,
    settings: HashMap<Variant, Arc<Settings>>,
}

/// What two transcripts with the same settings have in common.
#[derive(PartialEq, Eq, Hash)]
struct Variant {
    config: Option<PathBuf>,
    overrides: Vec<usize>,
    line_ends: LineEnds,
    today: Option<Date>,
}

/// What holds for a transcript.
pub struct Resolved {
    /// The settings; transcripts with the same ones share them.
    pub settings: Arc<Settings>,
    /// The `presscript.toml` that they come from, absolute.
    pub config: Option<PathBuf>,
}

impl Configs {
    /// Looks files up so, within these bounds. Messages name files as seen from `shown_from`.
    pub fn new(lookup: Lookup, bounds: Bounds, shown_from: Option<PathBuf>) -> Self {
        Self {
            lookup,
            bounds,
            shown_from,
            user: UserSettings::default(),
            known: Mutex::default(),
        }
    }

    /// The same for a user who has set something in the editor.
    pub fn of_user(self, user: UserSettings) -> Self {
        Self { user, ..self }
    }

    /// What holds for a document that is no file.
    pub fn without_file(&self) -> Arc<Settings> {
        let mut settings = Settings::default();
        self.user.apply_to(&mut settings);
        Arc::new(settings)
    }

    /// What holds for the transcript at `path`, which need not exist.
    pub fn resolve(&self, path: &Path) -> Resolved {
        let path = absolute(path);
        // What a panic left behind are files that were read as a whole.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let config = self.config(&mut known, &path);
        let variant = Variant {
            overrides: config
                .as_ref()
                .map_or(Vec::new(), |config| config.overrides_for(&path)),
            config: config.as_ref().map(|config| config.path.clone()),
            line_ends: match self.lookup {
                Lookup::None => LineEnds::default(),
                _ => known.line_ends(&path),
            },
            today: today(),
        };
        let path = variant.config.clone();
        let settings = known.settings.entry(variant).or_insert_with_key(|variant| {
            let mut settings = config.map_or_else(Settings::default, |config| {
                config.settings(&variant.overrides)
            });
            variant.line_ends.apply_to(&mut settings.format);
            settings.today = variant.today;
            self.user.apply_to(&mut settings);
            Arc::new(settings)
        });
        Resolved {
            settings: settings.clone(),
            config: path,
        }
    }

    /// The files that the settings of the transcript at `path` come from: its `presscript.toml` and the rosters that it
    /// names.
    pub fn files_of(&self, path: &Path) -> Vec<PathBuf> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let config = self.config(&mut known, &absolute(path));
        config.map_or(Vec::new(), |config| {
            let rosters = config.rosters.iter().map(|roster| roster.path.clone());
            rosters.chain([config.path.clone()]).collect()
        })
    }

    /// Where a file of the configuration names rosters, with its text; `None` for one that was not read.
    pub fn rosters_named_in(&self, path: &Path) -> Option<(Text, Vec<RosterName>)> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let file = known.files.get(path)?;
        Some((file.text.clone(), file.rosters.clone()))
    }

    /// What is wrong with the files that were read so far, by path.
    pub fn findings(&self) -> Vec<FileFindings> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let files = known.files.values();
        let mut findings: Vec<_> = files.flat_map(|file| file.findings.clone()).collect();
        findings.sort_by(|a, b| a.path.cmp(&b.path));
        findings.dedup_by(|a, b| a.path == b.path);
        findings
    }

    /// Whether a file at an absolute path is, or may become, one that settings come from.
    pub fn concerns(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default();
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        name == FILE_NAME
            || name == editorconfig::FILE_NAME
            || known
                .files
                .values()
                .any(|file| file.rosters.iter().any(|roster| roster.path == path))
    }

    /// Forgets what was read: everything is read anew.
    pub fn forget(&self) {
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Known::default();
    }

    /// How a file is called in messages.
    pub fn shown(&self, path: &Path) -> PathBuf {
        let from = self.shown_from.as_deref();
        let inside = from.and_then(|from| path.strip_prefix(from).ok());
        inside.unwrap_or(path).to_owned()
    }

    fn config(&self, known: &mut Known, transcript: &Path) -> Option<Arc<ConfigFile>> {
        let file = match &self.lookup {
            Lookup::None => return None,
            Lookup::File(file) => file,
            Lookup::Nearest => return self.nearest(known, transcript),
        };
        Some(self.file(known, file))
    }

    fn nearest(&self, known: &mut Known, transcript: &Path) -> Option<Arc<ConfigFile>> {
        let folder = transcript.parent()?;
        if let Some(config) = known.folders.get(folder) {
            return config.clone();
        }
        let candidates = self.bounds.folders(transcript);
        let file = candidates
            .map(|folder| folder.join(FILE_NAME))
            .find(|file| file.exists());
        let config = file.map(|file| self.file(known, &file));
        known.folders.insert(folder.to_owned(), config.clone());
        config
    }

    fn file(&self, known: &mut Known, path: &Path) -> Arc<ConfigFile> {
        let path = absolute(path);
        let read = |path: &PathBuf| {
            let shown = |path: &Path| self.shown(path).display().to_string();
            Arc::new(ConfigFile::read(path, shown))
        };
        let file = known.files.entry(path).or_insert_with_key(read);
        file.clone()
    }
}

impl Known {
    fn line_ends(&mut self, transcript: &Path) -> LineEnds {
        let mut files = Vec::new();
        for folder in transcript.ancestors().skip(1) {
            let of_folder = self.editorconfigs.get(folder).cloned();
            let file = of_folder.unwrap_or_else(|| {
                let file = EditorConfig::of(folder).map(Arc::new);
                self.editorconfigs.insert(folder.to_owned(), file.clone());
                file
            });
            let is_root = file.as_ref().is_some_and(|file| file.is_root);
            files.extend(file);
            if is_root {
                break;
            }
        }
        LineEnds::of(files.iter().rev().map(AsRef::as_ref), transcript)
    }
}

/// The day where the user is.
pub fn today() -> Option<Date> {
    let date = jiff::ZonedDateTime::now().date();
    let parts = [date.month(), date.day()].map(u8::try_from);
    let [Ok(month), Ok(day)] = parts else {
        return None;
    };
    Date::new(u16::try_from(date.year()).ok()?, month, day)
}
