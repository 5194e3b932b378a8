//! What the tests of all editors share: scratch folders, a bounded wait, the server on `PATH`, a terminal.

use std::ffi::OsString;
use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use presscript_tests::binary::binary;
use presscript_tests::root;

/// How long an editor may take for a test.
const TIME_LIMIT: Duration = Duration::from_secs(90);

/// How often something is looked at that is waited for.
const INTERVAL: Duration = Duration::from_millis(20);

/// Runs an editor to its end; its output is the error.
pub fn run(name: &str, command: &mut Command, log: &Path) -> Result<(), String> {
    let output = File::create(log).expect("the log");
    let editor = command
        .stdin(Stdio::null())
        .stdout(output.try_clone().expect("a second handle of the log"))
        .stderr(output)
        .process_group(0)
        .spawn()
        .map_err(|error| format!("{name} does not start, run tests/setup.sh: {error}"))?;
    let end = wait(editor);
    let said = fs::read(log).unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    match end {
        Some(status) if status.success() => Ok(()),
        Some(status) => Err(format!("{name}: {status}\n{said}")),
        None => Err(format!("{name}: not done after {TIME_LIMIT:?}\n{said}")),
    }
}

/// How a program ended; none if it had to be killed when its time was up.
fn wait(mut program: Child) -> Option<ExitStatus> {
    let status = within(TIME_LIMIT, || {
        program.try_wait().expect("a child can be waited for")
    });
    if status.is_none() {
        // With all that it started, such as a screen.
        let group = format!("-{}", program.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        program.wait().expect("a killed child ends");
    }
    status
}

/// What the condition gives once it gives something; none if that takes too long.
pub fn within<T>(limit: Duration, mut condition: impl FnMut() -> Option<T>) -> Option<T> {
    let started = Instant::now();
    loop {
        let result = condition();
        if result.is_some() || started.elapsed() > limit {
            return result;
        }
        thread::sleep(INTERVAL);
    }
}

/// The code block of that language in an editor's README, with this clone's path.
pub fn readme_block(editor: &str, language: &str) -> String {
    let path = root().join("editors").join(editor).join("README.md");
    let readme =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (_, block) = readme
        .split_once(&format!("```{language}\n"))
        .unwrap_or_else(|| panic!("{}: no block of {language}", path.display()));
    let (code, _) = block.split_once("```").expect("the block ends");
    code.replace("/path/to/presscript", &root().to_string_lossy())
}

/// The scripts in a folder of the tests must be exactly those, so that none is forgotten.
pub fn every_script_is_a_test(folder: &str, extension: &str, expected: &[&str]) {
    let mut found: Vec<String> = fs::read_dir(root().join("tests/editors").join(folder))
        .expect("the folder of scripts")
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| {
            path.file_stem()
                .expect("a file has a name")
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    found.sort();
    assert_eq!(found, expected);
}

/// `PATH` with the folder of the server before all others.
pub fn path_with_server() -> OsString {
    let folder = binary().parent().expect("a binary is in a folder");
    let others = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder.to_path_buf()).chain(std::env::split_paths(&others));
    std::env::join_paths(folders).expect("folders of PATH have no separator in them")
}

/// An empty folder of that name for an editor, below the target directory.
pub fn scratch(editor: &str, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(editor)
        .join(name);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            panic!("{}: {error}", folder.display())
        }
        _ => fs::create_dir_all(&folder).expect("a scratch folder"),
    }
    folder
}

/// A folder with the example transcript in it.
pub fn workspace(home: &Path) -> PathBuf {
    let workspace = home.join("workspace");
    fs::create_dir_all(&workspace).expect("the workspace");
    let example = root().join("tests/fixtures/briefing.presscript");
    fs::copy(example, workspace.join("briefing.presscript")).expect("the example");
    workspace
}

/// Copies the files of a folder and of those in it.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the copy's folder");
    for entry in fs::read_dir(from).expect("the folder to copy") {
        let path = entry.expect("an entry of the folder").path();
        let copy = to.join(path.file_name().expect("an entry has a name"));
        if path.is_dir() {
            copy_folder(&path, &copy);
        } else {
            fs::copy(&path, &copy).expect("a file can be copied");
        }
    }
}
