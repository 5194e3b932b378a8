//! `presscript explain`: the rules' own pages, in the terminal.

use std::io::{self, Write};

use annotate_snippets::renderer::{AnsiColor, Style};
use presscript_analysis::rules::{self, FixKind, RULES, Rule};

use super::{Outcome, terminal};

/// Explain a rule, or list all of them
#[derive(clap::Args)]
pub struct Explain {
    /// The rule, such as label/no-space
    code: Option<String>,
}

impl Explain {
    /// Prints the page, or the list.
    pub fn run(&self, out: &mut dyn Write) -> io::Result<Outcome> {
        let Some(code) = &self.code else {
            list(out)?;
            return Ok(Outcome::Clean);
        };
        let Some(rule) = rules::rule(code) else {
            terminal::complain(unknown(code));
            return Ok(Outcome::Failed);
        };
        page(rule, out)?;
        Ok(Outcome::Clean)
    }
}

/// The first sentence of what a rule does.
pub fn summary(rule: &Rule) -> String {
    let paragraph: Vec<&str> = rule
        .doc
        .lines()
        .skip_while(|line| line.is_empty() || line.starts_with('#'))
        .take_while(|line| !line.is_empty())
        .collect();
    let mut summary = paragraph.join(" ");
    summary.truncate(summary.find(". ").map_or(summary.len(), |end| end + 1));
    summary
}

fn list(out: &mut dyn Write) -> io::Result<()> {
    let width = RULES.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
    for rule in RULES {
        writeln!(
            out,
            "{:width$}  {:11}  {:10}  {}",
            rule.code,
            if rule.enabled {
                rule.severity.name()
            } else {
                "off"
            },
            fix(rule),
            summary(rule)
        )?;
    }
    Ok(())
}

fn fix(rule: &Rule) -> &'static str {
    match rule.fix {
        FixKind::None => "no fix",
        FixKind::Safe => "safe fix",
        FixKind::Unsafe => "unsafe fix",
        FixKind::Choice => "choice",
    }
}

/// Prints the page with examples indented, and with colours where there are any.
fn page(rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    let (bold, code) = if terminal::has_colours() {
        (Style::new().bold(), AnsiColor::Cyan.on_default())
    } else {
        (Style::new(), Style::new())
    };
    let (severity, fix, since) = (rule.severity.name(), fix(rule), rule.since);
    let off = if rule.enabled { "" } else { ", off by default" };
    writeln!(
        out,
        "{bold}{}{bold:#} ({severity}{off}, {fix}, since {since})\n",
        rule.code
    )?;
    let mut example = false;
    for line in rule.doc.lines() {
        if line.starts_with("```") {
            example = !example;
        } else if example && line.is_empty() {
            writeln!(out)?;
        } else if example {
            writeln!(out, "    {code}{line}{code:#}")?;
        } else if let Some(heading) = line.strip_prefix("## ") {
            writeln!(out, "{bold}{heading}{bold:#}")?;
        } else {
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out, "\n{}", rules::doc_url(rule.code))
}

fn unknown(code: &str) -> String {
    let distance = |rule: &&&Rule| {
        let name = rule.code.rsplit('/').next().unwrap_or(rule.code);
        strsim::damerau_levenshtein(code, rule.code).min(strsim::damerau_levenshtein(code, name))
    };
    let nearest = RULES.iter().min_by_key(distance);
    match nearest.filter(|rule| distance(rule) <= rule.code.len() / 2) {
        Some(nearest) => format!(
            "there is no rule `{code}`; did you mean `{}`?",
            nearest.code
        ),
        None => format!("there is no rule `{code}`; `presscript explain` lists them all"),
    }
}
