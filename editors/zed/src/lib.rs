//! Tells Zed how the language server is started.

use zed_extension_api::{self as zed, LanguageServerId, Result, settings::LspSettings};

struct Presscript;

impl zed::Extension for Presscript {
    fn new() -> Self {
        Self
    }

    fn language_server_command(
        &mut self,
        server: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<zed::Command> {
        let settings = LspSettings::for_worktree(server.as_ref(), worktree)?;
        let chosen = settings.binary.and_then(|binary| binary.path);
        let command = chosen
            .or_else(|| worktree.which("presscript"))
            .ok_or("`presscript` is not on $PATH; install it, or set `lsp.presscript.binary.path`")?;
        Ok(zed::Command {
            command,
            args: vec!["lsp".into()],
            env: worktree.shell_env(),
        })
    }

    fn language_server_workspace_configuration(
        &mut self,
        server: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        Ok(LspSettings::for_worktree(server.as_ref(), worktree)?.settings)
    }
}

zed::register_extension!(Presscript);
