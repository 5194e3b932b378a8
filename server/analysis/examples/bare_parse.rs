//! What parsing takes and nothing else: parses the transcripts in a folder, and prints how many megabytes it parsed in
//! a second. `tests/bench/archive.py` measures the command line against it.

use std::error::Error;
use std::time::{Duration, Instant};
use std::{env, fs};

use presscript_analysis::{Cancel, syntax};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os().nth(1).ok_or("usage: bare_parse FOLDER")?;
    let (mut bytes, mut taken) = (0, Duration::ZERO);
    for entry in fs::read_dir(folder)? {
        let text = fs::read_to_string(entry?.path())?;
        let start = Instant::now();
        let tree = syntax::parse(&text, &Cancel::default());
        taken += start.elapsed();
        drop(tree);
        bytes += text.len();
    }
    println!("{:.2}", bytes as f64 / taken.as_secs_f64() / 1e6);
    Ok(())
}
