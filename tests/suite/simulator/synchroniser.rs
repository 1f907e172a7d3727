//! What happens to the folder behind the program's back: a synchroniser that puts older copies in
//! place, somebody who moves a journal away and back, and bytes that change on the disk. Between two
//! actions, never in the middle of one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use klubba::book::journal::JournalReader;
use klubba::meeting::event::EntryId;

use super::disk::{Disk, JUDGE};
use super::invariants::JOURNAL;
use super::store::short;
use super::world::Core;

/// A synchroniser, with the copies it has made.
#[derive(Debug, Default)]
pub struct Synchroniser {
    copies: Vec<Vec<u8>>,
    moved_away: Option<usize>,
}

fn place(disk: &mut Disk, name: &Path, bytes: &[u8], is_moved: bool) {
    let file = match disk.find(name, JUDGE) {
        Ok(file) if !is_moved => file,
        _ => disk.make(),
    };
    let whole = disk.file_mut(file);
    whole.shown = bytes.to_vec();
    disk.write(file, 0, bytes);
    disk.cut(file, bytes.len());
    disk.sync(file);
    name_synced(disk, name, Some(file));
}

fn name_synced(disk: &mut Disk, name: &Path, file: Option<usize>) {
    disk.name(name, file);
    disk.sync_folder(name.parent().unwrap_or(Path::new("/")));
}

fn entries_of(bytes: &[u8]) -> BTreeSet<EntryId> {
    let mut reader = JournalReader::default();
    let mut entries = reader.read(bytes);
    entries.extend(reader.finish());
    entries.into_iter().map(|entry| entry.id).collect()
}

impl Synchroniser {
    /// Does something to the journal or beside it.
    pub fn act(&mut self, core: &mut Core) {
        let name = Path::new(JOURNAL);
        let now = core.disk.find(name, JUDGE).ok();
        let now = now.map(|file| core.disk.file(file).shown.clone());
        let Some(now) = now else {
            self.bring_back(core);
            return;
        };
        match core.random.below(9) {
            0..=2 => self.copies.push(now),
            3 | 4 => self.put_older(core, &now),
            5 => {
                let beside = Path::new("/book/meetings/m.sync-conflict-1.journal");
                place(&mut core.disk, beside, &now, true);
            }
            6 => {
                core.trace(|| "--- the record is removed".to_owned());
                name_synced(&mut core.disk, Path::new("/book/meetings/m.ron"), None);
            }
            7 => {
                core.trace(|| "--- the journal is moved away".to_owned());
                self.moved_away = core.disk.find(name, JUDGE).ok();
                name_synced(&mut core.disk, name, None);
                core.ledger.take_away_all_but(&BTreeSet::new());
                core.ledger.has_replaced = true;
            }
            _ => self.cut_off(core, &now),
        }
    }

    fn put_older(&mut self, core: &mut Core, now: &[u8]) {
        let Some(copy) = core.random.one_of(&self.copies).cloned() else {
            return;
        };
        let is_moved = core.random.happens(600);
        core.trace(|| {
            format!(
                "--- a copy of {} bytes is put in the place of {}, moved: {is_moved}",
                copy.len(),
                now.len()
            )
        });
        self.copies.push(now.to_vec());
        Self::put(core, &copy, is_moved);
    }

    fn cut_off(&mut self, core: &mut Core, now: &[u8]) {
        let length = core.random.below(now.len());
        core.trace(|| format!("--- the journal is cut off at {length} of {}", now.len()));
        self.copies.push(now.to_vec());
        Self::put(core, &now[..length], true);
    }

    fn put(core: &mut Core, bytes: &[u8], is_moved: bool) {
        place(&mut core.disk, Path::new(JOURNAL), bytes, is_moved);
        core.ledger.has_replaced = true;
        core.ledger.take_away_all_but(&entries_of(bytes));
    }

    fn bring_back(&mut self, core: &mut Core) {
        if let Some(file) = self.moved_away.take() {
            core.trace(|| "--- the journal is back".to_owned());
            name_synced(&mut core.disk, Path::new(JOURNAL), Some(file));
            let entries = entries_of(&core.disk.file(file).shown);
            core.ledger.take_away_all_but(&entries);
        }
    }
}

/// Changes one byte of a journal, a record or a rescue journal, on the disk.
pub fn rot(core: &mut Core) {
    let mut names: Vec<PathBuf> = vec![JOURNAL.into(), JOURNAL.into()];
    names.push("/book/meetings/m.ron".into());
    for folder in ["/home/ada/rescue", "/home/bo/rescue"] {
        names.extend(core.disk.names_in(Path::new(folder)).unwrap_or_default());
    }
    let Some(name) = core.random.one_of(&names).cloned() else {
        return;
    };
    let Ok(file) = core.disk.find(&name, JUDGE) else {
        return;
    };
    let length = core.disk.file(file).shown.len();
    // The end of a file is where the most is written, and where a newline stands.
    let at = match core.random.below(3) {
        0 => length.saturating_sub(1),
        1 => length.saturating_sub(core.random.below(300) + 1),
        _ => core.random.below(length),
    };
    let change = 1 << core.random.below(8);
    let rotten = core.disk.file_mut(file);
    let Some(byte) = rotten.shown.get_mut(at) else {
        return;
    };
    *byte ^= change;
    if let Some(byte) = rotten.kept.get_mut(at) {
        *byte ^= change;
    }
    if name.starts_with("/book") {
        core.ledger.has_rotted = true;
    } else {
        core.ledger.has_rotted_rescue = true;
    }
    core.trace(|| {
        format!(
            "--- byte {at} of {length} of {} is changed by {change:#x}",
            short(&name)
        )
    });
}
