//! Where the client works, and the settings that hold there.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use presscript_analysis::Settings;
use tower_lsp::ls_types::{Diagnostic, DidChangeWorkspaceFoldersParams, Uri};

use super::editor::Editor;
use super::features::diagnostic;
use super::uri::file_path;
use crate::config::user::UserSettings;
use crate::config::{Bounds, Configs, Lookup};
use crate::workspace::index::SettingsOf;

/// The client's folders and the files of the configuration in them.
pub struct Workspace {
    folders: Vec<PathBuf>,
    user: UserSettings,
    configs: Arc<Configs>,
    /// Files of the configuration that are open in the editor.
    open: HashSet<Uri>,
    /// What the client was told to be wrong, by file.
    published: HashMap<Uri, Vec<Diagnostic>>,
}

impl Workspace {
    /// A workspace of these folders, for a user with these settings.
    pub fn new(folders: Vec<PathBuf>, user: UserSettings) -> Self {
        Self {
            configs: configs(&folders, &user),
            folders,
            user,
            open: HashSet::new(),
            published: HashMap::new(),
        }
    }

    /// The settings of a document. One that was never saved has those of the first folder.
    pub fn settings(&self, uri: &Uri) -> Arc<Settings> {
        let path = match uri.scheme().as_str() {
            "untitled" => self.folders.first().map(|folder| folder.join("untitled")),
            _ => file_path(uri),
        };
        match path {
            Some(path) => self.configs.resolve(&path).settings,
            None => self.configs.without_file(),
        }
    }

    /// The folders.
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// The settings of all files, for those who read many.
    pub fn configs(&self) -> Arc<Configs> {
        self.configs.clone()
    }

    /// The same, for those who want nothing else.
    pub fn settings_of_files(&self) -> SettingsOf {
        let configs = self.configs.clone();
        Arc::new(move |path| configs.resolve(path).settings)
    }

    /// Whether a file is one that settings come from.
    pub fn concerns(&self, uri: &Uri) -> bool {
        file_path(uri).is_some_and(|path| self.configs.concerns(&path))
    }

    /// A file that settings come from is open in the editor.
    pub fn open(&mut self, uri: Uri) {
        self.open.insert(uri);
    }

    /// Whether it is.
    pub fn is_open(&self, uri: &Uri) -> bool {
        self.open.contains(uri)
    }

    /// It is no longer open.
    pub fn close(&mut self, uri: &Uri) {
        self.open.remove(uri);
    }

    /// Other folders belong to the workspace.
    pub fn change_folders(&mut self, params: DidChangeWorkspaceFoldersParams) {
        let paths = |folders: Vec<tower_lsp::ls_types::WorkspaceFolder>| -> Vec<PathBuf> {
            folders
                .iter()
                .filter_map(|folder| file_path(&folder.uri))
                .collect()
        };
        let removed = paths(params.event.removed);
        self.folders.retain(|folder| !removed.contains(folder));
        self.folders.extend(paths(params.event.added));
        self.configs = configs(&self.folders, &self.user);
    }

    /// The user has set something else.
    pub fn change_user(&mut self, user: UserSettings) {
        self.configs = configs(&self.folders, &user);
        self.user = user;
    }

    /// Reads every file anew when it is needed again.
    pub fn forget(&mut self) {
        self.configs.forget();
        for uri in &self.open {
            self.settings(uri);
        }
    }

    /// The files about which the client was told something else than what is wrong with them now; nothing is wrong with
    /// them for one that `pulls` that.
    pub fn news(&mut self, editor: &Editor, pulls: bool) -> Vec<(Uri, Vec<Diagnostic>)> {
        let mut findings = self.configs.findings();
        findings.retain(|_| !pulls);
        let current: HashMap<Uri, Vec<Diagnostic>> = findings
            .iter()
            .filter_map(|file| {
                let uri = Uri::from_file_path(&file.path)?;
                Some((uri, diagnostic::config_diagnostics(file, editor)))
            })
            .collect();
        let mended = self
            .published
            .keys()
            .filter(|uri| !current.contains_key(*uri));
        let mended = mended.map(|uri| (uri.clone(), Vec::new()));
        let changed = current
            .iter()
            .filter(|(uri, found)| self.published.get(*uri) != Some(*found))
            .map(|(uri, found)| (uri.clone(), found.clone()));
        let mut news: Vec<_> = mended.chain(changed).collect();
        news.sort_by(|(a, _), (b, _)| a.as_str().cmp(b.as_str()));
        self.published = current;
        news
    }
}

fn configs(folders: &[PathBuf], user: &UserSettings) -> Arc<Configs> {
    let configs = Configs::new(Lookup::Nearest, Bounds::new(folders), None);
    Arc::new(configs.of_user(user.clone()))
}
