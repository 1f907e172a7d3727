//! What the writers have told, and whether the journal keeps their word.

use std::collections::{BTreeMap, BTreeSet};

use klubba::book::files::MeetingFiles;
use klubba::book::recorder::RecorderEvent;
use klubba::book::snapshot::scan;
use klubba::meeting::Meeting;

/// What has been told of entries, by their names.
#[derive(Debug, Default)]
pub struct Ledger {
    pub asked: Vec<String>,
    /// With the number that was told.
    pub saved: BTreeMap<String, u64>,
    /// Not in the journal, but kept at least: with the cause.
    pub kept: BTreeMap<String, String>,
    /// Not even kept.
    pub unkept: BTreeSet<String>,
    pub refused: BTreeSet<String>,
}

/// One piece of news as one line, as the writer tells it.
pub fn line(news: &RecorderEvent) -> String {
    match news {
        RecorderEvent::Saved { entry, seq } => format!("ACK {} {seq}", entry.id.0),
        RecorderEvent::Foreign { entry } => format!("FOREIGN {}", entry.id.0),
        RecorderEvent::Refused { id, refusal } => format!("REFUSED {} {refusal:?}", id.0),
        RecorderEvent::NotSaved {
            id,
            trouble,
            is_kept,
        } => {
            let whether = if *is_kept { "KEPT" } else { "UNKEPT" };
            format!(
                "{whether} {} {:?} {}",
                id.0,
                trouble.cause,
                trouble.detail().unwrap_or_default()
            )
        }
    }
}

impl Ledger {
    /// Takes in a line that a writer told.
    pub fn hear(&mut self, line: &str) {
        let mut words = line.splitn(3, ' ');
        let (kind, id) = (
            words.next().unwrap_or_default(),
            words.next().unwrap_or_default().to_owned(),
        );
        let rest = words.next().unwrap_or_default().to_owned();
        match kind {
            "ASK" => self.asked.push(id),
            "ACK" => {
                self.kept.remove(&id);
                self.unkept.remove(&id);
                let twice = self.saved.insert(id, rest.parse().expect("a number"));
                assert!(twice.is_none(), "acknowledged twice: {line}");
            }
            "KEPT" => {
                self.kept.insert(id, rest);
            }
            "UNKEPT" => {
                self.unkept.insert(id);
            }
            "REFUSED" => {
                self.kept.remove(&id);
                self.refused.insert(id);
            }
            _ => {}
        }
    }

    pub fn hear_news(&mut self, news: &[RecorderEvent]) {
        for news in news {
            self.hear(&line(news));
        }
    }

    /// Each acknowledged entry is in the journal, and once as it is replayed; each refused one is
    /// not; and nothing is there that nobody asked for.
    pub fn judge(&self, files: &MeetingFiles, before: usize, context: &str) {
        let scanned = scan(files).expect("a journal that can be read");
        let meeting = Meeting::replay(scanned.entries.clone());
        let names: Vec<&str> = meeting
            .entries()
            .iter()
            .map(|entry| entry.id.0.as_str())
            .collect();
        for id in self.saved.keys() {
            let count = names.iter().filter(|name| *name == id).count();
            assert_eq!(
                count, 1,
                "{context}: {id} was acknowledged; {:?}",
                scanned.findings
            );
        }
        for id in &self.refused {
            assert!(
                !names.contains(&id.as_str()),
                "{context}: {id} was refused and is there"
            );
        }
        for name in names.iter().skip(before) {
            let is_asked_for = self.asked.iter().any(|asked| asked == name);
            assert!(is_asked_for, "{context}: nobody asked for {name}");
        }
        let text = String::from_utf8_lossy(&std::fs::read(&files.journal).expect("a journal"))
            .into_owned();
        for (id, seq) in &self.saved {
            let told = format!("seq:{seq},id:\"{id}\"");
            assert!(text.contains(&told), "{context}: {id} is not number {seq}");
        }
    }

    /// What was only kept has come into the journal too, each once.
    pub fn judge_merged(&self, files: &MeetingFiles, context: &str) {
        let meeting = Meeting::replay(scan(files).expect("a journal that can be read").entries);
        for id in self.kept.keys() {
            let count = meeting
                .entries()
                .iter()
                .filter(|entry| entry.id.0 == *id)
                .count();
            assert_eq!(count, 1, "{context}: {id} was kept");
        }
    }
}
