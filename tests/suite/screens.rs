//! A string of keys, then one picture of the whole screen and the journal lines it wrote.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::sitting::Sitting;

#[test]
fn the_desk_before_the_meeting() {
    assert_snapshot!(Sitting::with("vatten").picture());
}

#[test]
fn the_roll_call_with_apologies_teams_and_a_late_arrival() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n").wait(TimeDelta::minutes(16));
    sitting.press("dBhAt*Åk<enter>");
    assert_snapshot!(sitting.picture());
}

#[test]
fn a_decision_of_two_clauses_with_the_third_being_written() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n").wait(TimeDelta::minutes(1));
    sitting.press("bbygga en ledning<enter>varje kommun betalar<enter>rapp");
    assert_snapshot!(sitting.picture());
}

#[test]
fn enter_on_a_bare_line_ends_the_decision_and_the_next_begins_another() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("nbett<enter><enter>btvå<enter><enter>");
    assert_snapshot!(sitting.picture());
}

#[test]
fn the_beginning_is_not_doubled_and_what_is_on_the_line_is_recorded() {
    let mut sitting = Sitting::with("vatten");
    sitting
        .press("nbatt ett<enter>Att två<enter>samt att tre.<enter><c-u>En mening.<enter><enter>");
    sitting
        .press("b")
        .paste("att fyra\nfem")
        .press("<enter><esc>");
    assert_snapshot!(sitting.picture());
}

#[test]
fn the_grey_suggestion_comes_from_the_proposal_and_then_the_phrases() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n").wait(TimeDelta::minutes(1));
    sitting.press("nb<tab><enter><tab><enter>t<right>");
    assert_snapshot!(sitting.picture());
}

#[test]
fn the_proposal_as_it_stands_and_a_stock_phrase_are_one_key_each() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n").wait(TimeDelta::minutes(1));
    sitting.press("nB11");
    assert_snapshot!(sitting.picture());
}

#[test]
fn an_unfinished_clause_waits_with_its_item_and_is_taken_up_again() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("nbhalv<esc>").wait(TimeDelta::minutes(1));
    sitting.press("npb");
    assert_snapshot!(sitting.picture());
}

#[test]
fn notes_go_on_with_their_bullets_and_leaving_by_alt_n_records_them() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n").wait(TimeDelta::minutes(1));
    sitting.press("aFrågor:<enter>- Vem betalar?<enter>När?<a-n><up>");
    assert_snapshot!(sitting.picture());
}

#[test]
fn a_clause_is_corrected_in_its_place_and_an_assignment_withdrawn() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n1uvar<tab><enter>se efter<enter>före 2 mars<enter>");
    sitting.press("<tab><down><down><enter><c-left>all <enter><down><del>");
    assert_snapshot!(sitting.picture());
}

#[test]
fn an_intro_is_changed_to_another_of_the_bodys() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n111<tab><down><down><down><enter> ä<tab><enter>");
    assert_snapshot!(sitting.picture());
}

#[test]
fn an_item_is_postponed_to_the_next_meeting() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("nsb").press("nä<tab><enter>be<tab><enter>");
    assert_snapshot!(sitting.picture());
}

#[test]
fn an_item_is_added_numbered_moved_and_renamed() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("nenBrunnar<enter>3<enter>ef2<enter>et<end>i<enter>");
    assert_snapshot!(sitting.picture());
}

#[test]
fn a_recess_stops_the_clock_until_it_ends() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n").wait(TimeDelta::minutes(3));
    sitting.press("w9.00<enter>").wait(TimeDelta::minutes(20));
    assert_snapshot!(sitting.picture());
}

#[test]
fn a_second_n_at_once_does_not_count_and_the_footer_says_so() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n").wait(TimeDelta::minutes(1));
    sitting.press_at_once("nn");
    assert_snapshot!(sitting.picture());
}

#[test]
fn undo_takes_the_last_entry_back_and_redo_brings_it_again() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n122zzZ");
    assert_snapshot!(sitting.picture());
}

#[test]
fn the_checklist_warns_and_enter_closes() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("nuse efter<enter><up><c-u><enter>titta<enter><enter>ma");
    assert_snapshot!("the_checklist_warns", sitting.picture());
    sitting.press("<enter>1");
    assert_snapshot!("closed_and_corrected", sitting.picture());
}

#[test]
fn the_help_shows_every_key() {
    assert_snapshot!(Sitting::sized("vatten", 80, 24).press("?<pgdn>").picture());
}

#[test]
fn time_beyond_the_plan_is_counted_up() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n").wait(TimeDelta::seconds(5 * 60 + 125));
    assert_snapshot!(sitting.picture());
}

#[test]
fn while_one_looks_at_another_item_the_open_one_stands_at_the_top() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n<down><down>");
    assert_snapshot!(sitting.picture());
}

#[test]
fn in_a_window_too_small_for_the_panes_one_can_still_write() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("nbatt vi").resize(60, 10).press("ll detta");
    assert_snapshot!(sitting.painted());
    sitting.press("<enter><enter>").resize(100, 30);
    assert!(sitting.picture().contains("text:\"att vill detta\""));
}

#[test]
fn a_form_that_is_left_keeps_its_words() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("nuBo Alm<enter>skriva<esc>u");
    assert_snapshot!(sitting.picture());
}

#[test]
fn no_window_is_too_small_or_too_large() {
    let mut sitting = Sitting::with("vatten");
    sitting
        .press("nB11")
        .press("aen ganska lång anteckning med åäö<esc>");
    for (width, height) in [
        (0, 0),
        (1, 1),
        (2, 80),
        (79, 24),
        (80, 23),
        (80, 24),
        (81, 25),
        (120, 40),
        (240, 70),
        (500, 200),
    ] {
        for keys in ["", "?", "ma", "sb", "d", "b", "u"] {
            sitting
                .resize(width, height)
                .press(keys)
                .press("<esc><esc><esc>");
        }
    }
}

#[test]
fn what_was_recorded_is_there_when_one_sits_down_again() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n1<esc>").wait(TimeDelta::minutes(1));
    let before = sitting.screen();
    sitting.sit_down_again();
    assert_eq!(sitting.screen(), before);
    sitting.press("q");
    assert!(sitting.has_left);
}

#[test]
fn what_was_being_written_is_taken_up_where_it_was_after_a_kill() {
    let mut sitting = Sitting::with("vatten");
    sitting
        .press("nbhalv<esc>uBo Alm<enter>skriv<esc>")
        .wait(TimeDelta::minutes(1));
    sitting
        .press("naFörsta raden<enter>andra<home>")
        .sit_down_again();
    assert_snapshot!(sitting.picture());
    sitting.press("<c-right> delen<esc>pb<enter><enter>u<enter><enter><enter>");
    assert_snapshot!("and_goes_on_from_there", sitting.picture());
}

#[test]
fn any_command_is_found_by_its_name_in_either_language() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n:").press("refer");
    assert_snapshot!("a_command_is_looked_for_in_english", sitting.picture());
    sitting
        .press("<c-u>bordl<enter>")
        .press("mars<enter><enter>");
    assert_snapshot!("a_command_is_found_in_swedish", sitting.picture());
}

#[test]
fn a_click_chooses_and_the_wheel_scrolls_a_long_text() {
    let mut sitting = Sitting::sized("vatten", 80, 24);
    let long = (1..=60).fold(String::new(), |text, line| format!("{text}rad {line}\n"));
    sitting
        .press("na")
        .paste(&long)
        .press("<esc>")
        .click(3, 19)
        .click(10, 3)
        .click(40, 10);
    sitting.wheel(50, 10, true).wheel(50, 10, true);
    assert_snapshot!(sitting.picture());
    sitting.press("<pgdn><pgdn><pgdn><pgdn><pgdn>");
    assert!(
        sitting.screen().contains("rad 60"),
        "the end is reached by keys too"
    );
}

#[test]
fn an_agenda_that_changed_is_offered_anew_while_nothing_has_happened() {
    let mut sitting = Sitting::with("vatten");
    sitting.change_the_agenda("Reservvatten", "Dagvatten");
    assert_snapshot!("an_agenda_that_changed_is_offered_anew", sitting.picture());
    sitting.press("<enter>");
    assert!(sitting.screen().contains("2 Dagvatten") && !sitting.screen().contains("Reservvatten"));
    sitting
        .press("n")
        .change_the_agenda("Reservvatten", "Spillvatten");
    assert_snapshot!(
        "an_agenda_that_changed_later_is_only_told_of",
        sitting.picture()
    );
}

#[test]
fn what_the_body_has_decided_before_is_offered_in_grey() {
    let mut sitting = Sitting::with("vatten");
    sitting.remember(&["att riva vattentornet", "att rita om kartan"]);
    sitting.press("nbri<tab>").press("<enter>rit");
    assert_snapshot!(sitting.picture());
}

#[test]
fn a_name_of_the_roster_is_offered_once_three_letters_of_it_stand_there() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("naFråga från Åsa<tab> om Alm<tab>. Eva");
    assert_snapshot!(sitting.picture());
}

#[test]
fn a_journal_that_has_lost_what_the_record_knows_is_told_of_and_the_record_is_left_alone() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n1");
    sitting.recorder().write_record().expect("a record");
    let record = std::fs::read_to_string(&sitting.files.record).expect("a record");
    let journal = std::fs::read_to_string(&sitting.files.journal).expect("a journal");
    let (kept, _) = journal.trim_end().rsplit_once('\n').expect("lines");
    std::fs::write(&sitting.files.journal, format!("{kept}\n")).expect("a journal");
    sitting.sit_down_again();
    assert!(
        sitting
            .screen()
            .contains("är gjord av rader som journalen inte längre har")
    );
    sitting.press("2");
    sitting
        .recorder()
        .write_record()
        .expect("nothing is written");
    assert_eq!(
        std::fs::read_to_string(&sitting.files.record).expect("a record"),
        record
    );
}

#[test]
fn what_cannot_be_saved_stands_under_a_red_band_with_its_cause_until_it_is() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n").wait(TimeDelta::minutes(1));
    sitting.the_folder_goes_away();
    sitting.press("1bett till<enter><enter>");
    assert_snapshot!(
        "what_cannot_be_saved_stands_under_a_red_band",
        sitting.painted()
    );
    sitting.the_folder_comes_back();
    assert_snapshot!("and_is_saved_when_the_folder_is_back", sitting.picture());
}

#[test]
fn a_persons_details_are_corrected_in_the_attendance_list() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("dBS<esc>dB<enter><c-u>Bo Alm-Ek<enter> kommun<enter>tf chef<enter>");
    assert_snapshot!(sitting.picture());
}

/// The journal with one letter of its third line changed, as a new file of the same name.
fn damage_the_third_line(sitting: &Sitting) {
    let path = &sitting.files.journal;
    let mut bytes = std::fs::read(path).expect("a journal");
    let before = bytes.split_inclusive(|byte| *byte == b'\n').take(2);
    let start: usize = before.map(<[u8]>::len).sum();
    bytes[start + 40] ^= 1;
    let copy = path.with_extension("copy");
    std::fs::write(&copy, bytes).expect("a copy");
    std::fs::rename(copy, path).expect("replaced");
}

#[test]
fn a_desk_at_a_journal_that_is_not_whole_says_so_as_long_as_it_is() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n1n2");
    damage_the_third_line(&sitting);
    sitting.sit_down_again();
    assert!(sitting.screen().contains("Rad 3 i journalen är skadad"));
    sitting.press("<down><up>");
    assert!(
        !sitting.screen().contains("Rad 3"),
        "a key takes the sentence away"
    );
    assert_snapshot!(sitting.picture());
}

#[test]
fn damage_that_comes_while_the_desk_is_open_is_told_at_the_next_entry() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("n1n2");
    assert!(!sitting.screen().contains("EJ HEL"));
    damage_the_third_line(&sitting);
    sitting.press("n");
    let screen = sitting.screen();
    assert!(screen.contains("EJ HEL"), "{screen}");
    assert!(screen.contains("Rad 3 i journalen är skadad"), "{screen}");
}

#[test]
fn with_the_focus_in_an_earlier_item_one_adds_there_and_the_meeting_goes_on_where_it_was() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("nnn<up><up><tab>asent ute<esc>1uBo Alm<enter>skriv<enter><enter>");
    let name = |sitting: &Sitting| {
        let open = sitting.meeting().open_item();
        open.map(|item| item.name().to_owned())
    };
    assert_eq!(name(&sitting).as_deref(), Some("4"));
    assert_snapshot!(sitting.picture());
    sitting.press("n");
    assert_eq!(name(&sitting).as_deref(), Some("Laget runt"));
}

#[test]
fn delete_says_what_it_took_takes_a_whole_decision_by_its_intro_and_nothing_of_another_kind() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("nuBo Alm<enter>skriv<enter><enter>");
    sitting.press("bett<enter>två<enter>tre<enter><enter><tab><tab><tab>");
    sitting.press("<down><down><down><down><del>");
    assert_snapshot!(sitting.screen());
    sitting.press("<up><up><up><down><del><del>");
    assert_snapshot!("and_the_decision", sitting.picture());
}

#[test]
fn what_is_chosen_moves_up_and_under_another_item_and_the_screen_goes_with_it() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("nbett<enter>två<enter>tre<enter><enter><tab><tab><tab>");
    sitting.press("<down><down><down><down><s-up><a-up>");
    assert_snapshot!(sitting.screen());
    sitting.press("gpres");
    assert_snapshot!(
        "the_item_is_named_before_it_is_moved_there",
        sitting.screen()
    );
    sitting.press("<enter>");
    assert_snapshot!("and_is_moved", sitting.picture());
}

#[test]
fn a_line_of_a_note_becomes_a_decision_and_a_clause_an_assignment() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("naen inledning<enter>bygga ledningen<enter>slut<up><c-g>");
    assert_snapshot!(sitting.screen());
    sitting.press("b");
    assert_snapshot!("a_line_has_become_a_decision", sitting.picture());
    sitting.press("guBo<tab><enter><enter>1 mars<enter>");
    assert_snapshot!("a_clause_has_become_an_assignment", sitting.picture());
}

#[test]
fn lines_of_a_note_move_while_it_is_written() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("naett<enter>två<enter>tre<a-up><a-up><a-up><a-down><esc>");
    assert_eq!(
        sitting
            .meeting()
            .items()
            .next()
            .map(|item| item.notes.as_str()),
        Some("ett\ntre\ntvå")
    );
    sitting.press("g");
    assert_snapshot!(sitting.screen());
}

#[test]
fn text_is_cut_copied_and_pasted_within_and_between_items_and_into_a_form() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("naett<enter>två<enter>tre<up><c-x><c-v><c-v><enter><esc>");
    let notes = |sitting: &Sitting, index: usize| {
        let item = sitting.meeting().items().nth(index);
        item.map(|item| item.notes.clone()).unwrap_or_default()
    };
    assert_eq!(notes(&sitting, 0), "ett\ntvåtvå\ntre");
    sitting.press("na<c-v><s-home><c-c><esc>");
    assert_eq!(notes(&sitting, 1), "två");
    sitting.press("u<c-v><enter>skriv<c-a><c-x>läsa och <c-v>");
    assert_snapshot!(sitting.screen());
}

#[test]
fn a_letter_after_ctrl_a_does_not_empty_a_note() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("naen lång anteckning<c-a>x<esc>");
    let note = |sitting: &Sitting| {
        sitting
            .meeting()
            .items()
            .next()
            .map(|item| item.notes.clone())
    };
    assert_eq!(note(&sitting).as_deref(), Some("en lång anteckningx"));
    sitting.press("a<c-a><del>ny<esc>");
    assert_eq!(note(&sitting).as_deref(), Some("ny"));
}

#[test]
fn the_item_and_the_decisions_are_copied_as_text_for_an_e_mail() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("naFörst<enter>- ett<enter>två<esc>1nBuBo Alm<enter>skriv<enter>1 mars<enter>");
    sitting.press("<esc>ek<c-v>a<esc>");
    assert_snapshot!(sitting.picture());
    sitting.press("mb<c-v>a<esc>");
    assert_snapshot!("the_decisions_copied", sitting.picture());
    sitting.press("<c-c>");
    assert!(sitting.screen().contains("Kopierat."));
}

#[test]
fn several_lines_pasted_where_a_list_is_are_several_and_one_undo_takes_them_back() {
    let mut sitting = Sitting::with("vatten");
    sitting
        .press("nb")
        .paste("- att ett\n- Att två\n\n- att tre\n")
        .press("fyra<enter><enter>");
    assert_snapshot!(sitting.picture());
    sitting.press("zz");
    let decisions = sitting.meeting().items().map(|item| item.decisions.len());
    assert_eq!(decisions.sum::<usize>(), 0);
    sitting
        .press("eb")
        .paste("1. att ett\n2. att två")
        .press("<enter><enter>");
    let proposal = sitting
        .meeting()
        .items()
        .next()
        .map(|item| item.proposal.clone());
    assert_eq!(
        proposal,
        Some(vec!["att ett".to_owned(), "att två".to_owned()])
    );
}

#[test]
fn at_eighty_columns_the_agenda_has_titles() {
    let mut sitting = Sitting::sized("vatten", 80, 24);
    sitting.press("nn").wait(TimeDelta::minutes(3));
    assert_snapshot!(sitting.screen());
}

#[test]
fn a_first_name_and_a_day_as_people_say_them_are_understood_before_enter() {
    let mut sitting = Sitting::with("vatten");
    sitting.press("nuåsa");
    assert!(
        sitting.screen().contains(" Åsa Lönn "),
        "{}",
        sitting.screen()
    );
    sitting.press("<enter>skriv<enter>på fredag");
    assert_snapshot!(sitting.screen());
    sitting.press("<enter>");
    let given = sitting
        .meeting()
        .items()
        .next()
        .map(|item| item.assignments.clone());
    let given = given.unwrap_or_default();
    assert_eq!(given[0].who, "Åsa Lönn");
    let due = given[0].due.clone().expect("a day");
    assert_eq!(due.text, "på fredag");
    assert_eq!(
        due.date.map(|day| day.to_string()).as_deref(),
        Some("2026-03-06")
    );
}

#[test]
fn words_are_replaced_one_by_one_or_all_and_a_corrected_name_where_it_stands() {
    let mut sitting = Sitting::with("vatten");
    sitting.press(
        "naBo Alm kom, Bo Alm gick<enter>och Bo Alm igen<esc>nbBo Alm betalar<enter><enter>",
    );
    sitting.press("meBo Alm<enter>Bosse Alm<enter><down>");
    assert_snapshot!(sitting.screen());
    sitting.press("<enter>");
    let notes = |sitting: &Sitting| {
        sitting
            .meeting()
            .items()
            .next()
            .map(|item| item.notes.clone())
    };
    assert_eq!(
        notes(&sitting).as_deref(),
        Some("Bo Alm kom, Bosse Alm gick\noch Bo Alm igen")
    );
    sitting.press("a");
    assert!(
        sitting.screen().contains("Ersatt på 3 ställen"),
        "{}",
        sitting.screen()
    );
    sitting.press("zz<esc>dB<enter><c-u>Bo Ahlm<enter><enter><enter>");
    assert_snapshot!(
        "a_corrected_name_is_offered_where_it_stands",
        sitting.screen()
    );
    sitting.press("a");
    assert_eq!(
        notes(&sitting).as_deref(),
        Some("Bo Ahlm kom, Bo Ahlm gick\noch Bo Ahlm igen")
    );
}
