//! Faults that the simulator has found and that are not mended yet. Each is passed over by one
//! function here, so that the others are still looked for; whoever mends one deletes its function,
//! or sets its constant and sees it found again.

use std::sync::{Arc, OnceLock};

use klubba::meeting::event::{Entry, EntryId, Event};

use super::ledger::Ledger;

/// Tells whether the fault of this name is passed over: `KLUBBA_KNOWN=newline,numbers` finds those
/// two, `KLUBBA_KNOWN=all` all.
fn is_passed_over(name: &str) -> bool {
    static FOUND: OnceLock<String> = OnceLock::new();
    let found = FOUND.get_or_init(|| std::env::var("KLUBBA_KNOWN").unwrap_or_default());
    !found.split(',').any(|one| one == name || one == "all")
}

/// What was rescued is appended as it is, though its numbers may have been given meanwhile.
pub fn is_number_of_a_rescued(ledger: &Ledger, ids: [&EntryId; 2]) -> bool {
    is_passed_over("numbers") && !ids.iter().all(|id| ledger.at_once.contains(*id))
}

/// What was refused is left in the rescue journal where that could not be written anew, or where its
/// removal was lost with the power, and comes back at the next start.
pub fn is_refused_and_recorded(ledger: &Ledger, id: &EntryId) -> bool {
    is_passed_over("refused") && !ledger.at_once.contains(id)
}

/// What is refused while it is brought in is taken out of the rescue journal before anybody is told:
/// a process that is killed then has told nobody.
pub fn is_refused_untold(ledger: &Ledger, id: &EntryId) -> bool {
    is_passed_over("untold") && ledger.in_doubt.contains(id)
}

/// A last line whose newline became something else, or that got one in its middle, counts as torn:
/// what was acknowledged or kept with it is missing without a word.
pub fn is_newline_lost(was: u8, is: u8) -> bool {
    is_passed_over("newline") && (was == b'\n' || is == b'\n')
}

/// A snapshot whose journal cannot be asked for is made of the record, however old that is, and
/// counts as whole.
pub fn is_record_for_want_of_journal(had_errors: bool) -> bool {
    is_passed_over("record") && had_errors
}

/// A follower that reads an entry for the second time, behind one that is new, puts the new one
/// before everything that it knew.
pub fn is_follower_put_in_disorder(ledger: &Ledger) -> bool {
    is_passed_over("follower") && ledger.shown.lines.len() > ledger.shown.ids.len()
}

/// A line that was cut off right behind the hash of the one before has the shape of a whole one, and
/// counts as damaged.
pub fn is_cut_behind_its_prev(journal: &[u8]) -> bool {
    let is_cut = |line: &[u8]| {
        let end = line.len().checked_sub(66).and_then(|at| line.get(at..));
        end.is_some_and(|end| {
            end.starts_with(b":\"") || end.starts_with(b"\"") || end.ends_with(b"\"")
        })
    };
    is_passed_over("cut") && journal.split(|byte| *byte == b'\n').any(is_cut)
}

/// What could not be kept at once is kept behind what came later, and is brought in in that order: an
/// undo may come before what it undoes. Applied one by one that counts, replayed it does not.
pub fn is_undone_before_it_happens(lines: &[Arc<Entry>]) -> bool {
    let undoes = |line: &Entry, id: &EntryId| {
        let is_it = |event: &Event| matches!(event, Event::Undone { entry } if entry == id);
        line.events.iter().any(is_it)
    };
    let is_before = |(place, line): (usize, &Arc<Entry>)| {
        let mut before = lines.iter().take(place);
        before.any(|earlier| undoes(earlier, &line.id))
    };
    is_passed_over("order") && lines.iter().enumerate().any(is_before)
}

/// A line that lacks only its newline counts for whoever reads the journal from its beginning, and as
/// torn for a recorder that has read on: it writes the same number behind it once more.
pub fn lacks_only_its_newline(written: usize, length: usize) -> bool {
    is_passed_over("unfinished") && written + 1 == length
}
