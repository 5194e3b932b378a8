//! The user's settings on their way: sent with `initialize`, asked for, or sent by clients that cannot be asked.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use tokio::sync::mpsc;
use tower_lsp::Client;
use tower_lsp::jsonrpc::Request;
use tower_lsp::ls_types::{ConfigurationItem, MessageType};

use super::log::Log;
use crate::config::user::{SECTION, UserSettings};

/// The message in which settings that were asked for reach the session, among those of the client.
pub const PULLED: &str = "presscript/settings";

/// Where settings come in.
pub struct User {
    log: Log,
    own: mpsc::UnboundedSender<Request>,
    /// What came with `initialize`.
    initial: Mutex<Value>,
    /// What the client was told to be malformed.
    told: Arc<Mutex<Vec<String>>>,
}

impl User {
    /// Sets the level of `log`, and sends what was asked for to `own`.
    pub fn new(log: Log, own: mpsc::UnboundedSender<Request>) -> Self {
        Self {
            log,
            own,
            initial: Mutex::default(),
            told: Arc::default(),
        }
    }

    /// The log.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// Takes note of what came with `initialize`.
    pub fn initialize(&self, options: Value) {
        self.log.set_level(UserSettings::read(&options).0.log_level);
        *self.initial.lock().unwrap_or_else(PoisonError::into_inner) = options;
    }

    /// What came with `initialize`, read.
    pub fn initial(&self, client: &Client) -> UserSettings {
        let options = self.initial.lock().unwrap_or_else(PoisonError::into_inner);
        self.read(client, &options)
    }

    /// Reads settings that came, and tells the client once what is malformed in them.
    pub fn read(&self, client: &Client, sent: &Value) -> UserSettings {
        let (settings, problems) = UserSettings::read(sent);
        self.log.set_level(settings.log_level);
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if *told != problems && !problems.is_empty() {
            let message = format!(
                "Presscript leaves out what is wrong in the settings. {}",
                problems.join("; ")
            );
            let client = client.clone();
            tokio::spawn(async move { client.show_message(MessageType::WARNING, message).await });
        }
        *told = problems;
        settings
    }

    /// Asks the client for them.
    pub fn pull(&self, client: &Client) {
        let (client, own) = (client.clone(), self.own.clone());
        tokio::spawn(async move {
            let section = ConfigurationItem {
                scope_uri: None,
                section: Some(SECTION.to_owned()),
            };
            match client.configuration(vec![section]).await {
                Ok(sections) => {
                    let section = sections.into_iter().next().unwrap_or_default();
                    // Nobody listens any more when the server ends.
                    let _ = own.send(Request::build(PULLED).params(section).finish());
                }
                Err(error) => tracing::warn!(%error, "the client doesn't tell the settings"),
            }
        });
    }
}

#[cfg(test)]
impl Default for User {
    fn default() -> Self {
        Self::new(Log::default(), mpsc::unbounded_channel().0)
    }
}
