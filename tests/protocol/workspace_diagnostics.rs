//! The findings in all files of a workspace, for clients that ask for them.

use std::collections::BTreeMap;
use std::time::Duration;
use std::{fs, thread};

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::folder::{Folder, watching};
use crate::modern;

const GLUED: &str = "Anna Example:Why?\n";
const RIGHT: &str = "Anna Example: Why is that?\n";
const OFF: &str = "[rules]\n\"label/no-space\" = \"off\"\n";
const CANCELLED: i64 = -32800;

/// What a client shows, and what it sends to be told only what is new. Files are named from the folder.
struct Shown<'a> {
    folder: &'a Folder,
    ids: BTreeMap<String, Value>,
    findings: BTreeMap<String, Vec<String>>,
    /// What the last reports were: `full 3 a.presscript` for one of version 3.
    reports: Vec<String>,
}

impl<'a> Shown<'a> {
    fn new(folder: &'a Folder) -> Self {
        Self {
            folder,
            ids: BTreeMap::new(),
            findings: BTreeMap::new(),
            reports: Vec::new(),
        }
    }

    fn params(&self) -> Value {
        let ids = self.ids.iter();
        let ids = ids.map(|(uri, id)| json!({"uri": uri, "value": id}));
        json!({"previousResultIds": ids.collect::<Vec<_>>()})
    }

    /// Asks and waits.
    fn pull(&mut self, client: &mut Client) -> Vec<String> {
        let report = client.ask("workspace/diagnostic", self.params());
        self.reports.clear();
        self.take(&report);
        self.reports.clone()
    }

    /// Asks for reports as they come, so that the answer may be held back.
    fn ask(&self, client: &mut Client) -> i64 {
        let mut params = self.params();
        params["partialResultToken"] = json!("parts");
        client.request("workspace/diagnostic", params)
    }

    /// Waits for the answer to such a request, and for the reports that come before it.
    fn answered(&mut self, client: &mut Client, request: i64) -> Vec<String> {
        let report = client.answer(request).expect("it does not fail");
        assert_eq!(report, json!({"items": []}), "all parts came before");
        self.reports.clear();
        for part in client.notifications("$/progress") {
            assert_eq!(part["token"], "parts");
            self.take(&part["value"]);
        }
        self.reports.clone()
    }

    fn take(&mut self, report: &Value) {
        for report in report["items"].as_array().expect("a list") {
            let uri = report["uri"].as_str().expect("a URI");
            let name = uri.strip_prefix(&self.folder.uri("")).unwrap_or(uri);
            let kind = report["kind"].as_str().expect("a kind");
            let version = report.get("version").expect("a version, if only null");
            self.reports.push(format!("{kind} {version} {name}"));
            match kind {
                "unchanged" => assert_eq!(self.ids.get(uri), Some(&report["resultId"])),
                _ => {
                    let found = report["items"].as_array().expect("a list");
                    self.findings
                        .insert(name.to_owned(), found.iter().map(finding).collect());
                    match report.get("resultId") {
                        Some(id) => self.ids.insert(uri.to_owned(), id.clone()),
                        None => self.ids.remove(uri),
                    };
                }
            }
        }
    }

    /// The findings of all files that have some.
    fn found(&self) -> Vec<(&str, Vec<&str>)> {
        let files = self.findings.iter().filter(|(_, found)| !found.is_empty());
        files
            .map(|(name, found)| (name.as_str(), found.iter().map(String::as_str).collect()))
            .collect()
    }
}

/// A finding: its code, and its line and column (from 0).
fn finding(found: &Value) -> String {
    let start = &found["range"]["start"];
    let code = found["code"].as_str().expect("a code");
    format!("{code} {}:{}", start["line"], start["character"])
}

fn changed(client: &mut Client, folder: &Folder, names: &[&str]) {
    let changes = names.iter();
    let changes = changes.map(|name| json!({"uri": folder.uri(name), "type": 2}));
    let changes: Vec<Value> = changes.collect();
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({"changes": changes}),
    );
}

/// A client that says when files change, and is asked to ask again for nothing.
fn quiet() -> Value {
    let mut capabilities = watching();
    capabilities["workspace"]["diagnostics"] = json!({});
    capabilities
}

fn start(folder: &Folder, capabilities: Value) -> Client {
    let watches = !capabilities["workspace"]["didChangeWatchedFiles"].is_null();
    let mut client = folder.client(capabilities, &[""]);
    if watches {
        client.asked("client/registerCapability");
    }
    client
}

#[test]
fn all_transcripts_are_reported_on_open_or_not() {
    let folder = Folder::new(&[
        ("a.presscript", "Ben Dummy: On disk.\n"),
        (
            "b/c d.transcript.txt",
            "\u{feff}😀\r\n\r\nBen Dummy:Hello.\r\n",
        ),
        ("empty.presscript", ""),
        ("notes.txt", GLUED),
        ("out/e.presscript", GLUED),
        (".gitignore", "out\n"),
    ]);
    let mut capabilities = watching();
    capabilities["general"] = json!({"positionEncodings": ["utf-16"]});
    let mut client = start(&folder, capabilities);
    client.open(
        &folder.uri("a.presscript"),
        "😀\n\nAnna Example: 😀Is this the  question?\n",
    );
    client.open("untitled:Untitled-1", GLUED);
    let mut shown = Shown::new(&folder);
    assert_eq!(
        shown.pull(&mut client),
        [
            "full 1 a.presscript",
            "full 1 untitled:Untitled-1",
            "full null b/c%20d.transcript.txt",
            "full null empty.presscript",
        ]
    );
    assert_eq!(
        shown.found(),
        [
            ("a.presscript", vec!["typo/spaces 2:27"]),
            ("b/c%20d.transcript.txt", vec!["label/no-space 2:9"]),
            ("untitled:Untitled-1", vec!["label/no-space 0:12"]),
        ],
        "columns count UTF-16 units"
    );

    let alone = json!({"textDocument": {"uri": folder.uri("a.presscript")}});
    let alone = client.ask("textDocument/diagnostic", alone);
    assert_eq!(alone["resultId"], shown.ids[&folder.uri("a.presscript")]);
    client.finish();
}

#[test]
fn what_is_the_same_is_said_to_be_the_same() {
    let folder = Folder::new(&[("a.presscript", GLUED), ("b.presscript", RIGHT)]);
    let mut client = start(&folder, quiet());
    let mut shown = Shown::new(&folder);
    shown.pull(&mut client);
    assert_eq!(
        shown.pull(&mut client),
        ["unchanged null a.presscript", "unchanged null b.presscript"]
    );
    // The editor has what is on disk.
    client.open(&folder.uri("a.presscript"), GLUED);
    folder.write("b.presscript", "Anna Example:Why is it so?\n");
    changed(&mut client, &folder, &["b.presscript"]);
    assert_eq!(
        shown.pull(&mut client),
        ["unchanged 1 a.presscript", "full null b.presscript"]
    );
    assert_eq!(
        shown.found(),
        [
            ("a.presscript", vec!["label/no-space 0:12"]),
            ("b.presscript", vec!["label/no-space 0:12"])
        ]
    );
    client.change(&folder.uri("a.presscript"), 2, json!([{"text": RIGHT}]));
    assert_eq!(
        shown.pull(&mut client),
        ["full 2 a.presscript", "unchanged null b.presscript"]
    );
    // Closed unsaved: what is on disk counts again.
    client.close(&folder.uri("a.presscript"));
    assert_eq!(
        shown.pull(&mut client),
        ["full null a.presscript", "unchanged null b.presscript"]
    );
    client.finish();
}

#[test]
fn files_that_are_gone_have_no_findings_left() {
    let folder = Folder::new(&[
        ("a.presscript", GLUED),
        ("b.presscript", GLUED),
        ("c.presscript", GLUED),
        ("d.presscript", GLUED),
        ("sub/e.presscript", GLUED),
    ]);
    let mut client = start(&folder, quiet());
    let mut shown = Shown::new(&folder);
    shown.pull(&mut client);
    assert_eq!(shown.found().len(), 5);

    fs::remove_file(folder.path("a.presscript")).expect("it is there");
    fs::rename(folder.path("b.presscript"), folder.path("new.presscript")).expect("it is there");
    fs::write(folder.path("c.presscript"), b"Anna Example:Gr\xfc\xdfe.\n").expect("it can be");
    fs::remove_dir_all(folder.path("sub")).expect("it is there");
    folder.write(".ignore", "d.presscript\n");
    changed(&mut client, &folder, &["a.presscript", "sub", ".ignore"]);
    assert_eq!(
        shown.pull(&mut client),
        [
            "full null new.presscript",
            "full null a.presscript",
            "full null b.presscript",
            "full null c.presscript",
            "full null d.presscript",
            "full null sub/e.presscript",
        ]
    );
    assert_eq!(
        shown.found(),
        [("new.presscript", vec!["label/no-space 0:12"])]
    );
    assert_eq!(
        shown.pull(&mut client),
        ["unchanged null new.presscript"],
        "and nobody speaks of them any more"
    );
    client.finish();
}

#[test]
fn folders_come_and_go_with_their_findings() {
    let folder = Folder::new(&[
        ("one/a.presscript", GLUED),
        ("one/presscript.toml", "profil = 1\n"),
        ("two/b.presscript", GLUED),
    ]);
    let mut client = folder.client(modern(), &["one"]);
    let mut shown = Shown::new(&folder);
    shown.pull(&mut client);
    let of_config = vec!["config/unknown-key 0:0"];
    let glued = vec!["label/no-space 0:12"];
    let one = [
        ("one/a.presscript", glued.clone()),
        ("one/presscript.toml", of_config),
    ];
    assert_eq!(shown.found(), one);
    let named = |name: &str| json!({"uri": folder.uri(name), "name": name});
    let event = json!({"added": [named("two")], "removed": [named("one")]});
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({"event": event}),
    );
    shown.pull(&mut client);
    assert_eq!(shown.found(), [("two/b.presscript", glued)]);
    client.finish();
}

#[test]
fn reports_come_as_they_are_made() {
    let names: Vec<String> = (10..60).map(|n| format!("{n}.presscript")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), GLUED)).collect();
    let folder = Folder::new(&files);
    let mut client = start(&folder, watching());
    let mut params = Shown::new(&folder).params();
    params["partialResultToken"] = json!(7);
    params["workDoneToken"] = json!("work");
    let request = client.request("workspace/diagnostic", params);
    assert_eq!(client.answer(request), Ok(json!({"items": []})));
    let mut shown = Shown::new(&folder);
    let (mut parts, mut work) = (0, Vec::new());
    for message in client.notifications("$/progress") {
        if message["token"] == "work" {
            work.push(message["value"].clone());
        } else {
            assert_eq!(message["token"], 7);
            shown.take(&message["value"]);
            parts += 1;
        }
    }
    assert!(parts > 1, "in one part");
    let reported: Vec<String> = names
        .iter()
        .map(|name| format!("full null {name}"))
        .collect();
    assert_eq!(shown.reports, reported);
    assert_eq!(shown.found().len(), 50);
    let kinds: Vec<&str> = work
        .iter()
        .map(|value| value["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        kinds,
        ["begin", "report", "report", "report", "report", "end"]
    );
    assert_eq!(work[4]["message"], "50 of 50");
    assert_eq!(work[4]["percentage"], 100);
    client.finish();
}

#[test]
fn an_answer_without_news_is_held_back_until_there_is_some() {
    let folder = Folder::new(&[("a.presscript", GLUED), ("b.presscript", RIGHT)]);
    let mut client = start(&folder, watching());
    let mut shown = Shown::new(&folder);
    let first = shown.ask(&mut client);
    assert_eq!(shown.answered(&mut client, first).len(), 2);

    let held = shown.ask(&mut client);
    client.open(&folder.uri("a.presscript"), GLUED);
    folder.write("b.presscript", "Anna Example: Another question?\n");
    changed(&mut client, &folder, &["b.presscript"]);
    thread::sleep(Duration::from_millis(700));
    client.ask("workspace/symbol", json!({"query": ""}));
    assert!(!client.has_answer(held), "nothing was found that is new");

    folder.write("b.presscript", "Anna Example:Yet another question?\n");
    changed(&mut client, &folder, &["b.presscript"]);
    let reports = shown.answered(&mut client, held);
    let news = "full null b.presscript".to_owned();
    assert_eq!(reports.last(), Some(&news), "{reports:?}");
    assert_eq!(shown.found().len(), 2);

    let held = shown.ask(&mut client);
    client.change(&folder.uri("a.presscript"), 2, json!([{"text": RIGHT}]));
    let reports = shown.answered(&mut client, held);
    assert!(
        reports.contains(&"full 2 a.presscript".to_owned()),
        "{reports:?}"
    );
    assert_eq!(shown.found().len(), 1);

    let held = shown.ask(&mut client);
    client.notification("$/progress");
    fs::remove_file(folder.path("b.presscript")).expect("it is there");
    changed(&mut client, &folder, &["b.presscript"]);
    shown.answered(&mut client, held);
    assert_eq!(shown.found(), []);
    client.finish();
}

#[test]
fn an_answer_that_is_held_back_ends_with_the_next_question_or_the_session() {
    let folder = Folder::new(&[("a.presscript", GLUED)]);
    let mut client = start(&folder, watching());
    let mut shown = Shown::new(&folder);
    let first = shown.ask(&mut client);
    shown.answered(&mut client, first);

    let held = shown.ask(&mut client);
    let next = shown.ask(&mut client);
    assert!(shown.answered(&mut client, held).len() <= 2);
    client.notify("$/cancelRequest", json!({"id": next}));
    let error = client.answer(next).expect_err("it was cancelled");
    assert_eq!(error["code"], CANCELLED);
    client.notifications("$/progress");

    let last = shown.ask(&mut client);
    assert_eq!(client.ask("shutdown", Value::Null), Value::Null);
    assert_eq!(
        shown.answered(&mut client, last),
        ["unchanged null a.presscript"]
    );
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 0);
}

#[test]
fn an_answer_that_is_held_back_does_not_hold_up_the_end() {
    let folder = Folder::new(&[("a.presscript", RIGHT)]);
    let mut client = start(&folder, watching());
    let mut shown = Shown::new(&folder);
    shown.pull(&mut client);
    let held = shown.ask(&mut client);
    client.notification("$/progress");
    client.hang_up();
    client.answer(held).expect("it ends");
    assert_eq!(client.exit_code(), 1);
}

#[test]
fn a_check_is_cancelled_in_the_middle() {
    let text = "Anna Example (Daily Sample):Is this the  question?\n\n".repeat(800);
    let names: Vec<String> = (100..300).map(|n| format!("{n}.presscript")).collect();
    let files: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (name.as_str(), text.as_str()))
        .collect();
    let folder = Folder::new(&files);
    let mut client = start(&folder, watching());
    let request = Shown::new(&folder).ask(&mut client);
    let small = "file:///small.presscript";
    client.open(small, GLUED);
    let report = client.ask(
        "textDocument/diagnostic",
        json!({"textDocument": {"uri": small}}),
    );
    assert_eq!(report["items"][0]["code"], "label/no-space");
    assert!(!client.has_answer(request), "others get their turn");
    client.notify("$/cancelRequest", json!({"id": request}));
    let error = client.answer(request).expect_err("it was cancelled");
    assert_eq!(error["code"], CANCELLED);
    let parts = client.notifications("$/progress").len();
    assert!(parts < 12, "{parts} parts: it was done before");
    client.finish();
}

#[test]
fn problems_of_the_configuration_are_reported_once() {
    let folder = Folder::new(&[
        ("a.presscript", RIGHT),
        (
            "presscript.toml",
            "# ü\nprofil = 1\nroster = \"people.yaml\"\n",
        ),
        ("people.yaml", "- Anna Example {principl}\n"),
        ("sub/b.presscript", RIGHT),
        ("sub/presscript.toml", "profile = 1\n"),
    ]);
    let mut client = start(&folder, watching());
    client.open(&folder.uri("a.presscript"), RIGHT);
    let pushed = |client: &mut Client| {
        let pushed = client.notification("textDocument/publishDiagnostics");
        let uri = pushed["uri"].as_str().expect("a URI").to_owned();
        (uri, pushed["diagnostics"].as_array().expect("a list").len())
    };
    let (roster, toml) = (folder.uri("people.yaml"), folder.uri("presscript.toml"));
    let news = [pushed(&mut client), pushed(&mut client)];
    assert_eq!(news, [(roster.clone(), 1), (toml.clone(), 1)]);

    let mut shown = Shown::new(&folder);
    shown.pull(&mut client);
    let taken_back = [pushed(&mut client), pushed(&mut client)];
    assert_eq!(taken_back, [(roster, 0), (toml, 0)]);
    assert_eq!(
        shown.found(),
        [
            ("people.yaml", vec!["config/invalid-roster 0:16"]),
            ("presscript.toml", vec!["config/unknown-key 1:0"]),
            ("sub/presscript.toml", vec!["config/invalid-value 0:10"]),
        ]
    );
    folder.write("presscript.toml", "roster = \"people.yaml\"\n");
    folder.write("people.yaml", "- Anna Example {principal}\n");
    fs::remove_file(folder.path("sub/presscript.toml")).expect("it is there");
    changed(&mut client, &folder, &["presscript.toml", "people.yaml"]);
    client.asked("workspace/diagnostic/refresh");
    shown.pull(&mut client);
    assert_eq!(shown.found(), []);
    // Nothing more is pushed: it would be unclaimed.
    client.finish();
}

#[test]
fn settings_and_rosters_decide_about_files_that_are_not_open() {
    let folder = Folder::new(&[("a.presscript", GLUED), ("presscript.toml", "")]);
    let mut client = start(&folder, watching());
    let mut shown = Shown::new(&folder);
    shown.pull(&mut client);
    assert_eq!(shown.found().len(), 1);
    folder.write("presscript.toml", OFF);
    changed(&mut client, &folder, &["presscript.toml"]);
    client.asked("workspace/diagnostic/refresh");
    shown.pull(&mut client);
    assert_eq!(shown.found(), []);

    // A client that waits hears of it by the answer.
    let held = shown.ask(&mut client);
    client.notification("$/progress");
    folder.write("presscript.toml", "");
    changed(&mut client, &folder, &["presscript.toml"]);
    shown.answered(&mut client, held);
    assert_eq!(shown.found().len(), 1);
    client.finish();
}

#[test]
fn a_client_that_does_not_say_when_files_change_gets_them_read_again() {
    let folder = Folder::new(&[("a.presscript", GLUED)]);
    let mut client = start(&folder, modern());
    let mut shown = Shown::new(&folder);
    shown.pull(&mut client);
    folder.write("a.presscript", RIGHT);
    folder.write("b.presscript", GLUED);
    shown.pull(&mut client);
    assert_eq!(
        shown.found(),
        [("b.presscript", vec!["label/no-space 0:12"])]
    );

    let held = shown.ask(&mut client);
    client.notification("$/progress");
    folder.write("b.presscript", RIGHT);
    let saved = json!({"textDocument": {"uri": folder.uri("b.presscript")}});
    client.notify("textDocument/didSave", saved);
    shown.answered(&mut client, held);
    assert_eq!(shown.found(), []);
    client.finish();
}

#[test]
fn without_a_folder_only_open_documents_are_reported_on() {
    let folder = Folder::new(&[("a.presscript", GLUED)]);
    let (mut client, _) = Client::initialized(modern());
    let mut shown = Shown::new(&folder);
    assert_eq!(shown.pull(&mut client), [""; 0]);
    client.open(&folder.uri("b.presscript"), GLUED);
    assert_eq!(shown.pull(&mut client), ["full 1 b.presscript"]);
    client.close(&folder.uri("b.presscript"));
    shown.pull(&mut client);
    assert_eq!(shown.found(), []);
    client.finish();
}

#[test]
fn a_report_on_a_document_names_findings_in_the_files_behind_it() {
    let folder = Folder::new(&[
        ("a.presscript", RIGHT),
        ("presscript.toml", "profil = 1\nroster = \"people.yaml\"\n"),
        ("people.yaml", "- Anna Example {principl}\n"),
        ("sub/b.presscript", RIGHT),
        ("sub/presscript.toml", "profile = 1\n"),
    ]);
    let mut capabilities = watching();
    capabilities["textDocument"]["diagnostic"] = json!({"relatedDocumentSupport": true});
    let mut client = start(&folder, capabilities);
    let uri = folder.uri("a.presscript");
    client.open(&uri, RIGHT);
    client.open(&folder.uri("sub/b.presscript"), RIGHT);
    let related = |client: &mut Client, previous: Value| {
        let params = json!({"textDocument": {"uri": uri}, "previousResultId": previous});
        let report = client.ask("textDocument/diagnostic", params);
        let related = report["relatedDocuments"].as_object().cloned();
        let related = related
            .unwrap_or_default()
            .into_iter()
            .map(|(uri, report)| {
                assert_eq!(report["kind"], "full");
                let found = report["items"].as_array().expect("a list").iter();
                let name = uri
                    .strip_prefix(&folder.uri(""))
                    .expect("a file in it")
                    .to_owned();
                (name, found.map(finding).collect::<Vec<_>>())
            });
        let related: BTreeMap<String, Vec<String>> = related.collect();
        (report["resultId"].clone(), related)
    };
    let none = Vec::<String>::new;
    let key = |name: &str| name.to_owned();
    let (id, found) = related(&mut client, Value::Null);
    assert_eq!(
        found,
        BTreeMap::from([
            (key("people.yaml"), vec![key("config/invalid-roster 0:16")]),
            (key("presscript.toml"), vec![key("config/unknown-key 0:0")]),
        ]),
        "and not what is wrong in the settings of others"
    );
    folder.write("presscript.toml", "roster = \"people.yaml\"\n");
    changed(&mut client, &folder, &["presscript.toml"]);
    client.asked("workspace/diagnostic/refresh");
    let (same, found) = related(&mut client, id.clone());
    assert_eq!(same, id);
    let mended = BTreeMap::from([
        (key("people.yaml"), vec![key("config/invalid-roster 0:16")]),
        (key("presscript.toml"), none()),
    ]);
    assert_eq!(found, mended);

    fs::remove_file(folder.path("presscript.toml")).expect("it is there");
    changed(&mut client, &folder, &["presscript.toml"]);
    client.asked("workspace/diagnostic/refresh");
    let (_, found) = related(&mut client, Value::Null);
    assert!(found.values().all(Vec::is_empty), "{found:?}");
    // Nothing of it is pushed: it would be unclaimed.
    client.finish();
}
