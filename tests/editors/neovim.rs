//! The Neovim plugin in a real, headless Neovim: every script of the folder `neovim` is one test.
//!
//! Each Neovim has an empty home of its own below the target directory, set up by what the plugin's
//! README tells a user to do, and a time limit.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::LazyLock;
use std::thread;
use std::time::{Duration, Instant};

use presscript_tests::binary::binary;
use presscript_tests::root;

const TIME_LIMIT: Duration = Duration::from_secs(60);

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
    references,
    refactor,
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
    let mut found: Vec<String> = fs::read_dir(root().join("tests/editors/neovim/scripts"))
        .expect("the folder of scripts")
        .map(|entry| entry.expect("an entry of the folder").path())
        .map(|path| {
            path.file_stem()
                .expect("a file has a name")
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    found.sort();
    assert_eq!(found, SCRIPTS);
}

/// Neovim finds queries in a plugin's own folder only, and a symbolic link would be a text file on Windows.
#[test]
fn queries_are_the_grammars() {
    let copies = root().join("editors/neovim/queries/presscript");
    let bless = std::env::var_os("PRESSCRIPT_BLESS").is_some();
    for query in ["folds", "highlights", "injections", "textobjects"] {
        let name = format!("{query}.scm");
        let source = fs::read_to_string(root().join("grammar/queries").join(&name))
            .expect("the grammar's query");
        if bless {
            fs::write(copies.join(&name), &source).expect("the plugin's query can be written");
        }
        let copy = fs::read_to_string(copies.join(&name)).unwrap_or_default();
        assert!(
            copy == source,
            "{name} is not the grammar's: PRESSCRIPT_BLESS=1 cargo test -p presscript-tests --test editors queries"
        );
    }
}

/// The data folder of a user who has installed the parser as the README says, or why there is none.
static INSTALLED: LazyLock<Result<PathBuf, String>> = LazyLock::new(|| {
    let data = scratch("installed");
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
    let home = scratch(name);
    let workspace = home.join("workspace");
    let example = root().join("tests/fixtures/briefing.presscript");
    fs::create_dir_all(home.join("config/nvim")).expect("the config folder");
    fs::create_dir_all(&workspace).expect("the workspace");
    fs::write(home.join("config/nvim/init.lua"), init_lua()).expect("the init.lua");
    fs::copy(example, workspace.join("briefing.presscript")).expect("the example");

    let log = home.join("output.txt");
    let output = File::create(&log).expect("the log");
    let neovim = Command::new(root().join("target/tools/nvim/bin/nvim"))
        .args(["--headless", "-c"])
        .arg(format!(
            "luafile {}",
            root().join("tests/editors/neovim/run.lua").display()
        ))
        .current_dir(&workspace)
        .env("SCRIPT", script)
        .env("LUA_PATH", root().join("tests/editors/neovim/?.lua;;"))
        .env("PATH", path_with_server())
        .env("HOME", &home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", data)
        .env("XDG_STATE_HOME", home.join("state"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .stdin(Stdio::null())
        .stdout(output.try_clone().expect("a second handle of the log"))
        .stderr(output)
        .spawn()
        .map_err(|error| format!("Neovim does not start, run tests/setup.sh: {error}"))?;

    let end = wait(neovim);
    let said = fs::read_to_string(&log).unwrap_or_default();
    match end {
        Some(status) if status.success() => Ok(()),
        Some(status) => Err(format!("{name}: {status}\n{said}")),
        None => Err(format!("{name}: not done after {TIME_LIMIT:?}\n{said}")),
    }
}

/// How Neovim ended; none if it had to be killed when its time was up.
fn wait(mut neovim: Child) -> Option<ExitStatus> {
    let started = Instant::now();
    while started.elapsed() < TIME_LIMIT {
        if let Some(status) = neovim.try_wait().expect("a child can be waited for") {
            return Some(status);
        }
        thread::sleep(Duration::from_millis(20));
    }
    neovim.kill().expect("a child can be killed");
    neovim.wait().expect("a killed child ends");
    None
}

/// What the README tells a user to put into `init.lua`.
fn init_lua() -> String {
    let readme =
        fs::read_to_string(root().join("editors/neovim/README.md")).expect("the plugin's README");
    let (_, block) = readme
        .split_once("```lua\n")
        .expect("a Lua block in the README");
    let (lua, _) = block.split_once("```").expect("the block ends");
    assert!(
        lua.contains("/path/to/presscript"),
        "the README's Lua has lost its path"
    );
    lua.replace("/path/to/presscript", &root().to_string_lossy())
}

/// `PATH` with the folder of the server before all others.
fn path_with_server() -> OsString {
    let folder = binary().parent().expect("a binary is in a folder");
    let others = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder.to_path_buf()).chain(std::env::split_paths(&others));
    std::env::join_paths(folders).expect("folders of PATH have no separator in them")
}

/// An empty folder of that name below the target directory.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("neovim")
        .join(name);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            panic!("{}: {error}", folder.display())
        }
        _ => fs::create_dir_all(&folder).expect("a scratch folder"),
    }
    folder
}
