//! The checklist before closing: things that may have been forgotten. It warns and never blocks.

use super::assignment::Assignee;
use super::item::Item;
use super::minutes::Minutes;

/// Something that may have been forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reminder {
    /// Nothing was said or decided under these items.
    ItemsUntouched(Vec<String>),
    /// Nobody was marked in the roll call.
    NobodyMarked,
    /// Nobody is marked for these municipalities or organisations.
    Unaccounted(Vec<String>),
    /// An assignment under this item is nobody's.
    AssignmentWithoutWho(String),
    /// A presenter of this item is not on the attendance list.
    PresenterNotListed {
        /// The item.
        item: String,
        /// The presenter.
        name: String,
    },
    /// The next meeting was not announced.
    NoNextMeeting,
}

impl Minutes {
    /// Everything that may have been forgotten.
    #[must_use]
    pub fn reminders(&self) -> Vec<Reminder> {
        let mut reminders = Vec::new();
        let untouched: Vec<String> = self
            .items()
            .filter(|item| !item.is_touched())
            .map(|item| item.name().to_owned())
            .collect();
        if !untouched.is_empty() {
            reminders.push(Reminder::ItemsUntouched(untouched));
        }
        reminders.extend(self.attendance_reminders());
        reminders.extend(self.items().flat_map(|item| self.item_reminders(item)));
        if self.next_meeting.is_none() {
            reminders.push(Reminder::NoNextMeeting);
        }
        reminders
    }

    fn attendance_reminders(&self) -> Option<Reminder> {
        if self
            .people
            .iter()
            .all(|person| person.attendance.status.is_none())
        {
            return (!self.people.is_empty()).then_some(Reminder::NobodyMarked);
        }
        let accounted = |name: &str| {
            let mut holders = self
                .people
                .iter()
                .filter(|person| person.represents() == Some(name));
            holders.any(|person| person.attendance.status.is_some())
        };
        let mut missing: Vec<String> = Vec::new();
        for name in self
            .people
            .iter()
            .filter(|person| person.is_of_the_body())
            .filter_map(|person| person.represents())
        {
            if !accounted(name) && !missing.iter().any(|known| known == name) {
                missing.push(name.to_owned());
            }
        }
        (!missing.is_empty()).then_some(Reminder::Unaccounted(missing))
    }

    fn item_reminders<'a>(&'a self, item: &'a Item) -> impl Iterator<Item = Reminder> + 'a {
        let nobodys = item
            .assignments
            .iter()
            .filter(|assignment| self.assignee(&assignment.who) == Assignee::Nobody);
        let unlisted = item
            .presenter_names()
            .filter(|name| !self.people.iter().any(|person| person.name == *name));
        nobodys
            .map(|_| Reminder::AssignmentWithoutWho(item.name().to_owned()))
            .chain(unlisted.map(|name| Reminder::PresenterNotListed {
                item: item.name().to_owned(),
                name: name.to_owned(),
            }))
    }
}
