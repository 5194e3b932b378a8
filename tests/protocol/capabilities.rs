//! What the server offers: every capability has a test and a sentence in `server/README.md`.

use std::collections::BTreeSet;
use std::fs;

use presscript_tests::client::Client;
use presscript_tests::root;
use serde_json::Value;

use crate::complete;

/// A capability as `initialize` names it (and one within it, behind a dot), a test of it in this folder, and what it does.
///
/// A new capability needs a line here; the table in `server/README.md` is made of these.
#[rustfmt::skip]
const CAPABILITIES: &[(&str, &str, &str)] = &[
    ("callHierarchyProvider", "call_hierarchy::questions_are_calls", "Who asked whom: the questions put to a person, and whom a person asked or answered."),
    ("codeActionProvider", "code_action::a_quick_fix_mends_the_finding_that_it_names", "Fixes for findings, one by one, all of a rule, or all that are safe; setting a finding aside; and the refactorings that are described below."),
    ("codeActionProvider.resolveProvider", "code_action::every_action_that_is_offered_can_be_resolved", "The edits of an action are worked out when it is chosen."),
    ("codeLensProvider", "code_lens::each_exchange_has_one_that_is_worked_out_when_shown", "A line above each exchange: its number, its outlet, its words and its follow-ups."),
    ("codeLensProvider.resolveProvider", "code_lens::a_client_that_shows_references_gets_them", "What such a line says is worked out when it is shown."),
    ("completionProvider", "completion::the_next_speaker_comes_first_and_replaces_the_label", "The label of whoever probably speaks next, in the form that is due; annotations as the document spells them; outlets, notes, attributes, directives, front matter."),
    ("completionProvider.resolveProvider", "completion::more_is_told_when_an_item_is_shown", "Who the person is, what the key or the rule is about."),
    ("declarationProvider", "definition::a_person_of_the_roster_leads_to_its_file", "From a label or a hand-off to the person's entry in the cast or in the roster's file."),
    ("definitionProvider", "definition::a_label_leads_to_the_introduction", "From a label to the cast entry or the introduction, from a note to its text, from a hand-off to the question that it calls."),
    ("diagnosticProvider", "diagnostics::a_client_that_pulls_gets_nothing_pushed", "The findings of all rules, for clients that ask for them; others get them pushed."),
    ("diagnosticProvider.interFileDependencies", "workspace_diagnostics::settings_and_rosters_decide_about_files_that_are_not_open", "Findings depend on `presscript.toml` and the roster as well; what is wrong with these comes with the report on a document, where the client takes it."),
    ("diagnosticProvider.workDoneProgress", "workspace_diagnostics::reports_come_as_they_are_made", "A check of many files says how far it is."),
    ("diagnosticProvider.workspaceDiagnostics", "workspace_diagnostics::all_transcripts_are_reported_on_open_or_not", "The findings in all transcripts of the workspace, open or not, and in `presscript.toml` and rosters: sent as they are found, and again when something changes."),
    ("documentFormattingProvider", "features::formatting_leaves_nothing_to_format", "White space as the document itself has it in most places; no word is changed."),
    ("documentHighlightProvider", "document_highlight::a_person_is_highlighted_under_every_label", "All labels of the person, or all references of the note, at the cursor."),
    ("documentLinkProvider", "document_link::addresses_and_the_recording_are_links", "Web addresses, the recording that `media:` names, and the roster: from `cast:` and from where `presscript.toml` names it."),
    ("documentOnTypeFormattingProvider", "formatting::a_label_is_put_right_when_its_colon_is_typed", "The white space before a label's colon when that is typed; the label's spaces and the line's end when the line is left."),
    ("documentRangeFormattingProvider", "formatting::a_range_is_formatted_alone", "The same edits, but only those that touch the selected lines."),
    ("documentRangeFormattingProvider.rangesSupport", "formatting::several_ranges_are_formatted_at_once", "The same for several selections at once."),
    ("documentSymbolProvider", "features::the_outline_is_a_tree", "The outline: headings, opening and exchanges, with their questions and answers."),
    ("executeCommandProvider", "execute_command::statistics_say_who_speaks_how_much_and_who_asks", "The commands that are described below."),
    ("foldingRangeProvider", "features::folds_are_whole_lines_as_many_as_wanted", "Folds for front matter, sections, opening, exchanges, turns and comments, with a summary of what is folded."),
    ("hoverProvider", "features::a_hover_is_in_the_form_that_the_client_shows", "Who speaks, how much, and where in the questions; what an annotation, a timestamp, a correction or a note means."),
    ("inlayHintProvider", "inlay_hint::they_stand_behind_labels_and_before_questions", "The name behind a label that says only a title or a surname, and the numbers of questions."),
    ("inlayHintProvider.resolveProvider", "inlay_hint::more_is_told_when_it_is_asked_for", "What is known of the person, and where the label is that introduces them."),
    ("linkedEditingRangeProvider", "linked_editing_range::the_same_placeholder_is_edited_everywhere", "A placeholder such as `Speaker 1` is edited in all its turns at once."),
    ("positionEncoding", "encodings::bytes_are_taken_if_offered_and_utf_16_units_otherwise", "Columns are bytes, UTF-16 units or characters, whichever the client prefers."),
    ("referencesProvider", "references::a_person_of_the_roster_is_found_in_all_transcripts", "A person under every form of the label, in all transcripts that share the roster; a note."),
    ("renameProvider", "rename::a_person_is_renamed_in_every_form", "A person in every form of the label, in the cast, and with the roster in all transcripts that share it; an outlet, a title, a placeholder, a note. Prose stays as it is."),
    ("renameProvider.prepareProvider", "rename::what_is_renamed_is_shown_first", "What would be renamed, or why nothing can be."),
    ("selectionRangeProvider", "selection_range::a_selection_grows_to_the_document", "A selection grows from the word to the sentence, line, paragraph, turn, exchange, section and document; in a label by its parts."),
    ("semanticTokensProvider", "semantic_tokens::labels_and_notes_are_told_apart", "Colours by meaning: the parts of labels, notes, corrections, timestamps; the first mention, the role and doubt as modifiers."),
    ("semanticTokensProvider.full.delta", "semantic_tokens::a_difference_makes_the_new_tokens_of_the_old_ones", "After an edit only what differs is sent."),
    ("semanticTokensProvider.range", "semantic_tokens::a_range_has_the_tokens_of_its_lines", "The colours of what is on the screen come first."),
    ("textDocumentSync", "sync::two_thousand_edits_in_utf_16", "Changes are sent as they are made, not as whole documents."),
    ("textDocumentSync.openClose", "sync::a_document_opened_again_has_its_new_text", "A document is the editor's from opening to closing, whatever is on disk."),
    ("textDocumentSync.save", "config::a_client_that_cannot_watch_has_files_read_again_when_something_is_saved", "A saved `presscript.toml` holds at once."),
    ("workspace", "config::settings_hold_from_the_first_moment", "Each transcript has the settings of the nearest `presscript.toml`."),
    ("workspace.fileOperations.didCreate", "workspace_symbol::files_that_come_and_go_are_noticed", "Transcripts that come into being in the editor are part of the workspace at once."),
    ("workspace.fileOperations.didDelete", "workspace_symbol::files_that_come_and_go_are_noticed", "Transcripts and folders that are deleted in the editor are gone at once."),
    ("workspace.fileOperations.didRename", "config::files_and_folders_that_the_user_renames_are_looked_at_even_if_none_is_watched", "Files and folders that are renamed in the editor are known by the new name at once."),
    ("workspace.workspaceFolders.changeNotifications", "config::each_folder_of_a_workspace_ends_the_search", "Folders may come and go."),
    ("workspace.workspaceFolders.supported", "config::each_folder_of_a_workspace_ends_the_search", "Several folders at once: none takes settings from outside of it."),
    ("workspaceSymbolProvider", "workspace_symbol::people_questions_and_headings_of_all_files_are_found", "People, questions and headings of all transcripts of the workspace, open or not."),
];

const START: &str = "<!-- capabilities: generated by tests/protocol/capabilities.rs -->\n";
const END: &str = "<!-- /capabilities -->\n";

#[test]
fn every_capability_has_a_test_and_a_sentence() {
    let (client, server) = Client::initialized(complete());
    client.finish();
    let mut advertised = BTreeSet::new();
    for (name, value) in server.as_object().expect("capabilities are an object") {
        advertised.insert(name.clone());
        switched_on(name, value, &mut advertised);
    }
    let listed = CAPABILITIES.iter().map(|(name, ..)| (*name).to_owned());
    let listed: BTreeSet<String> = listed.collect();
    assert_eq!(
        advertised, listed,
        "advertised and listed capabilities differ"
    );

    for (name, test, _) in CAPABILITIES {
        let (module, function) = test.split_once("::").expect("`module::test`");
        let path = root()
            .join("tests/protocol")
            .join(module)
            .with_extension("rs");
        let text = fs::read_to_string(&path).expect("the test's file can be read");
        assert!(
            text.contains(&format!("#[test]\nfn {function}()")),
            "{name}: there is no test {test}"
        );
    }
}

/// Adds the parts of a capability that are true, or that say which files they are about.
fn switched_on(name: &str, value: &Value, found: &mut BTreeSet<String>) {
    for (key, value) in value.as_object().into_iter().flatten() {
        let name = format!("{name}.{key}");
        switched_on(&name, value, found);
        if *value == true || value.get("filters").is_some() {
            found.insert(name);
        }
    }
}

#[test]
fn the_table_is_that_of_the_list() {
    let rows = CAPABILITIES
        .iter()
        .map(|(name, _, sentence)| format!("| `{name}` | {sentence} |\n"));
    let table = format!(
        "| capability | what it does |\n|---|---|\n{}",
        rows.collect::<String>()
    );
    let path = root().join("server/README.md");
    let page = fs::read_to_string(&path).expect("the page can be read");
    let (before, rest) = page.split_once(START).expect("the table's start");
    let (_, after) = rest.split_once(END).expect("the table's end");
    let new = format!("{before}{START}\n{table}\n{END}{after}");
    if new != page {
        fs::write(&path, new).expect("the page can be written");
        panic!("server/README.md was out of date and has been written anew");
    }
}

#[test]
fn every_command_is_described() {
    let (client, server) = Client::initialized(complete());
    client.finish();
    let commands = &server["executeCommandProvider"]["commands"];
    let page = fs::read_to_string(root().join("server/README.md")).expect("it can be read");
    for command in commands.as_array().expect("a list") {
        let command = command.as_str().expect("a name");
        assert!(page.contains(&format!("\n### `{command}`\n")), "{command}");
    }
}
