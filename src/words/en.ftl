# English. Every message stands in sv.ftl too, with the same variables.

## Refused: one sentence, and the text stays

refused-not-convened = The meeting has no agenda yet.
refused-already-begun = The meeting has begun, so the agenda cannot be read again.
refused-not-a-paper = The lines cannot be read anew: the meeting was not imported, or has been corrected since.
refused-not-opened = The meeting has not begun: n opens the first item.
refused-closed = The meeting is closed.
refused-approved = The minutes are approved and can only be read.
refused-not-approved = The minutes are not approved.
refused-not-closed = The meeting is not closed yet.
refused-in-recess = It is a recess already: w goes on.
refused-not-in-recess = It is no recess.
refused-pause-ends-before-now = That time has passed.
refused-nothing-open = No item is open: n or Enter opens one.
refused-no-next-item = This is the last item: m a closes the meeting.
refused-no-previous-item = This is the first item.
refused-already-open = { $what } is open already.
refused-stepped-meanwhile = Somebody else changed item in the same instant: { $what } is open now.
refused-item-withdrawn = { $what } was withdrawn; z takes that back.
refused-gone = It is no longer there.
refused-empty = Write something first.
refused-too-long = The text is too long: at most 1 MiB at a time.
refused-text-changed-meanwhile = The text was changed elsewhere while you wrote; yours is kept here.
refused-no-proposal = The item has no proposal.
refused-no-phrase = There is no phrase on { $what }.
refused-item-touched = Something is written under { $what }: s u withdraws it.
refused-after-itself = An item cannot stand after itself.
refused-person-listed = { $what } is on the list already.
refused-person-marked = { $what } is marked; take the mark away first.
refused-leaves-before-coming = { $what } would leave before coming.
refused-not-yet = That time has not come yet.
refused-nothing-to-undo = There is nothing more to undo.
refused-nothing-to-redo = There is nothing to redo.
refused-built-upon = It cannot be undone: something later rests on it.
refused-already-so = It is so already.
refused-changed-meanwhile = The meeting changed in the same instant; look and do it again.

## Papers

paper-present = Present
paper-apologies = Apologies
paper-absent = Absent
paper-guests = Guests
paper-others = Others taking part
paper-clerk = Minutes taken by
paper-when-and-where = Time and place
paper-presenters = Presented by:
paper-attachments = Attachments:
paper-assignments = Assignments:
paper-from = from { $time }
paper-until = until { $time }
paper-remote = Teams
paper-draft = Draft, not approved
paper-verified-by = Verified by { $names }
paper-chair = chair
paper-vice-chair = vice chair
paper-secretary = secretary
paper-verifier = verifier
paper-due = , { $due }
paper-to = , to { $to }
paper-postponed = The item is postponed{ $to }{ $for }.
paper-referred-back = The item is referred back{ $to }{ $for }.
paper-referred-to = The item is referred{ $to }{ $for }.
paper-withdrawn = The item is withdrawn{ $to }{ $for }.
paper-outcome-to = { " " }to { $to }
paper-outcome-for = { " " }for { $for }
paper-date = { $day }{ "\u00A0" }{ $month } { $year }
paper-from-to = { $starts }–{ $ends }
paper-at = { $starts }
paper-corrected = Corrected after the meeting, { $when }.
paper-away = not { $from }–{ $until }
paper-done = { " " }(done)
paper-approved = Approved { $when } by { $names }
paper-and = { $names } and { $last }
paper-extract = Extract from the minutes
paper-page = Page
paper-page-of = of
paper-times = Time per item, minutes
paper-times-item = Item
paper-times-planned = Planned
paper-times-spent = Spent
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Keys

key-next = next
key-previous = previous item
key-notes = notes
key-decide = decision
key-decide-as-proposed = as proposed
key-phrase = phrase
key-assign = assignment
key-people = people
key-outcome = postpone …
key-item = change item …
key-recess = recess, and on
key-meeting = meeting …
key-undo = undo
key-redo = redo
key-palette = commands
key-do-it = do it
palette-title = Commands
palette-nothing = No command is called that.
palette-attendance = people
palette-outcome = item
palette-item = change
palette-meeting = meeting
key-read-again = read it again
key-leave-it = leave it
agenda-changed = The agenda file has changed since it was taken in.
notice-agenda-changed = The agenda file has changed, but the meeting has begun: change it here (e).
key-begin = begin the meeting
key-end-recess = go on
key-correct = correct what is chosen
key-take-away = take away
footer-acts-on = acts on { $item }:
marked-unmarked = unmarked
notice-marked = { $name }: { $mark }; z undoes.
did-step = the change of item
did-recess = the recess
did-close = the closing
did-attendance = the attendance
did-notes = the text
did-decision = the decision
did-assignment = the assignment
did-outcome = the postponement
did-agenda = the change to the agenda
did-meeting = the change
key-correct-person = correct details
form-correct-person = Correct a person
field-person-title = Title
key-help = help
key-leave = leave; the meeting goes on
key-up = up
key-down = down
key-page-up = a page up
key-page-down = a page down
key-pane = next pane: agenda, item, attendance
key-pane-back = pane before
key-open = open the item; in the item: edit what is chosen
key-withdraw = withdraw what is chosen
key-back-to-agenda = back to the open item
key-present = present
key-remote = Teams
key-came = came at …
key-left = left at …
key-apologies = apologies
key-absent = absent
key-add-person = somebody new
key-all-present = all unmarked are here
key-record = record
key-complete = complete
key-park = put aside
key-clear-line = empty the line
key-undo-word = undo a word
key-finish-notes = done; the text is saved
key-next-field = next field, last: record
key-keep-form = leave; the text is kept
key-field-before = field before
key-field-after = field after
key-postpone = postpone
key-refer-back = refer back
key-refer-to = refer to
key-withdraw-item = withdraw
key-clear-outcome = none of these
key-leave-menu = back
key-new-item = new item
key-retitle = title
key-relabel = number
key-move-item = move
key-plan = time, presenters, papers
key-propose = proposed decision
key-new-section = heading over the item
key-place = place
key-next-meeting = next meeting
key-opening-text = opening
key-closing-text = closing words
key-verifiers = verifiers
key-close = close the meeting
key-close-now = close the meeting
key-not-yet = not yet
key-leave-help = back

help-title = Help
help-browsing = At the desk: a letter is a command
help-attendance = Attendance (d): a capital letter jumps to a name
help-writing-line = While a decision is written
help-writing-notes = While notes are written
help-form = In a form
help-more =
    Alt and a letter is Esc and the letter, so every command can be reached while writing.
    Words: Ctrl-← Ctrl-→. Select: Shift and arrows. What is pasted is always text.
    What is shown as saved is on the disk. Undo (z) is a new line; nothing is overwritten.

## The desk

stage-prepared = PREPARED
stage-under-way = UNDER WAY
stage-recess = RECESS
stage-closed = CLOSED
stage-approved = APPROVED
mark-saved = saved { $at } { $number }
mark-saving = saving …
mark-not-saved = NOT SAVED
pane-agenda = Agenda
pane-planned = planned { $planned } of { $announced }
pane-forecast = ends about { $at }
pane-attendance = Present { $there } of { $all }
pane-opening = Opening
pane-closing = Closing words
time-hours = { $hours } h { $minutes }
time-minutes = { $minutes } min
item-proposal = Proposal (B)
item-notes = Notes
item-no-notes = a notes
item-parked = Unfinished decision (b goes on)
item-before = The matter's way
item-returned = Not recorded (Enter takes it up again)
item-no-intro = (no introduction)
item-nobody = (nobody)
attendance-empty = Nobody on the list: + adds.
attendance-apologies = apologies
attendance-absent = absent
attendance-from = from { $time }
attendance-until = until { $time }
window-too-small = The window is too small: at least 80 × 24. One can write.
menu-outcome = What becomes of the item?
menu-item = Change the agenda
menu-meeting = The meeting
menu-close = Close the meeting?
form-assignment = Assignment
form-postpone = Postpone
form-refer-back = Refer back
form-refer-to = Refer to
form-withdraw = Withdraw the item
form-arrival = Came
form-leaving = Left
form-new-person = Somebody new
form-new-item = New item
form-retitle = Title of the item
form-plan = Time, presenters and papers of the item
form-proposal = Proposed decision (an empty line ends it)
form-relabel = Number of the item
form-move-item = Move the item
form-section = Heading
form-recess = Recess
form-place = Place
form-next-meeting = Next meeting
form-verifiers = Verifiers
form-understood = = { $day }
field-who = Who
field-what = What
field-due = When
field-to = Answer to
field-outcome-to = To (body, meeting, day)
field-outcome-for = For (decision, information)
field-hour = At
field-name = Name
field-represents = Organisation
field-role = Role
field-title = Title
field-minutes = Minutes
field-presenters = Presenters (parted by ;)
field-attachments = Attachments (parted by ;)
field-clause = Clause
field-label = Number
field-after = After item (0: first)
field-until = Until
field-place = Place
field-next-meeting = Next meeting
field-names = Verifiers (name, name)
role-member = member
role-substitute = substitute
role-guest = guest
role-other = other
word-every-municipality = every municipality
word-next-meeting = the next meeting
word-for-decision = decision
word-for-information = information
checklist-nothing = Everything is in place.
checklist-untouched = Nothing was said under { $items }.
checklist-nobody-marked = Nobody is marked in the attendance list.
checklist-unaccounted = Nobody is marked for { $places }.
checklist-without-who = An assignment under { $item } is nobody’s.
checklist-presenter = { $name }, presenter under { $item }, is not on the attendance list.
checklist-no-next-meeting = The next meeting is not set.
checklist-parked = A decision is unfinished under { $items }.
notice-findings = { $count ->
    [one] The journal has a damaged or torn line; the rest is whole. klubba verify says where.
   *[other] The journal has { $count } damaged or torn lines; the rest is whole. klubba verify says where.
    }
notice-follower = { $owner } takes the minutes; here one can follow.
notice-paste-needs-a-field = Open a field first: a notes, b decision.
notice-lines-joined = The lines became one; Ctrl-Z undoes.
notice-parked = Put aside with the item; b goes on.
notice-draft-taken-up = What was being written is still here.
notice-no-such-key = That key does nothing here; ? shows them all.
notice-double-press = One n at a time: the second came too soon and did not count.
notice-choose-an-item = Choose an item first.
notice-nothing-to-edit = There is nothing to edit here.
notice-nothing-to-withdraw = There is nothing to withdraw here.
notice-undone = Undone: { $what }; Z brings it back.
notice-redone = Done again: { $what }; z undoes.
notice-closed = The meeting is closed. What is changed now is marked as a correction.
notice-no-such-name = Nobody on the list begins like that.
notice-nobody-on-the-list = The list is empty: + adds.
notice-not-an-hour = Write an hour like 10:15, or +15.
notice-not-minutes = The time is whole minutes, such as 15.
notice-no-such-role = Write a role, like member or guest.
notice-no-such-item = No item is called that.

## The disk

trouble-locked = the journal is held by { $detail }
trouble-no-locks = the folder cannot be locked: { $detail }
trouble-read = the journal cannot be read: { $detail }
trouble-write = the journal cannot be written: { $detail }
trouble-sync = the disk does not confirm: { $detail }
trouble-read-back = what was written does not stand there
trouble-replaced = the journal was replaced or is shorter than it was
trouble-newer = the journal was written by a newer klubba
trouble-waiting = something waits to be saved
trouble-no-detail = unknown
trouble-kept-here = It is safe on this computer and is tried again.
trouble-kept-nowhere = It is only here on the screen!

## The command line

cli-about = klubba runs a formal meeting live from the terminal: agenda, attendance, decisions.
cli-after = Begin with: klubba demo
cli-usage = Usage:
cli-usage-all = klubba [options] COMMAND
language-itself = English
cli-example = Example:
cli-commands = Commands
cli-arguments = Arguments
cli-options = Options
cli-book = The book: the folder with agendas/ and meetings/ (else KLUBBA_BOOK, else this folder)
cli-lang = Language (else KLUBBA_LANG, else the system’s)
cli-help = Show help
cli-version = Show version
cli-run = The desk: begin a meeting, or resume where it was
cli-demo = A made-up meeting under way, in a temporary book
cli-list = The meetings of the book
cli-export = Documents: PDF, Word, HTML, Markdown, JSON, calendar
cli-check = Check an agenda or a record: file, line, column, and what was expected
cli-verify = Verify the journal’s chain, line by line
cli-doctor = Terminal, language, folders, locks: what a bug report needs
cli-completions = Print what a shell needs to complete commands
cli-shell = the shell
cli-man = Print the manual page, of the program or of a command
cli-man-command = the command
man-name = NAME
man-synopsis = SYNOPSIS
man-description = DESCRIPTION
man-extra = EXAMPLE
man-version = VERSION
doctor-version = klubba
doctor-language = language
doctor-terminal = terminal
doctor-book = book
doctor-counts = { $agendas ->
    [one] 1 agenda
   *[other] { $agendas } agendas
    }, { $meetings ->
    [one] 1 meeting
   *[other] { $meetings } meetings
    }
doctor-writable = can be written
doctor-not-writable = cannot be written
doctor-desk = desk
doctor-state = own
cli-meeting = The meeting: a path, a file’s stem, or a part of it
cli-agenda-or-meeting = Agenda or meeting: a path, a file’s stem, or a part of it
cli-json = As JSON
cli-to = md, html, docx, pdf, json or ics (calendar: the next meeting and what is due)
cli-item = One item's extract alone: its number, or the beginning of its title
cli-what = decisions: decisions and assignments alone
cli-times = With the time per item, planned and spent (html)
cli-over = Write also over what somebody has edited by hand
cli-template = Print the template for HTML or Markdown, to change and to name in style: (template: "ours")
cli-template-to = html or md
cli-output = Write to a file; - is standard output
cli-import = Read earlier minutes and notes: text, Markdown, Word, PDF
cli-import-files = Files: .txt, .md, .docx, .pdf
cli-import-dry-run = Only show what is understood, and what is doubtful
cli-import-body = The body it is about, by its id in the book, if its name has changed
cli-import-date = The day, if the paper does not say it
cli-extract = Reads a paper for import
import-known = { $path } is in the book already, as { $meeting }.
import-summary = { $made } read, { $known } were there already, { $refused } could not be read.
import-no-date = { $path }: no day can be found; say it with --date 2024-03-05.
import-near-body = { $body } is new in the book and close to { $known }; if they are one body: --body { $id }.
import-same-body = Is { $body } the same body as { $known } ({ $id })? [y/N]
import-unnamed-body = unknown body
import-not-a-file = { $path } is no regular file.
import-too-large = { $path } is too large to be minutes.
import-no-text = { $path } holds no text to read; if it is a scan, it needs OCR first.
import-too-slow = { $path } took too long to read, and was left.
import-malformed = { $path } cannot be made out; it is broken, locked, or something else than it looks.
import-body = Body
import-title = Paper
import-when = When, where
import-counts = { $clauses ->
        [0] {""}
        [one] 1 clause
       *[other] { $clauses } clauses
    } { $assignments ->
        [0] {""}
        [one] 1 assignment
       *[other] { $assignments } assignments
    }
doubt-no-date = No day was found.
doubt-guessed-date = The year is guessed, or the day is from the name of the file.
doubt-no-body = It is not said who met.
doubt-no-people = No attendance list was found.
doubt-no-items = No items were found; the text stands together before them.
doubt-not-a-person = On the attendance list, no person: { $what }
doubt-skipped = After item { $what } the next number does not follow.
doubt-mentions = Line { $line } tells of a decision in running text: { $what }
cli-files = Files
cli-no-such-command = There is no command { $what }{ $value }.
cli-no-such-option = There is no option { $what }{ $value }.
cli-something-missing = Missing: { $what }{ $value }.
cli-no-such-value = { $value } will not do for { $what }.
cli-not-understood = Not understood: { $what }{ $value }.
cli-did-you-mean = Did you mean { $near }?
cli-see-help = See klubba --help.
cli-only-an-agenda = the meeting has not begun: { $path } is only an agenda (klubba run begins it).
cli-several = { $name } may be one of several:
      { $stems }
cli-unknown = nothing in the book is called { $name }.
cli-unknown-but-near = nothing in the book is called { $name }. Nearest are:
      { $stems }
cli-needs-a-terminal = the desk needs a terminal.
cli-cannot-lock = { $path } cannot be locked: { $error }
cli-no-beginning = the first line of the journal is damaged, so the meeting cannot go on; the record (.ron) is there and can be exported.
cli-trouble = { $path }: { $what }
check-fine = { $path }: nothing wrong
check-doubt = doubtful
check-mistake = mistake
check-unreadable = the file cannot be read: { $what }
check-not-text = the file is not text in UTF-8
check-too-large = the file is larger than 8 MiB
check-unknown = there is no { $what } here
check-missing = { $what } is missing
check-twice = { $what } stands twice
check-expected = { $what } was expected here
check-other = this cannot be understood: { $what }
check-changed = the record was changed by hand or damaged: its check does not fit
check-known = can be: { $known }
check-known-and-near = did you mean { $near }? Can be: { $known }
check-missing-here = { $what } should stand before this
check-expected-here = { $what } should stand here
check-here = here
flaw-body-id = body.id can have a–z, 0–9 and - only
flaw-body-name = body.name is missing
flaw-no-items = the agenda has no items
flaw-nothing-named = row { $row } of items has neither heading nor title
flaw-heading-with-item = row { $row } of items is a heading and cannot be an item too
flaw-nameless-person = row { $row } of people has no name
flaw-ends-before-start = the meeting ends before it begins
flaw-same-label = two items have the number { $label }
flaw-presenter-not-listed = { $name } presents and is not in people
verify-unreadable = { $path } cannot be read: { $error }
verify-whole = whole, { $entries } entries, { $head }
verify-torn = whole but for torn lines that were never acknowledged, { $entries } entries, { $head }
verify-damaged = damaged, { $entries } entries stand, { $head }
verify-broken = the chain is broken, { $entries } entries stand, { $head }
verify-behind-record = the record was made from entries that the journal no longer has
verify-line-torn = line { $line }, byte { $byte }: torn while it was written, never acknowledged
verify-line-damaged = line { $line }, byte { $byte }: damaged
verify-line-newer = line { $line }, byte { $byte }: written by a newer klubba
verify-line-broken = line { $line }, byte { $byte }: does not follow on the line before (number { $found }, expected { $expected })
list-empty = The book is empty.
list-next = klubba run AGENDA begins a meeting, klubba demo shows a made-up one, klubba --help shows all.
list-prepared = prepared
list-open = under way
list-closed = closed
list-approved = approved
list-counts = { $items ->
    [one] 1 item
   *[other] { $items } items
    }, { $decisions ->
    [one] 1 decision
   *[other] { $decisions } decisions
    }
export-record-not-written = the record (.ron) could not be written; the document is made from the journal.
export-not-written = { $path } could not be written: { $error }
export-edited = somebody has edited { $path } by hand; it stays, and the new one lies beside it (--over writes over it).
export-not-conforming = no PDF came of it that could be archived and read aloud; the mistake is ours, and nothing has been written: { $error }
export-has-no = { $format } has no { $what }.
export-no-item = no single item is called { $label }. The items are:
      { $labels }
export-template-name = style: template is the name of a file without its extension, of letters, digits and -: { $error }
export-template-unreadable = the template { $path } cannot be read: { $error }
export-template-mistake = { $path }:{ $error }
calendar-meeting = Meeting: { $body }

## The wall

wall-welcome = Welcome
wall-waiting = Waiting for the meeting to begin.
wall-proposal = Proposal
wall-wording = Being worded
wall-wording-for = Being worded, item { $item }
wall-decided = Decided
wall-assignments = Assignments
wall-left = left of { $minutes } min
wall-over = over time, { $minutes } min were planned
wall-spent = so far
wall-next = Next: { $item }
wall-last = The last item
wall-first = First: { $item }
wall-goes-on-with = Then: { $item }
wall-pause = Pause
wall-pause-until = We go on at { $time }
wall-pause-soon = We go on in a while
wall-pause-over = We go on now
wall-pause-left = until we go on
wall-until-start = until the meeting begins
wall-here = Here
wall-agenda = Agenda
wall-awaited = Expected
wall-apologies = Apologies: { $names }
wall-thanks = Thank you for today!
wall-next-meeting = Next meeting
wall-closed-at = Closed at { $time }
wall-place = item { $place } of { $count }
wall-present = { $there } of { $all } here
wall-not-live = not live since { $time }
wall-page = page { $page } of { $pages }
wall-read-only = The wall is read-only: only the desk steps the agenda.
wall-not-done = That did not work just now. Try again in a while.
key-wall = the wall, here
key-take-seat = take over the desk, when it is free
key-clock = clock off and on
key-turn-page = turn the page
key-leave-wall = leave the wall
help-wall = At the wall
notice-stepped = { $item } is open now ({ $by }).
notice-just-led = Somebody else has just stepped on: look, and press again.
notice-seat-free = The desk is free: T takes it over.
notice-seat-taken = The desk is yours.
notice-seat-not-free = Somebody has the desk.
cli-wall = show the meeting to the room, on a projector
cli-wall-meeting = the meeting; without a name, the one under way
cli-wall-read-only = the wall's keys do not step the agenda
cli-wall-needs-a-terminal = the wall needs a terminal.
cli-wall-showed = the wall showed { $meeting }.

## Assignments and approval

cli-assignments = open assignments of the whole book, overdue first
cli-assignments-all = the done ones too
cli-approve = approve the minutes of a meeting
cli-approve-by = who approves; once for each
cli-approve-reopen = open approved minutes again
assignments-none = No open assignments.
assignments-done = done
assignments-overdue = overdue
assignments-carried = carried on { $day }
assignments-left = { "" } (left: { $who })
approve-approved = { $meeting } has been approved by { $by }.
    Fingerprint of the chain: { $head }
approve-reopened = { $meeting } is open for corrections again.

## Looking back, and the book

cli-review = a meeting at a glance: assignments, postponed matters, decisions, attendance, time
cli-review-meeting = the meeting; without a name, the one closed last
cli-review-of = this is { $meeting }.
review-nothing = the book has no meeting to look back at.
review-assignments = Assignments
review-left-over = Postponed, referred, not reached
review-history = Matters that came back
review-decisions = Decisions
review-attendance = Attendance
review-time = Time: spent / planned
review-draft = draft
review-untouched = Never taken up.
review-taken-up = taken up { $day }: { $item }
review-came-from = was taken up { $day }: { $item }
review-approved = { $meeting } has been approved by { $by }.
review-ticked = Recorded in { $meeting }.
review-nothing-open = All meetings are approved; an assignment is ticked off at the next one.
review-not-to-approve = Only a closed meeting can be approved.
review-no-further = There is no further meeting that way.
review-approved-by = Approved by (name, name):
replay-entry = { $number } of { $count } · { $time } · { $by }: { $what }
notice-looking-back = Reading the book …
notice-nothing-before = The book has no earlier meeting of this body.
start-type-to-filter = type to filter
start-reading = reading the book …
start-under-way = Under way
start-to-come = To come
start-earlier = Earlier meetings
start-agenda = agenda
start-agenda-wrong = faulty agenda
start-nothing-like-it = Nothing in the book is called that.
start-unreadable = Cannot be read: { $path }
start-not-begun = The meeting has not begun; Enter opens the desk.
start-empty =
    The book is empty.

    An agenda is a RON file in the folder agendas/. Ctrl-N makes a first one to change; open it here with Enter, and the meeting is kept in the folder meetings/.

    Enter shows a made-up meeting under way, in a temporary book. Esc leaves.
key-review = previous meeting
key-search = search the book
key-older = older meeting
key-newer = newer
key-tick = done
key-carry-on = carried on
key-follow = follow the link
key-lines = line by line
key-is-item = heading
key-is-decision = decision
key-is-people = person
key-is-text = text
key-is-section = section
key-is-presenters = presenter
key-is-attachments = attachment
key-is-when = when, where
key-is-head = head
key-is-next = next meeting
key-is-signature = signature
key-is-aside = page head
key-next-doubt = next doubt
key-keep-lines = done
role-aside = page head
role-head = head
role-when = when, where
role-people = person
role-section = section
role-item = heading
role-presenters = presenter
role-attachments = attachment
role-decision = decision
role-text = text
role-next = next meeting
role-signature = signature
mending-counts = { $people } people · { $items } items · { $clauses } clauses · { $assignments } assignments · { $doubts ->
        [0] nothing doubtful
       *[other] { $doubts } to look at
    }
mending-recorded = The lines have been read anew.
review-not-imported = The meeting was not read from a paper: it has no lines to go through.
review-read-in = read in
review-imported = Read from { $file }
import-look = { $doubts ->
        [one] 1 thing to look at
       *[other] { $doubts } things to look at
    } in { $meeting }: klubba review { $meeting }, then r.
key-step-through = step by step
key-approve = approve
key-go-back = back
key-next-entry = next entry
key-previous-entry = previous
key-first-entry = first
key-last-entry = last
key-open-it = open
key-look-back = review
key-new-agenda = next agenda
key-open-wall = the wall
key-all-assignments = assignments
key-check = check
key-leave-book = leave
key-open-hit = open the hit
notice-reading = Reading the book: { $read } of { $of } meetings …
finding-in = { $count } meetings
finding-hits = { $count } hits
finding-folded = without accents too
finding-for = Search:
## Search

cli-search = Search all meetings: words, a name, a municipality, an item or a date
cli-search-words = the words, all of which must be there
search-nothing = no meeting in the book has { $words }.
search-folded = nothing is spelled just so; å and ä have passed for a, ö for o and é for e.

## The next agenda

cli-new = The next agenda, made from the last meetings
cli-new-from = The meeting to go on from (else the newest of the book)
cli-new-date = The day, as 2026-03-27 (else the one that the meeting decided)
cli-rehearse = Rehearse: in a temporary book that is gone afterwards
new-first = the book has no meeting to go on from: here is a first agenda to change.
first-body = Name of the group
first-body-id = group
first-place = Room, town
first-represents = Organisation
first-chair = Name of the chair
first-secretary = Name of the secretary
first-opening = Opening
first-verifiers = Election of verifiers
first-minutes = Previous minutes
first-matter = A matter
first-other = Any other business
first-closing = Next meeting and closing
first-comment = A first agenda to change: the group's name, day, place, people and matters. id is a short name without spaces that the group keeps.
new-of-several = the book has several bodies; the agenda is for { $body }, after { $meeting } (--from chooses another meeting).
new-is-there = { $path } is there already and untouched (--date chooses another day).
new-has-begun = the meeting { $meeting } is there already, so no agenda was written (--date chooses another day).
new-minutes = Previous minutes
new-minutes-clause = att godkänna föregående protokoll och lägga det till handlingarna
new-minutes-sentence = The previous minutes are approved.
new-notes = Previous notes
new-notes-clause = att lägga föregående minnesanteckningar till handlingarna
new-notes-sentence = The notes of the previous meeting are approved.
new-postponed = postponed
new-referred-back = referred back
new-referred-to = referred
new-untouched = not dealt with
new-follow-up = Follow-up of assignments
new-item = item
new-left = left
new-comment-head = Agenda after { $what }, made by klubba new. Change it freely; what is a guess is marked.
new-comment-check = Try it with klubba check, rehearse with klubba run --rehearse, begin the meeting with klubba run.
new-comment-announced = The last meeting decided: { $what }
new-comment-guessed = a guess: the same weekday, after the same interval as before or four weeks. Change it if need be.
new-comment-as-before = as the last time
new-comment-style = How the body writes its papers. What does not stand here is as usual.
new-comment-people = Roles: Chair, ViceChair, Member, Substitute, Secretary, Guest, Other
new-comment-items = minutes is planned time. (section: "…") is a heading over what follows.
new-comment-carried = Left over from earlier meetings:
new-comment-follow-up = Assignments that are not done:
new-comment-matters = New matters of the meeting go here, as in the line below. Numbers are given by hand.
new-comment-sample = (title: "…", minutes: 15, presenters: ["Name, title"], attachments: ["…"], proposal: ["…"]),
