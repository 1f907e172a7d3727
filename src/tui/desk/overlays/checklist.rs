//! The checklist before the meeting is closed: what may have been forgotten.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::meeting::Meeting;
use crate::meeting::checklist::Reminder;
use crate::meeting::item::Item;
use crate::tui::desk::canvas::Canvas;
use crate::tui::desk::composer::Composer;
use crate::tui::desk::keymap::CHECKLIST;
use crate::tui::keymap;
use crate::tui::paint::put_lines;
use crate::tui::wrap::wrap;
use crate::words::Words;

/// Draws the reminders, those of the rules and that of parked clauses, and the two answers.
pub(in crate::tui::desk) fn draw(
    reminders: &[Reminder],
    meeting: &Meeting,
    composer: &Composer,
    frame: &mut Frame<'_>,
    area: Rect,
    canvas: &Canvas<'_>,
) {
    let words = canvas.words;
    let columns = usize::from(area.width).saturating_sub(6).min(90);
    let texts = reminders.iter().map(|reminder| text(reminder, words));
    let parked = parked_reminder(meeting, composer, words);
    let mut lines = vec![Line::raw("")];
    for text in texts.chain(parked) {
        for (row, wrapped) in wrap(&text, columns).iter().enumerate() {
            let mark = if row == 0 { " ! " } else { "   " };
            lines.push(Line::from(vec![
                Span::styled(mark, canvas.theme.warning()),
                Span::raw(wrapped.slice(&text).to_owned()),
            ]));
        }
    }
    if lines.len() == 1 {
        let nothing = words.say("checklist-nothing");
        lines.push(Line::raw(format!("   {nothing}")));
    }
    lines.push(Line::raw(""));
    let hints = keymap::hints(CHECKLIST);
    lines.extend(hints.iter().map(|hint| canvas.key_row(hint, 3, 6)));
    let title = words.say("menu-close");
    let inside = canvas.box_over(frame, area, (columns + 4, lines.len()), &title);
    put_lines(frame, inside, &lines);
}

fn parked_reminder(meeting: &Meeting, composer: &Composer, words: &Words) -> Option<String> {
    let items = composer.parked().keys().filter_map(|id| meeting.item(*id));
    let names: Vec<&str> = items.map(Item::name).collect();
    let values = [("items", names.join(", ").into())];
    (!names.is_empty()).then(|| words.say_with("checklist-parked", &values))
}

fn text(reminder: &Reminder, words: &Words) -> String {
    match reminder {
        Reminder::ItemsUntouched(items) => {
            words.say_with("checklist-untouched", &[("items", items.join(", ").into())])
        }
        Reminder::NobodyMarked => words.say("checklist-nobody-marked").into_owned(),
        Reminder::Unaccounted(places) => {
            let values = [("places", places.join(", ").into())];
            words.say_with("checklist-unaccounted", &values)
        }
        Reminder::AssignmentWithoutWho(item) => {
            words.say_with("checklist-without-who", &[("item", item.as_str().into())])
        }
        Reminder::PresenterNotListed { item, name } => {
            let values = [
                ("item", item.as_str().into()),
                ("name", name.as_str().into()),
            ];
            words.say_with("checklist-presenter", &values)
        }
        Reminder::NoNextMeeting => words.say("checklist-no-next-meeting").into_owned(),
    }
}
