//! A client that takes a large result in parts gets it so: together they are the result, and the answer itself is empty.

use presscript_tests::client::Client;
use serde_json::{Value, json};

use crate::{URI, complete, document};

/// More than one part of everything.
const EXCHANGES: usize = 1_200;

fn opened(capabilities: Value) -> Client {
    let (mut client, _) = Client::initialized(capabilities);
    let exchange = |number: usize| {
        let asker = ["Anna Example (FBC)", "Ben Sample (Island TV)"][number % 2];
        format!("{asker}: [sic] Why {number}?\n\nMinister Max Mustername: [laughs] So.\n\n")
    };
    let text: String = (0..EXCHANGES).map(exchange).collect();
    client.open(URI, &text);
    client
}

/// What the parts of an answer hold together, `of` each of them, and the answer itself.
fn in_parts(
    client: &mut Client,
    method: &str,
    params: &Value,
    of: fn(&Value) -> &Value,
) -> (Vec<Value>, Value) {
    let mut params = params.clone();
    params["partialResultToken"] = json!("parts");
    let answer = client.ask(method, params);
    let parts = client.notifications("$/progress");
    assert!(parts.len() > 1, "{method}: {} parts", parts.len());
    let values = parts.iter().flat_map(|part| {
        assert_eq!(part["token"], "parts");
        of(&part["value"]).as_array().expect("a list").clone()
    });
    (values.collect(), answer)
}

#[test]
fn the_outline_comes_in_parts() {
    let mut flat = complete();
    flat["textDocument"]["documentSymbol"]["hierarchicalDocumentSymbolSupport"] = json!(false);
    for capabilities in [complete(), flat] {
        let mut client = opened(capabilities);
        let method = "textDocument/documentSymbol";
        let whole = client.ask(method, document());
        assert!(whole.as_array().expect("a list").len() >= EXCHANGES);
        let (parts, answer) = in_parts(&mut client, method, &document(), |value| value);
        assert_eq!(Value::from(parts), whole);
        assert_eq!(answer, json!([]));
        client.finish();
    }
}

#[test]
fn tokens_come_in_parts() {
    let mut client = opened(complete());
    let method = "textDocument/semanticTokens/full";
    let whole = client.ask(method, document());
    let (parts, answer) = in_parts(&mut client, method, &document(), |value| &value["data"]);
    assert_eq!(Value::from(parts), whole["data"]);
    assert_eq!(answer, json!({"resultId": whole["resultId"], "data": []}));

    let method = "textDocument/semanticTokens/range";
    let mut params = document();
    params["range"] =
        json!({"start": {"line": 0, "character": 0}, "end": {"line": 9_999, "character": 0}});
    let (parts, answer) = in_parts(&mut client, method, &params, |value| &value["data"]);
    assert_eq!(Value::from(parts), whole["data"]);
    assert_eq!(answer, json!({"data": []}));
    client.finish();
}

#[test]
fn places_that_name_somebody_come_in_parts() {
    let mut client = opened(complete());
    let mut params = document();
    params["position"] = json!({"line": 0, "character": 3});
    params["context"] = json!({"includeDeclaration": true});
    let method = "textDocument/references";
    let whole = client.ask(method, params.clone());
    let (parts, answer) = in_parts(&mut client, method, &params, |value| value);
    assert_eq!(Value::from(parts), whole);
    assert_eq!(answer, json!([]));
    client.finish();
}
