//! `presscript init`: a first `presscript.toml`, with what the transcripts of a folder say of themselves.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use presscript_analysis::Text;
use presscript_analysis::model::vocabulary::fold;
use presscript_analysis::model::{Model, ProfileReason, Role};
use presscript_analysis::rules::RULES;

use super::check::analyse;
use super::files::{Problem, find, without_dot};
use super::{Outcome, batch, terminal};
use crate::config::{DOC_URL, FILE_NAME, schema};

/// Write a commented presscript.toml
///
/// It proposes the house profile that most transcripts in the folder are written in, and a roster of those who answer
/// or moderate in several of them.
#[derive(clap::Args)]
pub struct Init {
    /// The folder
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,
    /// Overwrite a file that is there already
    #[arg(long)]
    force: bool,
}

impl Init {
    /// Reads the folder's transcripts and writes the file.
    pub fn run(&self, out: &mut dyn Write) -> io::Result<Outcome> {
        let path = without_dot(&self.folder.join(FILE_NAME));
        if path.exists() && !self.force {
            let why = "is there already; --force overwrites it";
            terminal::complain(Problem::with(path.display(), why));
            return Ok(Outcome::Failed);
        }
        let (houses, outcome) = houses(&self.folder)?;
        let proposal = Proposal::of(&houses);
        if let Err(error) = write(&path, &proposal.text(), self.force) {
            let why = format_args!("cannot be written: {error}");
            terminal::complain(Problem::with(path.display(), why));
            return Ok(Outcome::Failed);
        }
        writeln!(out, "{}: {}", path.display(), proposal.summary())?;
        Ok(outcome)
    }
}

/// What one transcript says.
struct House {
    /// Its profile, if anything speaks for one.
    profile: Option<String>,
    people: Vec<Person>,
}

/// Somebody who answers or moderates.
struct Person {
    name: String,
    title: Option<String>,
    outlet: Option<String>,
    role: Role,
}

fn houses(folder: &Path) -> io::Result<(Vec<House>, Outcome)> {
    let found = find(&[folder.to_owned()]);
    let mut houses = Vec::new();
    if found.sources.is_empty() {
        return Ok((houses, Outcome::Clean));
    }
    let house = |_, text: String| {
        let analysis = analyse(Text::new(&text), Arc::default());
        Ok(House::of(analysis.model()))
    };
    let outcome = batch::run(found, house, |house| {
        houses.push(house);
        Ok(())
    })?;
    Ok((houses, outcome))
}

fn write(path: &Path, text: &str, force: bool) -> io::Result<()> {
    let file = match force {
        true => File::create(path),
        false => File::create_new(path),
    };
    file?.write_all(text.as_bytes())
}

impl House {
    fn of(model: &Model) -> Self {
        let context = &model.context;
        let people = model.speakers.iter().filter_map(|speaker| {
            let leads = matches!(speaker.role, Role::Principal | Role::Moderator);
            let name = speaker.name.as_ref().filter(|_| leads)?;
            Some(Person {
                name: name.clone(),
                title: speaker.title.clone(),
                outlet: speaker.affiliation.clone(),
                role: speaker.role,
            })
        });
        Self {
            profile: (context.reason != ProfileReason::Default)
                .then(|| context.profile.name.clone().into_owned()),
            people: people.collect(),
        }
    }
}

impl Person {
    /// What two transcripts at least say of the same person; one alone may be mistaken.
    fn agreed(known: &[&Self]) -> Self {
        let agreed = |part: fn(&Self) -> Option<&String>| {
            let mut said: BTreeMap<&String, usize> = BTreeMap::new();
            for part in known.iter().filter_map(|person| part(person)) {
                *said.entry(part).or_default() += 1;
            }
            let most = said.into_iter().max_by_key(|&(_, times)| times);
            most.filter(|&(_, times)| times > 1)
                .map(|(part, _)| part.clone())
        };
        Self {
            name: known[0].name.clone(),
            title: agreed(|person| person.title.as_ref()),
            outlet: agreed(|person| person.outlet.as_ref()),
            role: known[0].role,
        }
    }
}

/// What the file proposes.
struct Proposal {
    transcripts: usize,
    /// The profile of most transcripts that have one, and how many they are.
    profile: Option<(String, usize)>,
    /// Those who lead in several transcripts, and in how many; the most frequent first.
    people: Vec<(Person, usize)>,
}

impl Proposal {
    /// More people would hide the rest of the file.
    const MAX_PEOPLE: usize = 40;

    fn of(houses: &[House]) -> Self {
        let mut profiles: BTreeMap<&str, usize> = BTreeMap::new();
        let mut people: BTreeMap<String, Vec<&Person>> = BTreeMap::new();
        for house in houses {
            if let Some(profile) = &house.profile {
                *profiles.entry(profile).or_default() += 1;
            }
            for person in &house.people {
                people.entry(fold(&person.name)).or_default().push(person);
            }
        }
        let with_profile: usize = profiles.values().sum();
        let profile = profiles
            .into_iter()
            .max_by_key(|&(_, transcripts)| transcripts);
        let profile = profile.filter(|&(_, transcripts)| 2 * transcripts > with_profile);
        let recurring = people.values().filter(|known| known.len() > 1);
        let mut people: Vec<_> = recurring
            .map(|known| (Person::agreed(known), known.len()))
            .collect();
        people.sort_by_key(|&(_, transcripts)| std::cmp::Reverse(transcripts));
        people.truncate(Self::MAX_PEOPLE);
        Self {
            transcripts: houses.len(),
            profile: profile.map(|(name, transcripts)| (name.to_owned(), transcripts)),
            people,
        }
    }

    fn summary(&self) -> String {
        let profile = match &self.profile {
            Some((name, transcripts)) => {
                format!(
                    "profile {name} ({transcripts} of {} transcripts)",
                    self.transcripts
                )
            }
            None => "no profile".to_owned(),
        };
        match self.people.len() {
            0 => format!("written, with {profile}."),
            people => format!("written, with {profile} and a proposed roster of {people}."),
        }
    }

    /// The file. A line `#key = …` is a key that can be used as it is; the other comments are text.
    fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "#:schema {}", schema::URL)?;
        writeln!(
            text,
            "# How Presscript treats the transcripts in and below this folder."
        )?;
        writeln!(text, "# Everything that can stand here: {}\n", DOC_URL)?;
        match &self.profile {
            Some((name, transcripts)) => {
                let all = self.transcripts;
                writeln!(
                    text,
                    "# The house style: that of {transcripts} of the {all} transcripts here."
                )?;
                writeln!(text, "profile = \"{name}\"")?;
            }
            None => {
                writeln!(
                    text,
                    "# The house style. Without one, it is inferred from each transcript."
                )?;
                writeln!(text, "#profile = \"nato\"")?;
            }
        }
        writeln!(
            text,
            "\n# The language, where a transcript does not say it."
        )?;
        writeln!(text, "#lang = \"en\"\n")?;
        self.roster(text)?;
        rules(text)?;
        text.push_str(REST);
        Ok(())
    }

    fn roster(&self, text: &mut String) -> std::fmt::Result {
        writeln!(
            text,
            "# A YAML file with the people whom the transcripts share."
        )?;
        writeln!(text, "#roster = \"people.yaml\"")?;
        if !self.people.is_empty() {
            writeln!(text, "#")?;
            writeln!(
                text,
                "# These answer or moderate in several transcripts; people.yaml could begin with them:"
            )?;
            writeln!(text, "#")?;
        }
        for (person, transcripts) in &self.people {
            let parts = [
                ("name", Some(person.name.as_str())),
                ("title", person.title.as_deref()),
                ("outlet", person.outlet.as_deref()),
                ("role", Some(person.role.name())),
            ];
            // A text of JSON is one of YAML, too.
            let parts = parts.into_iter().filter_map(|(key, value)| {
                Some(format!("{key}: {}", serde_json::Value::from(value?)))
            });
            let parts: Vec<String> = parts.collect();
            writeln!(
                text,
                "# - {{{}}}  # {transcripts} transcripts",
                parts.join(", ")
            )?;
        }
        writeln!(text)
    }
}

fn rules(text: &mut String) -> std::fmt::Result {
    writeln!(text, "[rules]")?;
    writeln!(
        text,
        "# A rule, or an area for all of its rules, is \"off\", \"on\", \"hint\", \"information\", \"warning\" or"
    )?;
    writeln!(
        text,
        "# \"error\". `presscript explain` lists the rules and says which ones are off."
    )?;
    for area in schema::areas() {
        let rules = RULES.iter().map(|rule| rule.code);
        let names = rules.filter_map(|code| code.strip_prefix(area)?.strip_prefix('/'));
        let names: Vec<&str> = names.collect();
        writeln!(text, "#{area} = \"off\"  # {}", names.join(", "))?;
    }
    writeln!(
        text,
        "#\"label/unconfirmed\" = {{ severity = \"information\", ignore = [\"In Texas\"] }}\n"
    )
}

/// What no transcript says anything about.
const REST: &str = r#"[format]
# What `presscript format` does beside white space.
#quotes = "curly"  # or "straight"
#dashes = "em"  # or "en", "hyphens"
#ellipsis = "character"  # or "dots"
#notes = true  # `[laughs]` as `[Laughter]`
#brackets = "square"  # or "round"
#sentence-spaces = 1
#blank-before-turn = true

# What differs for some files.
#[[overrides]]
#files = ["archive/**"]
#rules = { label = "hint" }

# A house style of your own.
#[profiles.our-house]
#extends = "nato"
#question = ["QUESTION"]
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Bounds, Configs, Lookup};

    const BRIEFING: &str = include_str!("../../../../tests/fixtures/briefing.presscript");

    fn proposal() -> Proposal {
        let house = |text: &str| House::of(analyse(Text::new(text), Arc::default()).model());
        let other = BRIEFING.replace("Max Mustername", "Jo Sample");
        let mut houses = [BRIEFING, BRIEFING, &other, &other, &other].map(house);
        houses[0].profile = Some("imf".to_owned());
        houses[1].profile = Some("nato".to_owned());
        houses[2].profile = Some("nato".to_owned());
        Proposal::of(&houses)
    }

    fn findings(files: &[(&str, &str)]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let configs = Configs::new(
            Lookup::File(folder.path().join(FILE_NAME)),
            Bounds::default(),
            None,
        );
        configs.resolve(&folder.path().join("a.presscript"));
        let findings = configs.findings().into_iter();
        findings
            .flat_map(|file| file.diagnostics)
            .map(|found| found.message)
            .collect()
    }

    #[test]
    fn the_file_is_valid_and_so_is_everything_that_it_proposes() {
        let text = proposal().text();
        assert_eq!(findings(&[(FILE_NAME, &text)]), [""; 0]);

        let is_key = |rest: &str| !rest.starts_with([' ', ':']);
        let used: String = text
            .lines()
            .map(|line| {
                line.strip_prefix('#')
                    .filter(|rest| is_key(rest))
                    .unwrap_or(line)
            })
            .flat_map(|line| [line, "\n"])
            .collect();
        let roster: String = text
            .lines()
            .filter_map(|line| {
                line.strip_prefix("# ")
                    .filter(|rest| rest.starts_with("- "))
            })
            .flat_map(|line| [line, "\n"])
            .collect();
        assert_ne!(used, text);
        assert_eq!(
            findings(&[(FILE_NAME, &used), ("people.yaml", &roster)]),
            [""; 0],
            "{used}\n{roster}"
        );
    }

    #[test]
    fn what_most_transcripts_say_is_proposed() {
        let text = proposal().text();
        assert!(text.contains("\nprofile = \"nato\"\n"), "{text}");
        let people: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("# - "))
            .collect();
        expect_test::expect![[r##"
            # - {name: "Flora Fictional", title: "Harbour Council Spokesperson", role: "moderator"}  # 5 transcripts
            # - {name: "Jo Sample", title: "Harbour Council Chair", role: "principal"}  # 3 transcripts
            # - {name: "Max Mustername", title: "Harbour Council Chair", role: "principal"}  # 2 transcripts"##]].assert_eq(&people.join("\n"));
        assert!(Proposal::of(&[]).text().contains("\n#profile = "));
    }

    #[test]
    fn every_area_is_mentioned() {
        let text = Proposal::of(&[]).text();
        for rule in RULES {
            let (area, name) = rule.code.split_once('/').unwrap();
            let line = text
                .lines()
                .find(|line| line.starts_with(&format!("#{area} = ")));
            assert!(
                line.is_some_and(|line| line.contains(name)),
                "{}",
                rule.code
            );
        }
    }
}
