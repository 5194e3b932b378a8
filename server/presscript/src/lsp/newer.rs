//! What version 3.18 of the protocol has and the library's types lack: it is read from and put into messages as they are.

use serde_json::json;
use tower_lsp::jsonrpc::{Request, Response};

/// Whether an `initialize` comes from a client that formats several ranges at once.
pub fn formats_several_ranges(request: &Request) -> bool {
    const SUPPORT: &str = "/capabilities/textDocument/rangeFormatting/rangesSupport";
    let support = || request.params()?.pointer(SUPPORT)?.as_bool();
    request.method() == "initialize" && support() == Some(true)
}

/// The answer to `initialize`, with the offer to do so.
pub fn offer_several_ranges(response: Response) -> Response {
    let (id, mut answer) = response.into_parts();
    if let Ok(result) = &mut answer {
        let options = json!({"rangesSupport": true});
        result["capabilities"]["documentRangeFormattingProvider"] = options;
    }
    Response::from_parts(id, answer)
}
