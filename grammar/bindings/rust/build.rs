//! Compiles the generated parser and the scanner into a static library.

use std::path::Path;

fn main() {
    let source = Path::new("src");
    let parser = source.join("parser.c");
    let scanner = source.join("scanner.c");
    cc::Build::new()
        .std("c11")
        .include(source)
        .flag_if_supported("-Wno-unused")
        .file(&parser)
        .file(&scanner)
        .compile("tree-sitter-presscript");
    println!("cargo:rerun-if-changed={}", source.display());
}
