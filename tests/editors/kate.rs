//! Kate, in a window under Xvfb, set up by what its README tells a user to do: every script of the folder `kate` is one test.
//!
//! The scripts read what Kate tells assistive technologies. A picture of each is left below the target directory.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use presscript_tests::binary::binary;
use presscript_tests::root;

use crate::support;

macro_rules! scripts {
    ($($name:ident),* $(,)?) => {
        $(#[test]
        fn $name() {
            run(stringify!($name));
        })*

        /// The tests, by the names of their scripts.
        pub const SCRIPTS: &[&str] = &[$(stringify!($name)),*];
    };
}

scripts![
    code_action,
    definition,
    diagnostics,
    format,
    outline,
    rename
];

#[test]
fn every_script_is_a_test() {
    support::every_script_is_a_test("kate/scripts", "py", SCRIPTS);
}

fn run(name: &str) {
    if let Err(problem) = run_script(name) {
        panic!("{problem}");
    }
}

fn run_script(name: &str) -> Result<(), String> {
    let home = support::scratch("kate", name);
    let workspace = support::workspace(&home);
    let runtime = home.join("run");
    fs::create_dir(&runtime).expect("the folder of sockets");
    fs::set_permissions(&runtime, fs::Permissions::from_mode(0o700)).expect("it can be closed");

    let mut set_up = Command::new("bash");
    set_up
        .args(["-e", "-c", &support::readme_block("kate", "sh")])
        .env("HOME", &home);
    support::run("bash", &mut set_up, &home.join("output.txt"))?;
    // What the user chooses in dialogs: the plugin is on, and may start the server.
    let settings = format!(
        "[Kate Plugins]\nlspclientplugin=true\n[lspclient]\nAllowedServerCommandLines={} lsp\n",
        binary().display()
    );
    fs::write(home.join(".config/katerc"), settings).expect("the settings");

    let tests = root().join("tests/editors/kate");
    let mut kate = Command::new("dbus-run-session");
    // The module of assistive technologies is Debian's, so Python is, too.
    kate.args(["--", "/usr/bin/python3"])
        .arg(tests.join("run.py"))
        .arg(tests.join(format!("scripts/{name}.py")))
        .current_dir(&workspace)
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CACHE_HOME")
        .env("HOME", &home)
        .env("XDG_RUNTIME_DIR", &runtime)
        .env("PATH", support::path_with_server())
        .env("LANG", "C.UTF-8")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1");
    support::run(name, &mut kate, &home.join("output.txt"))
}
