//! `presscript explain`: the rules' own pages, in the terminal.

use std::io::{self, Write};

use annotate_snippets::renderer::{AnsiColor, Style};
use presscript_analysis::rules::{self, FixKind, RULES, Rule};

use super::{Outcome, terminal};
use crate::nearest::nearest;

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
            rule.summary()
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
    let level = if rule.enabled { "off" } else { "on" };
    writeln!(out, "\n{bold}In presscript.toml{bold:#}")?;
    writeln!(out, "    {code}[rules]{code:#}")?;
    writeln!(out, "    {code}\"{}\" = \"{level}\"{code:#}", rule.code)?;
    writeln!(
        out,
        "Other levels are \"hint\", \"information\", \"warning\" and \"error\"; \
         {{ severity = \"hint\", ignore = [\"some text\"] }} sets more."
    )?;
    writeln!(out, "\n{}", rules::doc_url(rule.code))
}

fn unknown(code: &str) -> String {
    match nearest(code, RULES.iter().map(|rule| rule.code)) {
        Some(nearest) => format!("there is no rule `{code}`; did you mean `{nearest}`?"),
        None => format!("there is no rule `{code}`; `presscript explain` lists them all"),
    }
}
