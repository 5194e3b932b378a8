//! The Neovim plugin in a real, headless Neovim: every script of the folder `neovim` is one test.
//!
//! Each Neovim has an empty home of its own below the target directory, set up by what the plugin's
//! README tells a user to do, and a time limit.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use presscript_tests::root;

use crate::support;

macro_rules! scripts {
    ($($name:ident),* $(,)?) => {
        $(#[test]
        fn $name() {
            run(stringify!($name));
        })*

        const SCRIPTS: &[&str] = &[$(stringify!($name)),*];
    };
}

scripts![
    code_action,
    code_lens,
    completion,
    definition,
    diagnostics,
    filetype,
    folds,
    format,
    health,
    help,
    highlights,
    hover,
    injections,
    inlay_hints,
    navigation,
    outline,
    packadd,
    prompts,
    refactor,
    references,
    rename,
    semantic_tokens,
    server_crash,
    server_missing,
    statistics,
    statusline,
    textobjects,
    workspace_symbols,
];

#[test]
fn every_script_is_a_test() {
    support::every_script_is_a_test("neovim/scripts", "lua", SCRIPTS);
}

/// The data folder of a user who has installed the parser as the README says, or why there is none.
static INSTALLED: LazyLock<Result<PathBuf, String>> = LazyLock::new(|| {
    let data = support::scratch("neovim", "installed");
    run_file(
        "install",
        &root().join("tests/editors/neovim/install.lua"),
        &data,
    )?;
    Ok(data)
});

fn run(name: &str) {
    let script = root().join(format!("tests/editors/neovim/scripts/{name}.lua"));
    let passed = INSTALLED
        .clone()
        .and_then(|data| run_file(name, &script, &data));
    if let Err(problem) = passed {
        panic!("{problem}");
    }
}

/// Runs a Lua script in a fresh Neovim whose XDG data folder is `data`; its output is the error.
fn run_file(name: &str, script: &Path, data: &Path) -> Result<(), String> {
    let home = support::scratch("neovim", name);
    let workspace = support::workspace(&home);
    fs::create_dir_all(home.join("config/nvim")).expect("the config folder");
    fs::write(
        home.join("config/nvim/init.lua"),
        support::readme_block("neovim", "lua"),
    )
    .expect("the init.lua");

    let mut neovim = Command::new(root().join("target/tools/nvim/bin/nvim"));
    neovim
        .args(["--headless", "-c"])
        .arg(format!(
            "luafile {}",
            root().join("tests/editors/neovim/run.lua").display()
        ))
        .current_dir(&workspace)
        .env("SCRIPT", script)
        .env("LUA_PATH", root().join("tests/editors/neovim/?.lua;;"))
        .env("PATH", support::path_with_server())
        .env("HOME", &home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", data)
        .env("XDG_STATE_HOME", home.join("state"))
        .env("XDG_CACHE_HOME", home.join("cache"));
    support::run(name, &mut neovim, &home.join("output.txt"))
}
