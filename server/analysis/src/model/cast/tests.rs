//! Casts as they are read, what is wrong with them, and whom a label finds.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

/// The cast of a front matter: what is understood, and what is wrong with it.
fn check(yaml: &str, expect: Expect) {
    let cast = Cast::new(&FrontMatter::of(yaml, 0), None);
    let mut out = String::new();
    for entry in &cast.entries {
        let form = &entry.form;
        let mut line = format!("{:?}:", &yaml[entry.range.clone()]);
        for (what, value) in [
            ("title", &form.title),
            ("honorific", &form.honorific),
            ("name", &form.name),
            ("outlet", &form.affiliation),
        ] {
            if let Some(value) = value {
                write!(line, " {what}={value}").unwrap();
            }
        }
        for aka in &entry.aka {
            write!(line, " aka={}", aka.text).unwrap();
        }
        if let Some(role) = entry.role {
            write!(line, " {}", role.name()).unwrap();
        }
        if entry.opening {
            line.push_str(" opening");
        }
        writeln!(out, "{line}").unwrap();
    }
    for role in &cast.unknown_roles {
        writeln!(
            out,
            "role {:?}: {}",
            &yaml[role.word.range.clone()],
            role.word.text
        )
        .unwrap();
    }
    for problem in &cast.problems {
        writeln!(
            out,
            "{:?}: {}",
            &yaml[problem.range.clone()],
            problem.message
        )
        .unwrap();
    }
    expect.assert_eq(&out);
}

#[test]
fn entries_are_read_as_labels_are() {
    check(
        "cast:\n- Jens Example, Harbour Secretary General {principal opening}\n- James Sample (FBC)\n- MS. DUMMY {moderator}\n- Anna Example, ITN News\n- \"@al-Example (Ex: TV) {role=press aka='X'}\"\n- Beispiel, Minister of Examples\n- 毛样例\n",
        expect![[r#"
            "Jens Example, Harbour Secretary General {principal opening}": title=Harbour Secretary General name=Jens Example principal opening
            "James Sample (FBC)": name=James Sample outlet=FBC
            "MS. DUMMY {moderator}": honorific=ms name=MS. DUMMY moderator
            "Anna Example, ITN News": name=Anna Example outlet=ITN News
            "\"@al-Example (Ex: TV) {role=press aka='X'}\"": name=al-Example outlet=Ex: TV aka='X' press
            "Beispiel, Minister of Examples": title=Minister of Examples name=Beispiel
            "毛样例": name=毛样例
        "#]],
    );
}

#[test]
fn mappings_name_the_parts() {
    check(
        "cast:\n  - name: Dominika Example\n    outlet: TPX\n    aka: [Polish TV, P. TV]\n    role: press\n  - {title: Harbour Warden, opening: yes, aka: Warden}\n  - name: DUMMY\n    honorific: Ms.\n    title: Spokesperson\n    opening: false\n",
        expect![[r#"
            "name: Dominika Example\n    outlet: TPX\n    aka: [Polish TV, P. TV]\n    role: press": name=Dominika Example outlet=TPX aka=Polish TV aka=P. TV press
            "{title: Harbour Warden, opening: yes, aka: Warden}": title=Harbour Warden aka=Warden opening
            "name: DUMMY\n    honorific: Ms.\n    title: Spokesperson\n    opening: false": title=Spokesperson honorific=ms name=DUMMY
        "#]],
    );
}

#[test]
fn what_is_wrong_costs_no_more_than_itself() {
    check(
        "cast:\n  - Anna Example {moderater opening}\n  - Max {principal, opening}\n  - Dora {press} Dummy\n  - Ben (FBC\n  -\n  - [a, b]\n  - Carla Example: FBC\n  - name:\n    outlet: FBC\n  - name: Emil\n    nmae: x\n    role: boss\n    opening: maybe\n    outlet: [x]\n    aka: {x: y}\n    name: Emil\n  - Fritz {principal press lang=de}\n  - 'Gerd \\ {prince}'\n  - \"Hans\\x20{prince}\"\n",
        expect![[r#"
            "Anna Example {moderater opening}": name=Anna Example opening
            "Max {principal, opening}": name=Max
            "name: Emil\n    nmae: x\n    role: boss\n    opening: maybe\n    outlet: [x]\n    aka: {x: y}\n    name: Emil": name=Emil
            "Fritz {principal press lang=de}": name=Fritz principal
            "\"Hans\\x20{prince}\"": name=Hans
            role "moderater": moderater
            role "boss": boss
            role "\"Hans\\x20{prince}\"": prince
            "Max {principal, opening}": Behind the name, braces with words such as {principal opening} are expected, and nothing else.
            "Dora {press} Dummy": Braces hold a person’s role, and stand behind the name and the outlet.
            "Ben (FBC": A bracket is not closed in this name.
            "": This entry names nobody; a name or a title is expected.
            "[a, b]": An entry is one person: a text such as `Anna Example (FBC)`, or keys such as `name: …`, but no list.
            "Carla Example": “Carla Example” is read as a key here; put an entry with a colon in it in quotation marks.
            "name": This entry names nobody; it needs a `name:` or a `title:` with a text.
            "nmae": “nmae” is no key of a cast entry; it can have name, title, outlet, honorific, aka, role, opening.
            "name": “name” stands here twice; one person has it once.
            "maybe": “opening” is true or false.
            "[x]": “outlet” is one text, but no list.
            "{x: y}": “aka” is another name, or a list of them.
            "press": One person has one role; this is the second.
            "lang=de": “lang” is no attribute of a cast entry; a role, opening and aka=… are.
            "'Gerd \\ {prince}'": This can’t be a label: at most 250 characters without a backslash are expected.
        "#]],
    );
    check(
        "cast: Anna Example\n",
        expect![[r#"
              "Anna Example": The cast is a list: each person stands on a line of its own behind a hyphen, or all of them in [ ] with commas between.
        "#]],
    );
    check("cast:\n", expect![[""]]);
}

/// A label's form, from its text.
fn form(text: &str) -> LabelForm {
    let entries = FrontMatter::of(&format!("cast: [{}]", yaml::scalar(text, true)), 0);
    let cast = Cast::new(&entries, None);
    (*cast.entries[0].form).clone()
}

const YAML: &str = "\
cast:
  - Jens Otto Example, Harbour Secretary General
  - MR. SAMPLE
  - Ms. Anna Sample (FBC)
  - name: Dora Dummy
    outlet: TPX
    aka: [Polish TV, The Dummy]
  - Max Twin (FBC)
  - Moritz Twin (ITX)
";

#[test]
fn a_label_finds_who_it_means() {
    let cast = Cast::new(&FrontMatter::of(YAML, 0), None);
    for (label, found) in [
        ("Jens Otto Example", vec![0]),
        ("Harbour Secretary General Jens Example", vec![0]),
        ("The Harbour Secretary General", vec![0]),
        ("J. Example", vec![0]),
        ("Jens", vec![0]),
        ("Mr. Jens", vec![]),
        ("MR. EXAMPLE", vec![0]),
        ("Mr. Sample", vec![1]),
        ("MS. SAMPLE", vec![2]),
        ("Sample (FBC)", vec![1]),
        ("Dora Dummy (ITX)", vec![]),
        ("Dora Dummy (Polish TV)", vec![3]),
        ("Polish TV", vec![3]),
        ("Dummy", vec![3]),
        ("Max Twin", vec![4]),
        ("Twin", vec![4, 5]),
        ("Twin (ITX)", vec![5]),
        ("Peter Placeholder", vec![]),
    ] {
        assert_eq!(cast.candidates(&form(label)), found, "{label}");
    }
}

#[test]
fn a_roster_adds_whom_the_document_does_not_declare() {
    let (roster, problems) = Roster::parse(
        "people.yaml",
        "# shared\n- Jens Example, Mayor {principal}\n- Dora Dummy {moderator}\n- x: y\n",
    );
    assert_eq!(roster.entries.len(), 2);
    assert_eq!(problems.len(), 1, "{problems:?}");
    let own = FrontMatter::of("cast: [Jens Otto Example]", 4);
    let cast = Cast::new(&own, Some(&roster));
    let names: Vec<_> = cast
        .entries
        .iter()
        .map(|entry| entry.form.name.as_deref())
        .collect();
    assert_eq!(names, [Some("Jens Otto Example"), Some("Dora Dummy")]);
    assert_eq!((cast.own, cast.entries[0].range.clone()), (1, 11..28));
    assert_eq!(
        &roster.text[cast.entries[1].range.clone()],
        "Dora Dummy {moderator}"
    );
}

#[test]
fn a_roster_is_a_list_or_has_one() {
    let (roster, problems) = Roster::parse("x", "cast:\r\n  - Anna Example {boss}\r\n");
    assert_eq!(roster.entries.len(), 1);
    assert_eq!(problems.len(), 1, "{problems:?}");
    for text in ["people: [Anna Example]", "Anna Example", "- Anna: b: c"] {
        let (roster, problems) = Roster::parse("x", text);
        assert!(roster.entries.is_empty() && !problems.is_empty(), "{text}");
    }
    assert!(Roster::parse("x", "").1.is_empty());
}

proptest! {
    #![proptest_config(crate::at_least(1_000))]

    #[test]
    fn no_cast_makes_it_panic_and_ranges_are_inside(items in "(\\n- |\\n  - |name: |aka: |role: |title: |[A-Z][a-z]{2,6} |\\(FBC\\)|, |\\{|\\}|principal |opening |x=|\"|\\\\|@|\\[|\\]|\\r\\n|\\r|: |é|毛|\u{85}|\u{2028}|\\PC){0,30}") {
        let yaml = format!("cast:{items}");
        let cast = Cast::new(&FrontMatter::of(&yaml, 0), None);
        for entry in &cast.entries {
            prop_assert!(yaml.get(entry.range.clone()).is_some());
            cast.find(&entry.form);
            for aka in &entry.aka {
                prop_assert!(yaml.get(aka.range.clone()).is_some());
            }
        }
        for range in cast.problems.iter().map(|problem| &problem.range).chain(cast.unknown_roles.iter().map(|role| &role.word.range)) {
            prop_assert!(yaml.get(range.clone()).is_some());
        }
        Roster::parse("x", &items);
    }
}

/// The front matter of the specification's examples is right.
#[test]
fn the_specification_is_right() {
    const SPEC: &str = include_str!("../../../../../grammar/SPEC.md");
    let examples = SPEC.split("```presscript\n---\n").skip(1);
    let casts: Vec<Cast> = examples
        .filter_map(|example| example.split("\n---\n").next())
        .map(|yaml| Cast::new(&FrontMatter::of(yaml, 0), None))
        .collect();
    assert!(casts.iter().any(|cast| cast.entries.len() == 3));
    for cast in casts {
        assert!(
            cast.problems.is_empty() && cast.unknown_roles.is_empty(),
            "{cast:?}"
        );
    }
}
