//! URIs as clients write them: not all percent-encode, and not all that do encode the same characters.

use std::path::PathBuf;

use serde_json::Value;
use tower_lsp::ls_types::Uri;

/// The path of a file's URI.
pub fn file_path(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().as_str() == "file";
    is_file.then(|| uri.to_file_path().map(|path| path.into_owned()))?
}

/// What all spellings of a URI have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A file, whichever characters of its path are encoded.
    File(PathBuf),
    /// Something else, which only its scheme could say more about.
    Other(Uri),
}

impl Key {
    /// What a spelling has in common with all others.
    pub fn of(uri: &Uri) -> Self {
        file_path(uri).map_or_else(|| Self::Other(uri.clone()), Self::File)
    }
}

/// Encodes whatever may not stand in a URI, in all URIs of a message; `file:///a b` is meant clearly enough.
pub fn mend(message: &mut Value) {
    match message {
        Value::Array(values) => values.iter_mut().for_each(mend),
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(uri) if name.ends_with("uri") || name.ends_with("Uri") => {
                        if uri.parse::<Uri>().is_err() {
                            *uri = encoded(uri);
                        }
                    }
                    _ => mend(value),
                }
            }
        }
        _ => {}
    }
}

fn encoded(uri: &str) -> String {
    let mut encoded = String::with_capacity(uri.len() + 16);
    for (at, byte) in uri.bytes().enumerate() {
        let is_escape = || {
            let digits = uri.as_bytes().get(at + 1..at + 3);
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        };
        let stays = match byte {
            b'%' => is_escape(),
            b'"' | b'<' | b'>' | b'[' | b']' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => false,
            _ => byte.is_ascii_graphic(),
        };
        if stays {
            encoded.push(byte.into());
        } else {
            encoded += &format!("%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_may_not_stand_in_a_uri_is_encoded() {
        let mended = |uri: &str| {
            let mut message =
                json!({"textDocument": {"uri": uri, "text": uri}, "files": [{"oldUri": uri}]});
            mend(&mut message);
            assert_eq!(message["textDocument"]["text"], uri, "only URIs are mended");
            assert_eq!(
                message["files"][0]["oldUri"],
                message["textDocument"]["uri"]
            );
            message["textDocument"]["uri"].as_str().unwrap().to_owned()
        };
        assert_eq!(mended("file:///a b[1].txt"), "file:///a%20b%5B1%5D.txt");
        assert_eq!(
            mended("file:///größe/%zz/%20"),
            "file:///gr%C3%B6%C3%9Fe/%25zz/%20"
        );
        for right in [
            "file:///a%20b",
            "untitled:Untitled-1",
            "file:///c%3A/x",
            "memory://a?b#c",
        ] {
            assert_eq!(mended(right), right);
        }
        assert_eq!(mended("no URI"), "no%20URI");
    }

    #[test]
    fn a_file_has_one_key() {
        let key = |uri: &str| Key::of(&uri.parse().unwrap());
        assert_eq!(key("file:///c%3A/%c3%a9"), key("file:///c:/%C3%A9"));
        assert_ne!(key("file:///a%2525"), key("file:///a%25"));
        assert_ne!(key("untitled:a%2Fb"), key("untitled:a/b"));
    }
}
