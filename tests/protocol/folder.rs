//! A folder with transcripts in it, and clients that work there.

use std::fs;
use std::path::PathBuf;

use presscript_tests::client::Client;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::modern;

/// A folder that goes when the test is over.
pub struct Folder(TempDir);

impl Folder {
    /// A folder with these files.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    /// Where a file is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// How the protocol names it.
    pub fn uri(&self, name: &str) -> String {
        format!("file://{}", self.path(name).display())
    }

    /// Writes a file, and the folders that it is in.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A client that works in these folders.
    pub fn client(&self, capabilities: Value, folders: &[&str]) -> Client {
        let folders = folders
            .iter()
            .map(|name| json!({"uri": self.uri(name), "name": name}));
        let folders: Vec<Value> = folders.collect();
        let params = json!({"processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders});
        Client::initialized_with(params).0
    }
}

/// A modern client that says when files change.
pub fn watching() -> Value {
    let mut capabilities = modern();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": true});
    capabilities["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    capabilities
}
