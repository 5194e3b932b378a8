//! Quotation marks and apostrophes in one shape.

use crate::profile::Quotes;

/// A line with its English quotation marks and apostrophes in one shape. Marks of other languages, primes behind figures,
/// and code between backticks stay.
pub fn shaped(line: &str, shape: Quotes) -> String {
    // In `„so“` the mark that opens in English closes.
    let foreign = line.contains(['„', '‚', '«', '»', '‹', '›', '「']);
    let mut result = String::with_capacity(line.len());
    let mut state = State::default();
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        let rest = &line[at + c.len_utf8()..];
        let double = matches!(c, '"' | '“' | '”');
        let free = !state.in_code && before != '\\' && !(double && foreign);
        let new = match shape {
            Quotes::Curly if free => state.curly(&line[..at], c, rest),
            Quotes::Straight if free => straight(c),
            _ => c,
        };
        state.see(new);
        result.push(new);
        before = c;
    }
    result
}

fn straight(c: char) -> char {
    match c {
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        c => c,
    }
}

/// What is open on the line so far.
#[derive(Default)]
struct State {
    double: bool,
    single: bool,
    in_code: bool,
}

impl State {
    fn see(&mut self, c: char) {
        match c {
            '“' => self.double = true,
            '”' => self.double = false,
            '‘' => self.single = true,
            '’' => self.single = false,
            '`' => self.in_code = !self.in_code,
            _ => {}
        }
    }

    fn curly(&self, line: &str, c: char, rest: &str) -> char {
        let before = line.chars().next_back().unwrap_or(' ');
        let next = rest.chars().next().unwrap_or(' ');
        let ends = next.is_whitespace();
        // A dash counts the same with a space behind it and without.
        let broken_off = ends && line.trim_end().ends_with(DASHES);
        let open = if c == '"' { self.double } else { self.single };
        let lonely = ends && (before.is_whitespace() || (broken_off && !open));
        match c {
            '"' if broken_off && open => '”',
            '\'' if broken_off && open => '’',
            '"' if lonely || (before.is_numeric() && !self.double) => c,
            '"' if self.double && DASHES.contains(&before) => '”',
            '"' if opens(before) => '“',
            '"' => '”',
            '\'' if lonely || (before.is_numeric() && !next.is_alphabetic() && !self.single) => c,
            '\'' if opens(before) && next.is_alphabetic() && !is_elision(rest) => '‘',
            '\'' if opens(before) && !next.is_alphanumeric() => '‘',
            '\'' => '’',
            c => c,
        }
    }
}

const DASHES: [char; 3] = ['-', '–', '—'];

/// Whether a quotation mark behind this character opens.
fn opens(before: char) -> bool {
    before.is_whitespace()
        || matches!(
            before,
            '(' | '[' | '{' | '—' | '–' | '-' | '“' | '‘' | '"' | '\''
        )
}

/// Whether a word has lost its beginning: `’em`, `’tis`.
fn is_elision(rest: &str) -> bool {
    let word = rest
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    ELISIONS.contains(&word.to_lowercase().as_str())
}

const ELISIONS: &[&str] = &["bout", "cause", "em", "n", "round", "til", "tis", "twas"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_become_curly() {
        for (straight, curly) in [
            ("\"It's 'late',\" he said.", "“It’s ‘late’,” he said."),
            (
                "the '90s, rock 'n' roll, the boys' own",
                "the ’90s, rock ’n’ roll, the boys’ own",
            ),
            ("5'10\" tall, \"in 1990\"", "5'10\" tall, “in 1990”"),
            ("(\"so\")—\"no\"", "(“so”)—“no”"),
            ("`\"code\"` and \\\"", "`\"code\"` and \\\""),
            ("„so“ und \"so\", it's", "„so“ und \"so\", it’s"),
            ("\"'Why?' he asked\"", "“‘Why?’ he asked”"),
            ("\"I was --\" \"Or -- \"", "“I was --” “Or -- ”"),
            ("So -- '", "So -- '"),
        ] {
            assert_eq!(shaped(straight, Quotes::Curly), curly);
            assert_eq!(shaped(curly, Quotes::Curly), curly);
        }
    }

    #[test]
    fn quotes_become_straight() {
        assert_eq!(
            shaped("“It’s ‘late’,” he said. „So“ «là»", Quotes::Straight),
            "“It's 'late',” he said. „So“ «là»"
        );
        assert_eq!(
            shaped("“It’s ‘late’,” he said.", Quotes::Straight),
            "\"It's 'late',\" he said."
        );
    }
}
