//! The names of events, as undo and replay tell them.

use crate::meeting::event::Event;

/// The message that names what an event did.
pub(super) fn name_of(event: &Event) -> &'static str {
    match event {
        Event::ItemOpened { .. } | Event::MeetingOpened => "did-step",
        Event::RecessBegan { .. } | Event::RecessEnded => "did-recess",
        Event::MeetingClosed => "did-close",
        Event::AttendanceMarked { .. }
        | Event::PersonCame { .. }
        | Event::PersonLeft { .. }
        | Event::PersonAdded { .. }
        | Event::PersonCorrected { .. }
        | Event::PersonRemoved { .. } => "did-attendance",
        Event::TextChanged { .. } => "did-notes",
        Event::DecisionBegun { .. }
        | Event::ClauseRecorded { .. }
        | Event::ClauseCorrected { .. }
        | Event::ClauseWithdrawn { .. }
        | Event::ClauseMoved { .. }
        | Event::DecisionMoved { .. }
        | Event::IntroCorrected { .. } => "did-decision",
        Event::AssignmentGiven { .. }
        | Event::AssignmentMoved { .. }
        | Event::AssignmentCorrected { .. }
        | Event::AssignmentTicked { .. }
        | Event::AssignmentFollowedUp { .. }
        | Event::AssignmentWithdrawn { .. } => "did-assignment",
        Event::OutcomeSet { .. } => "did-outcome",
        Event::ItemAdded { .. }
        | Event::ItemRenamed { .. }
        | Event::ItemRelabelled { .. }
        | Event::ItemPlanned { .. }
        | Event::ItemRemoved { .. }
        | Event::SectionAdded { .. }
        | Event::SectionRenamed { .. }
        | Event::SectionRemoved { .. }
        | Event::RowMoved { .. } => "did-agenda",
        Event::AgendaTaken { .. }
        | Event::PaperImported { .. }
        | Event::MeetingResumed
        | Event::MeetingApproved { .. }
        | Event::MeetingReopened
        | Event::PlaceChanged { .. }
        | Event::NextMeetingSet { .. }
        | Event::VerifiersNamed { .. }
        | Event::Undone { .. }
        | Event::Redone { .. } => "did-meeting",
    }
}
