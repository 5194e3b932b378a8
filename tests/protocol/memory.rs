//! Memory doesn't grow with what is past: not with edits, not with documents that were closed, not with answers that were read.
//!
//! What the server needs at all is none of this: each test does the same twice, and compares.

use presscript_tests::client::Client;
use presscript_tests::say;
use serde_json::{Value, json};

use crate::mirror::Mirror;
use crate::{URI, complete, document};

/// What an allocator may take and keep without a leak, in bytes.
const SLACK: u64 = 8 << 20;

/// A client that pulls diagnostics, or has them pushed.
fn client(pulls: bool) -> Client {
    let mut capabilities = complete();
    if !pulls {
        let document = capabilities["textDocument"].as_object_mut();
        document.expect("an object").remove("diagnostic");
    }
    Client::initialized(capabilities).0
}

/// Reads what is pushed until the answer to `id`, so that nothing is left over.
fn read_until(client: &mut Client, id: i64) {
    while client.next_message().expect("the server lives")["id"] != id {}
}

/// Does the same again and again, and fails if memory is much larger after the second half than after the first.
fn does_not_grow(
    name: &str,
    mut client: Client,
    rounds: usize,
    mut round: impl FnMut(&mut Client),
) {
    let mut half = |client: &mut Client| {
        (0..rounds).for_each(|_| round(client));
        client.memory("VmRSS")
    };
    let first = half(&mut client);
    let second = half(&mut client);
    if let (Some(first), Some(second)) = (first, second) {
        say(format!(
            "{name}: {} MiB, then {} MiB",
            first >> 20,
            second >> 20
        ));
        assert!(
            second <= first + first / 5 + SLACK,
            "{name}: {first} bytes, then {second}"
        );
    }
    let shutdown = client.request("shutdown", Value::Null);
    read_until(&mut client, shutdown);
    client.notify("exit", Value::Null);
    while client.next_message().is_some() {}
    assert_eq!(client.exit_code(), 0);
}

fn ten_thousand_edits(pulls: bool) {
    let mut client = client(pulls);
    let mut mirror = Mirror::new(
        "Anna Example (Daily Sample):Why  now?\n\n".repeat(30),
        "utf-8",
    );
    client.open(URI, &mirror.text);
    let (insert, mut version) = ("Max Mustername:Yes.\n\n", 1);
    does_not_grow(
        &format!("10,000 edits (pulls: {pulls})"),
        client,
        50,
        |client| {
            for n in 0..100 {
                let range = if n % 2 == 0 { 0..0 } else { 0..insert.len() };
                let change = mirror.replace(range, if n % 2 == 0 { insert } else { "" });
                version += 1;
                client.change(URI, version, json!([change]));
            }
            client.request("textDocument/semanticTokens/full", document());
            client.request("workspace/symbol", json!({"query": "Anna"}));
            let last = client.request("textDocument/documentSymbol", document());
            read_until(client, last);
        },
    );
}

#[test]
fn ten_thousand_edits_of_one_document_for_a_client_that_pulls() {
    ten_thousand_edits(true);
}

#[test]
fn ten_thousand_edits_of_one_document_for_a_client_that_is_pushed_to() {
    ten_thousand_edits(false);
}

fn five_hundred_documents(pulls: bool) {
    let text = "Anna Example (Daily Sample):Why  now?\n\nMR. SAMPLE: Because.\n\n".repeat(2);
    let mut round = 0;
    does_not_grow(
        &format!("500 documents (pulls: {pulls})"),
        client(pulls),
        2,
        |client| {
            round += 1;
            // Half of them are others in every round.
            let uri = |n: usize| {
                format!(
                    "file:///press/{}/{n}.presscript",
                    if n < 250 { 0 } else { round }
                )
            };
            let mut last = 0;
            for n in 0..500 {
                client.open(&uri(n), &text);
                let params = json!({"textDocument": {"uri": uri(n)}});
                client.request("textDocument/diagnostic", params.clone());
                last = client.request("textDocument/semanticTokens/full", params);
            }
            read_until(client, last);
            for n in 0..500 {
                client.close(&uri(n));
            }
            let symbols = client.request("workspace/symbol", json!({"query": "Anna"}));
            read_until(client, symbols);
        },
    );
}

#[test]
fn opening_and_closing_five_hundred_documents_for_a_client_that_pulls() {
    five_hundred_documents(true);
}

#[test]
fn opening_and_closing_five_hundred_documents_for_a_client_that_is_pushed_to() {
    five_hundred_documents(false);
}

#[test]
fn opening_and_closing_a_large_document() {
    let text = "Anna Example (Daily Sample): Why now?\n\nMax Mustername: It is a sample.\n\n"
        .repeat(2_000);
    does_not_grow("a large document", client(true), 3, |client| {
        client.open(URI, &text);
        client.ask("textDocument/documentSymbol", document());
        client.close(URI);
    });
}

/// Nothing is read meanwhile, so that the server has to keep the answers; and nothing but these.
#[test]
fn a_client_that_stops_reading_costs_what_it_is_owed() {
    let mut client = client(true);
    client.open(URI, &"Anna Example (Daily Sample):Why  now?\n\n".repeat(30));
    client.ask("textDocument/diagnostic", document());
    let before = client.memory("VmHWM");
    let ids: Vec<_> = (0..500)
        .map(|_| client.request("textDocument/diagnostic", document()))
        .collect();
    let mut owed = 0;
    for id in ids {
        owed += client.answer(id).expect("a report").to_string().len() as u64;
    }
    if let (Some(before), Some(most)) = (before, client.memory("VmHWM")) {
        say(format!(
            "{} MiB owed, {} MiB more at most",
            owed >> 20,
            (most - before) >> 20
        ));
        assert!(
            most - before <= 2 * owed + SLACK,
            "{} bytes for {owed}",
            most - before
        );
    }
    client.finish();
}
