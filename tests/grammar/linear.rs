//! Parsing is linear: it reads twice the bytes of a text that is twice as long, however odd the text.
//!
//! The parser asks for its input piece by piece, and gets it in pieces of one byte here, so that the
//! number of requests counts every byte that it reads or reads again.

use crate::support::parser;

/// How often the parser asks for input, in a text of this one line or these lines.
fn requests(text: &[u8]) -> usize {
    let mut requests = 0;
    let mut input = |byte: usize, _| {
        requests += 1;
        text.get(byte..byte + 1).unwrap_or_default()
    };
    parser()
        .parse_with_options(&mut input, None, None)
        .expect("no limit");
    requests
}

#[test]
fn requests_grow_with_the_text() {
    let units = [
        "(",
        "[",
        "((",
        "[(",
        ")",
        "]",
        "{-",
        "{",
        "{+a",
        "https",
        "https://",
        "h",
        "1",
        "12:",
        "[12:31",
        "[1:2.3",
        "[^1",
        "\\",
        "\\:",
        ":",
        ": ",
        ";",
        "(a); ",
        "A (b); ",
        "Q",
        "Q ",
        "Q. ",
        "A",
        "A ",
        "Anna Example ",
        "Anna (",
        "Anna Example (Daily Sample) ",
        "@",
        "@a",
        ",",
        "Jr., ",
        " ",
        "\t",
        "#",
        "# ",
        "%",
        "%%",
        "%% presscript-ignore a,",
        "-",
        "---",
        "---\n",
        "---\n\n",
        "...\n",
        "\n",
        "\r",
        "A (\n",
        "A (b: c\n",
        "A (b); c\n",
        "[a\n",
        "(a\n",
        "[[[[\n",
        "text\n",
        "Anna Example: text\n",
        "{a b=c ",
        "Anna: {a ",
        "[00:12:31] ",
        "记",
        "记者：",
        "\0",
    ];
    for unit in units {
        let [short, long] = [2_000, 4_000].map(|count| requests(unit.repeat(count).as_bytes()));
        let bytes = unit.len() * 2_000;
        println!(
            "{unit:?}: {:.1} requests a byte",
            short as f64 / bytes as f64
        );
        assert!(
            long < 2 * short + short / 10 + 5_000,
            "{unit:?}: {short} requests for {bytes} bytes, {long} for twice as many",
        );
    }
}

/// Marks at the line's start, or a line that is looked through to its end, before a long rest.
#[test]
fn requests_grow_with_one_long_line() {
    for start in [
        "Anna (",
        "[",
        "(",
        "Anna (a); ",
        "# ",
        "%% ",
        "[^1]: ",
        "Q ",
        "Anna: {",
        "Anna: [(",
    ] {
        for unit in ["word ", "(", "[", "a (b) ", "{-", "12:3 "] {
            let line = |count: usize| format!("{start}{}", unit.repeat(count));
            let [short, long] = [2_000, 4_000].map(|count| requests(line(count).as_bytes()));
            assert!(
                long < 2 * short + short / 10 + 5_000,
                "{start:?} and {unit:?}: {short} requests, {long} for twice as much",
            );
        }
    }
}
