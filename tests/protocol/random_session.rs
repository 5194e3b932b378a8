//! Whatever is sent in whatever order: each request is answered once and rightly, and both sides end with the same text.

use presscript_tests::client::{Answer, Client};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use crate::mirror::{Mirror, found, outlined};
use crate::modern;

const URIS: [&str; 3] = [
    "file:///press/a.presscript",
    "file:///press/b%20c.presscript",
    "untitled:d",
];

/// Requests about a document that are answered for the version that they were sent about.
const READS: [&str; 8] = [
    "textDocument/documentSymbol",
    "textDocument/hover",
    "textDocument/foldingRange",
    "textDocument/references",
    "textDocument/selectionRange",
    "textDocument/inlayHint",
    "textDocument/codeLens",
    "textDocument/prepareCallHierarchy",
];

/// Requests that an edit may end.
const CURRENT_READS: [&str; 3] = [
    "textDocument/diagnostic",
    "textDocument/formatting",
    "textDocument/codeAction",
];

#[derive(Clone, Debug)]
enum Step {
    Open(usize, String),
    Change(usize, Vec<(Index, Index, String)>),
    Replace(usize, String),
    Close(usize),
    Ask(usize, &'static str, [u32; 4]),
    /// One that was asked, or one that may come to be.
    Cancel(Index),
    Garbage(&'static str),
}

fn text() -> impl Strategy<Value = String> {
    let pieces = [
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        ":",
        ": ",
        "  ",
        "(",
        ")",
        "[",
        "# ",
        "Q: ",
        "🎤",
        "é",
        "---\n",
        "cast:\n",
        "  - name: ",
        "word ",
        "Anna Example (Daily Sample): ",
        "\nMax Mustername:Yes. ",
        "MR. SAMPLE: ",
        "[inaudible]",
        "[^1]",
        "[^1]: ",
        "00:01:02 ",
    ];
    prop::collection::vec(select(pieces.to_vec()), 0..12).prop_map(|pieces| pieces.concat())
}

fn step() -> impl Strategy<Value = Step> {
    let document = 0..URIS.len();
    let position = || prop_oneof![4 => 0..6_u32, 2 => 0..60_u32, 1 => Just(u32::MAX)];
    let change = (any::<Index>(), any::<Index>(), text());
    let method = select([&READS[..], &CURRENT_READS].concat());
    let garbage = select(vec![
        r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":[]}"#,
        r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":null}}"#,
        r#"{"jsonrpc":"2.0","method":"press/release"}"#,
        r#"{"jsonrpc":"2.0","method":"$/setTrace","params":{"value":"off"}}"#,
        r#"{"jsonrpc":"2.0","id":"x","result":null}"#,
    ]);
    prop_oneof![
        2 => (document.clone(), text()).prop_map(|(document, text)| Step::Open(document, text)),
        10 => (document.clone(), prop::collection::vec(change, 0..4)).prop_map(|(document, changes)| Step::Change(document, changes)),
        1 => (document.clone(), text()).prop_map(|(document, text)| Step::Replace(document, text)),
        1 => document.clone().prop_map(Step::Close),
        12 => (document, method, [position(), position(), position(), position()])
            .prop_map(|(document, method, places)| Step::Ask(document, method, places)),
        3 => any::<Index>().prop_map(Step::Cancel),
        1 => garbage.prop_map(Step::Garbage),
    ]
}

/// A request that was sent, and what is known of its answer.
struct Asked {
    id: i64,
    method: &'static str,
    is_open: bool,
    may_be_cancelled: bool,
    outline: Option<Value>,
}

impl Asked {
    fn check(&self, answer: Answer) {
        let code = match &answer {
            Ok(result) => {
                assert!(
                    self.is_open,
                    "{} answered for a closed document",
                    self.method
                );
                if let Some(outline) = &self.outline {
                    assert_eq!(&outlined(result), outline);
                }
                return;
            }
            Err(error) => error["code"].as_i64().expect("an error has a code"),
        };
        let expected = match code {
            -32800 => self.may_be_cancelled,
            -32801 | -32802 if self.is_open => CURRENT_READS.contains(&self.method),
            -32801 => self.method != "textDocument/diagnostic",
            -32802 => self.method == "textDocument/diagnostic",
            _ => false,
        };
        assert!(expected, "{}: {answer:?}", self.method);
    }
}

/// The two sides of a session.
struct Session {
    client: Client,
    encoding: &'static str,
    documents: [Option<Mirror>; URIS.len()],
    asked: Vec<Asked>,
    version: i32,
}

impl Session {
    fn new(encoding: &'static str) -> Self {
        let mut capabilities = modern();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        Self {
            client: Client::initialized(capabilities).0,
            encoding,
            documents: [const { None }; URIS.len()],
            asked: Vec::new(),
            version: 1,
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Open(document, text) => {
                self.client.open(URIS[document], &text);
                self.documents[document] = Some(Mirror::new(text, self.encoding));
            }
            Step::Change(document, changes) => {
                let changes =
                    changes
                        .into_iter()
                        .map(|(a, b, text)| match &mut self.documents[document] {
                            Some(mirror) => {
                                let places = mirror.boundaries();
                                let (a, b) = (*a.get(&places), *b.get(&places));
                                // Short ones mostly, or little would be left.
                                let (start, end) =
                                    (a.min(b), if b % 4 == 0 { a.max(b) } else { a.min(b) });
                                mirror.replace(start..end, &text)
                            }
                            None => json!({"text": text}),
                        });
                let changes = changes.collect();
                self.change(document, changes);
            }
            Step::Replace(document, text) => {
                let change = json!([{"text": text}]);
                if let Some(mirror) = &mut self.documents[document] {
                    mirror.text = text;
                }
                self.change(document, change);
            }
            Step::Close(document) => {
                self.client.close(URIS[document]);
                self.documents[document] = None;
            }
            Step::Ask(document, method, places) => self.ask(document, method, places),
            Step::Cancel(which) => {
                let id = which.index(self.asked.len() + 1);
                if let Some(asked) = self.asked.get_mut(id) {
                    asked.may_be_cancelled = true;
                }
                // The first id is that of `initialize`.
                self.client.notify("$/cancelRequest", json!({"id": id + 2}));
            }
            Step::Garbage(body) => self.client.send_raw(body.as_bytes()),
        }
    }

    fn change(&mut self, document: usize, changes: Value) {
        self.version += 1;
        self.client.change(URIS[document], self.version, changes);
    }

    fn ask(&mut self, document: usize, method: &'static str, [a, b, c, d]: [u32; 4]) {
        let start = json!({"line": a, "character": b});
        let params = json!({
            "textDocument": {"uri": URIS[document]},
            "position": start,
            "positions": [start],
            "range": {"start": start, "end": {"line": c, "character": d}},
            "context": {"diagnostics": [], "includeDeclaration": true},
            "options": {"tabSize": 4, "insertSpaces": true},
        });
        let mirror = self.documents[document].as_ref();
        self.asked.push(Asked {
            id: self.client.request(method, params),
            method,
            is_open: mirror.is_some(),
            may_be_cancelled: false,
            outline: mirror.filter(|_| method == READS[0]).map(Mirror::outline),
        });
    }

    fn end(mut self) {
        for (document, mirror) in self.documents.iter().enumerate() {
            let params = json!({"textDocument": {"uri": URIS[document]}});
            match mirror {
                Some(mirror) => {
                    let symbols = self
                        .client
                        .ask("textDocument/documentSymbol", params.clone());
                    assert_eq!(outlined(&symbols), mirror.outline());
                    let report = self.client.ask("textDocument/diagnostic", params);
                    assert_eq!(found(&report["items"]), mirror.findings());
                }
                None => assert_eq!(
                    self.client.ask_for_error("textDocument/diagnostic", params),
                    -32802
                ),
            }
        }
        for asked in self.asked {
            let answer = self.client.answer(asked.id);
            asked.check(answer);
        }
        // Fails if anything is left, such as a second answer.
        self.client.finish();
    }
}

/// Each case starts a process: few by default, `PROPTEST_CASES` where that is set.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: cases.unwrap_or(24),
        max_shrink_iters: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_session_ends_as_its_mirror_does(
        encoding in select(vec!["utf-8", "utf-16", "utf-32"]),
        steps in prop::collection::vec(step(), 1..80),
    ) {
        let mut session = Session::new(encoding);
        steps.into_iter().for_each(|step| session.step(step));
        session.end();
    }
}
