//! The Neovim plugin in a real, headless Neovim: every script of the folder `neovim` is one test.
//!
//! Each Neovim has an empty home of its own below the target directory, set up by what the plugin's
//! README tells a user to do, and a time limit.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

const TIME_LIMIT: Duration = Duration::from_secs(60);

macro_rules! scripts {
    ($($name:ident),* $(,)?) => {
        $(#[test]
        fn $name() {
            run(stringify!($name), &INSTALLED);
        })*

        const SCRIPTS: &[&str] = &[$(stringify!($name)),*];
    };
}

scripts![
    code_action,
    diagnostics,
    filetype,
    folds,
    format,
    health,
    highlights,
    hover,
    injections,
    outline,
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
    for query in ["folds", "highlights", "injections"] {
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

/// The data folder of a user who has installed the parser as the README says.
static INSTALLED: LazyLock<PathBuf> = LazyLock::new(|| {
    let data = scratch("installed");
    run_file(
        "install",
        &root().join("tests/editors/neovim/install.lua"),
        &data,
    );
    data
});

fn run(script: &str, data: &Path) {
    run_file(
        script,
        &root().join(format!("tests/editors/neovim/scripts/{script}.lua")),
        data,
    );
}

/// Runs a Lua script in a fresh Neovim whose XDG data folder is `data`; panics with its output if it fails.
fn run_file(name: &str, script: &Path, data: &Path) {
    let home = scratch(name);
    let config = home.join("config/nvim");
    let workspace = home.join("workspace");
    fs::create_dir_all(&config).expect("the config folder");
    fs::create_dir_all(&workspace).expect("the workspace");
    fs::write(config.join("init.lua"), init_lua()).expect("the init.lua");
    fs::copy(
        root().join("tests/fixtures/briefing.presscript"),
        workspace.join("briefing.presscript"),
    )
    .expect("the example transcript");

    let log = home.join("output.txt");
    let output = File::create(&log).expect("the log");
    let mut neovim = Command::new(neovim())
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
        .expect("Neovim starts");

    let started = Instant::now();
    let status = loop {
        if let Some(status) = neovim.try_wait().expect("Neovim can be waited for") {
            break Some(status);
        }
        if started.elapsed() > TIME_LIMIT {
            neovim.kill().expect("Neovim can be killed");
            neovim.wait().expect("Neovim ends when killed");
            break None;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let said = fs::read_to_string(&log).unwrap_or_default();
    match status {
        None => panic!("{name}: Neovim was still running after {TIME_LIMIT:?}:\n{said}"),
        Some(status) => assert!(status.success(), "{name}: {status}\n{said}"),
    }
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

fn neovim() -> PathBuf {
    let installed = root().join("target/tools/nvim/bin/nvim");
    assert!(installed.exists(), "there is no Neovim: run tests/setup.sh");
    installed
}

/// `PATH` with the folder of a freshly built `presscript` before all others.
fn path_with_server() -> OsString {
    static FOLDER: LazyLock<PathBuf> = LazyLock::new(build_server);
    let others = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(FOLDER.clone()).chain(std::env::split_paths(&others));
    std::env::join_paths(folders).expect("folders of PATH have no separator in them")
}

/// `cargo test` builds no other package's binaries, so this does; the answer is the binary's folder.
fn build_server() -> PathBuf {
    let test = std::env::current_exe().expect("the path of this test");
    let target = test
        .ancestors()
        .nth(3)
        .expect("a test is built in target/PROFILE/deps");
    let built = Command::new(env!("CARGO"))
        .args([
            "build",
            "--quiet",
            "--package",
            "presscript",
            "--target-dir",
        ])
        .arg(target)
        .current_dir(root())
        .status()
        .expect("cargo starts");
    assert!(built.success(), "presscript does not build");
    target.join("debug")
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

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests are a folder of the repository")
}
