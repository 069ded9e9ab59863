// SPDX-License-Identifier: MIT
// The TABLE of subcommands: adding one is a row here and a function. Help, manual, completions, usage checks
// and tests are made from it.
#include "commands.h"

// ---- options

static const CliOption ADD[] = {
    {"paste", NULL, "the text is profiles or search results copied from a page, one person a block"}, {0}};
static const CliOption EDIT[] = {{"each", "QUERY", "edit everybody who answers the query"}, {0}};
static const CliOption RM[] = {
    {"purge", NULL, "for good, with all that only they took part in; it cannot be undone"},
    {"yes", NULL, "with --purge: do not ask"},
    {"backups", NULL, "with --purge: delete the copies of the database that still hold them"},
    {0},
};
static const CliOption FIND[] = {
    {"sort", "FIELD", "name, company, last, next, met, added or ground; with - in front reversed"},
    {"limit", "N", "at most so many (50; 0 = all)"},
    {"count", NULL, "only how many"},
    {"group-by", "FIELD", "count by degree, company, school or stage"},
    {0},
};
static const CliOption LOG[] = {
    {"in", NULL, "they wrote or said it"},
    {"out", NULL, "you did (messages, if nothing else is said)"},
    {"channel", "C", "email, linkedin, linkedin-note, inmail, phone, sms, in-person, other"},
    {"at", "DATE", "when it was, or will be"},
    {"with", "CONTACT", "who else took part; may be given again"},
    {"event", "NAME", "the event where it was"},
    {"hook", "TEXT", "a reason to write later; may be given again"},
    {"occasion", "O", "what it was for: request, nudge, thank-you, update and so on"},
    {"subject", "TEXT", "the subject line"},
    {"answer", "A", "what they said: yes, time, later:DATE, no, try:NAME, ooo, none-needed"},
    {"outcome", "O", "of a meeting: held, moved:DATE, cancelled-by-me, cancelled-by-them, no-show"},
    {"length", "TIME", "how long a meeting takes: 45m, 1h, 1h30m"},
    {"place", "TEXT", "where a meeting is, or a link"},
    {"anyway", NULL, "even if it comes too soon"},
    {0},
};
static const CliOption DEBRIEF[] = {
    {"topic", "TEXT", "what it was about, in a few words; the thank-you quotes it"},
    {"learned", "TEXT", "what you learned; - reads standard input"},
    {"hook", "TEXT", "a reason to write later; may be given again"},
    {"promise", "WHOSE:TEXT", "mine:the slides by fri or theirs:an intro; may be given again"},
    {"met", "NAME", "whom they named, as in quick add: \"Erik Sand @ Kestrel\"; may be given again"},
    {"draft", NULL, "start the thank-you too"},
    {0},
};
static const CliOption MEET[] = {
    {"channel", "C", "in-person unless said otherwise"},
    {"with", "CONTACT", "who else comes; may be given again"},
    {"event", "NAME", "the event where it will be"},
    {"length", "TIME", "how long it takes: 45m, 1h, 1h30m"},
    {"place", "TEXT", "where it is, or a link"},
    {0},
};
static const CliOption FOLLOWUP[] = {
    {"repeat", "RULE",
     "every 2 weeks, every mon and thu, every month on the 2nd tue, 3 weeks after done, an RRULE"},
    {"promise", "WHOSE", "mine or theirs: one of you announced it"},
    {0},
};
static const CliOption DROP[] = {{"only-this", NULL, "of a repeat, whose next one comes all the same"}, {0}};
static const CliOption SNOOZE[] = {
    {"following", NULL, "of a repeat, those that follow as well: it goes by the new day"}, {0}};
static const CliOption DUE[] = {{"within", "DATE", "only up to then, such as 7d"},
                                {"overdue", NULL, "only what is late"},
                                {"format", "md", "as an agenda in Markdown, with the meetings"},
                                {0}};
static const CliOption REST[] = {{"until", "DATE", "and then no longer"}, {0}};
static const CliOption TODAY[] = {{"all", NULL, "without the cap on first messages"},
                                  {"format", "line", "one line of counts, for a greeting"},
                                  {0}};
static const CliOption BOARD[] = {{"all", NULL, "everybody, not the first 50 of each"}, {0}};
static const CliOption HISTORY[] = {{"limit", "N", "at most so many (50)"}, {0}};
static const CliOption IMPORT[] = {
    {"as", "FORMAT", "take this format instead of finding it"},
    {"map", "FIELD=COLUMN", "which column of a CSV file is which field; may be given again"},
    {"dry-run", NULL, "say what would happen and change nothing"},
    {"activate", NULL, "everybody becomes active instead of pool"},
    {0},
};
static const CliOption MEETINGS[] = {
    {"not", NULL, "they are none of yours: they go, and do not come back"},
    {"with", "CONTACT", "it was with somebody else than the calendar says"},
    {"series", NULL, "all that is open of the same series, too; and those to come"},
    {"all", NULL, "everything that is open"},
    {0},
};
static const CliOption EXPORT[] = {
    {"format", "FORMAT", "jsonl (everything), csv or md (people), ics (follow-ups and meetings)"},
    {"output", "PATH", "into a file instead of standard output"},
    {"force", NULL, "replace the file if it exists"},
    {"raw", NULL, "csv without the guard against formulas of spreadsheets"},
    {"share", NULL, "for an adviser: no phone numbers, no private notes, no messages (csv, md and ics)"},
    {"events", NULL, "ics: follow-ups as whole-day events, for calendars that show no things to do"},
    {0},
};
static const CliOption BACKUP[] = {
    {"list", NULL, "the copies there are: from when, how large, sound or damaged"}, {0}};
static const CliOption TEMPLATE[] = {
    {"occasion", "O", "request, nudge, reply, confirm, thank-you, update, reconnect and so on"},
    {"channel", "C", "email, linkedin, linkedin-note, inmail, sms"},
    {"subject", "TEXT", "the subject line"},
    {0},
};
static const CliOption DRAFT[] = {
    {"template", "NAME", "the template; without it the one that fits"},
    {"channel", "C", "email, linkedin, linkedin-note, inmail, sms"},
    {"occasion", "O", "what it is for, to choose the template by"},
    {"together", NULL, "one message to all of them, as one that introduces two"},
    {"print", NULL, "print the filled template and save nothing"},
    {0},
};
static const CliOption OPENING[] = {
    {"link", "URL", "where it stands; the same link is the same opening"},
    {"closes", "DATE", "until when one can apply"},
    {"applied", "DATE", "when you applied"},
    {"answer", "yes|no", "how they answered your application; whoever helped then hears of it"},
    {"closed", NULL, "it is over"},
    {0},
};
static const CliOption LANDED[] = {
    {"dry-run", NULL, "say what would happen and change nothing"}, {"yes", NULL, "do it"}, {0}};
static const CliOption WATCH[] = {
    {"off", NULL, "no longer"},
    {"looked", NULL, "you have looked there; without a name, at all that are due"},
    {0}};
static const CliOption EVENT[] = {
    {"on", "DATE", "when it was; today if nothing is said"},
    {"with", "CONTACT", "whom you met there; may be given again"},
    {0},
};
static const CliOption CHECK[] = {
    {"to", "CONTACT", "who gets it: names, company, common ground and history are checked against them"},
    {"channel", "C", "its limits; that of the draft unless said otherwise"},
    {"occasion", "O",
     "request, nudge, thank-you and so on; else that of the draft, or what the rules advise"},
    {"subject", "S", "the subject of a text from a file"},
    {"rules", NULL, "list the rules with what they look for and where they come from"},
    {0},
};
static const CliOption SEND[] = {
    {"anyway", NULL, "even if it comes too soon"},
    {"print", NULL, "show the mail as it would go, and send nothing"},
    {"eml", "FILE", "write the mail to a file, and send nothing"},
    {"drafts", NULL,
     "put it into the drafts folder of your mail program, set drafts-maildir, and send nothing"},
    {0}};
static const CliOption SENT[] = {
    {"at", "DATE", "when it was sent"}, {"anyway", NULL, "even if it comes too soon"}, {0}};

// ---- commands

const CliCommand CLI_COMMANDS[] = {
    {"add", "TEXT", "add somebody, in one line",
     "A name and then what you know, between commas: company after @, title, school, where you met, card, "
     "what was "
     "promised, e-mail address, profile, phone, #tags. Somebody with the same address is added to. Prints "
     "what it "
     "understood. Several lines, or texts quoted each as a whole, are several people, one step of undo.",
     "rapport add \"Grace Hopkins @ Globex, Engineer, met at PyCon, card, promised slides fri, #python\"",
     ADD, 0, -1, NEED_WRITE, cmd_add},
    {"find", "[QUERY]", "look for people",
     "Words match the beginnings of words in names, companies, titles, schools and tags. Fields narrow it: "
     "company:, "
     "school:, tag: or #, stage:, degree:, last:>30d, next:<7d, is:late, has:email, in:pool. Finding nobody "
     "exits 1.",
     "rapport find company:acme --sort name", FIND, 0, -1, NEED_READ, cmd_find},
    {"list", "[VERB NAME [QUERY]]", "queries kept under a name",
     "VERB is save, show or rm; without one it says what is saved. show finds the people, with the options "
     "of find. "
     "A query keeps its words: last:>30d is counted from the day on which the list is shown.",
     "rapport list save Berlin \"city:berlin last:>30d\"", FIND, 0, -1, NEED_WRITE, cmd_list},
    {"show", "CONTACT", "everything about somebody",
     "Who they are, ways to reach them, what you have in common, what is next, and the timeline.",
     "rapport show \"Ada Byron\"", NULL, 1, 1, NEED_READ, cmd_show},
    {"edit", "CONTACT FIELD=VALUE...", "change what is known",
     "Fields: name, given, family, nickname, address_as, pronouns, title, company, school, city, zone, "
     "industry, "
     "birthday, how, met_where, met_day, introduced_by, about, routine, channel; email, phone and link come "
     "before those that are known, which stay: mails go to the first; email+=ADDRESS comes behind them, and "
     "email-=ADDRESS removes. CONTACT me is yourself.",
     "rapport edit \"Ada Byron\" city=Boston email=ada@acme.example", EDIT, 1, -1, NEED_WRITE, cmd_edit},
    {"tag", "CONTACT... +TAG -TAG", "add and remove tags",
     "Each +TAG is added to each contact, each -TAG removed.", "rapport tag \"Ada Byron\" +python -student",
     NULL, 2, -1, NEED_WRITE, cmd_tag},
    {"rm", "CONTACT...", "move to the trash",
     "They leave every list and can be brought back with restore-contact, or undo. With --purge every trace "
     "of them "
     "goes: their rows, the steps of the history that touch them, their bytes in the file; imports do not "
     "bring them "
     "back. Backups that still hold them are named. Without CONTACT it ends a purge that another program "
     "held up.",
     "rapport rm \"Ada Byron\"", RM, 0, -1, NEED_WRITE, cmd_rm},
    {"restore-contact", "CONTACT", "bring back from the trash", "Everything about them is as it was.",
     "rapport restore-contact \"Tom Kilburn\"", NULL, 1, 1, NEED_WRITE, cmd_restore_contact},
    {"who", "ORGANISATION", "whom you know at a company, school or group",
     "Those there now, then those who were.", "rapport who Acme", NULL, 1, -1, NEED_READ, cmd_who},
    {"path", "CONTACT", "through whom you could meet somebody",
     "The ways that lead from people you know to them, by ties (tie, intro, whom somebody named) and by "
     "working at "
     "the same place: the shortest first, with how well each knows the next. Nobody on the way exits 1.",
     "rapport path \"Sam Okafor\"", NULL, 1, 1, NEED_READ, cmd_path},
    {"tie", "CONTACT KIND CONTACT", "two people know each other",
     "KIND is knows, works-with, studied-with, family, friend or introduced. Whom a contact of yours knows "
     "is "
     "of the second degree.",
     "rapport tie \"Ada Byron\" knows \"Sam Okafor\"", NULL, 3, 3, NEED_WRITE, cmd_tie},
    {"intro", "[CONNECTOR TARGET [STATE]]", "an introduction, and how far it is",
     "STATE is wanted (if nothing is said), asked, promised, made or declined. Made is noted in both "
     "timelines "
     "and "
     "sets what follows. Without names, those under way.",
     "rapport intro \"Ada Byron\" \"Sam Okafor\" asked", NULL, 0, 3, NEED_WRITE, cmd_intro},
    {"event", "NAME", "whom you met at an event",
     "With --with they are noted as met there, with what the rules then say; without, who was.",
     "rapport event PyCon --with \"Ada Byron\"", EVENT, 1, -1, NEED_WRITE, cmd_event},
    {"log", "CONTACT KIND [TEXT]", "note what happened",
     "KIND is message, call, meeting, event, introduction or note. A message is yours unless --in; what they "
     "answered "
     "goes into --answer. Prints what the rules set because of it. A message that comes too soon exits 1 "
     "with the "
     "reason unless --anyway.",
     "rapport log \"Ada Byron\" call \"Talked about compilers\" --at yesterday --hook \"her new course\"",
     LOG, 2, -1, NEED_WRITE, cmd_log},
    {"meet", "CONTACT DATE [TEXT]", "plan a meeting", "The same as log CONTACT meeting --at a day to come.",
     "rapport meet \"Ada Byron\" \"tue 10:30\" \"Coffee at the station\"", MEET, 2, -1, NEED_WRITE, cmd_meet},
    {"meetings", "[ID...]", "the meetings that a calendar brought",
     "Without an ID it lists what is open. A meeting counts for nothing before it is confirmed; "
     "confirmed, it was held when its time is over, else it is planned. What is said of all that is open of "
     "a series is also said of those to come with later imports.",
     "rapport meetings", MEETINGS, 0, -1, NEED_WRITE, cmd_meetings},
    {"prep", "CONTACT", "the sheet before a meeting",
     "Who they are, what you have in common, the last talk, promises both ways, reasons to write, drafts, "
     "and "
     "questions "
     "worth asking. Markdown, to print or to keep.",
     "rapport prep \"Ada Byron\"", NULL, 1, 1, NEED_READ, cmd_prep},
    {"questions", "[show|edit|restore]", "the question bank of the sheet before a meeting",
     "edit reads it from standard input: ## and the name of a group, then one question a line; {{company}} "
     "and the "
     "other placeholders of templates are filled, what stands in [[ ]] goes when nothing is known to fill it "
     "with. "
     "restore brings back the one that came with the program.",
     "rapport questions", NULL, 0, 2, NEED_WRITE, cmd_questions},
    {"debrief", "CONTACT", "what a talk brought",
     "The meeting counts as held (or is logged as of now); what you learned goes to it, names become people "
     "introduced "
     "by the contact, promises become follow-ups. One step of undo. Prints what the rules set.",
     "rapport debrief \"Ada Byron\" --learned \"Her team pairs\" --promise \"mine:slides fri\" --met \"Sam "
     "Okafor\"",
     DEBRIEF, 1, 1, NEED_WRITE, cmd_debrief},
    {"settle", "CONTACT", "their last message needs no answer", "You no longer owe one.",
     "rapport settle \"Ada Byron\"", NULL, 1, 1, NEED_WRITE, cmd_settle},
    {"hook", "CONTACT TEXT", "note a reason to write", "It comes back when there is time to write.",
     "rapport hook \"Ada Byron\" \"her talk in March\"", NULL, 2, -1, NEED_WRITE, cmd_hook},
    {"today", "", "whom to write to today, and why",
     "Late, today and this week; who waits for you, for whom you wait, who is fading. Nothing to do is no "
     "error.",
     "rapport today --format line", TODAY, 0, 0, NEED_READ, cmd_today},
    {"board", "", "who waits for whom",
     "Whom you owe an answer, who owes you one, who is quiet, invitations pending.", "rapport board", BOARD,
     0, 0, NEED_READ, cmd_board},
    {"review", "", "what to look at once a week",
     "Answers owed, thanks not said, what is late, nobody answered, openings that close, drafts left lying, "
     "who is "
     "fading, targets where you know nobody. The interface goes through them one at a time.",
     "rapport review", NULL, 0, 0, NEED_READ, cmd_review},
    {"why", "CONTACT", "every rule that speaks about somebody",
     "With its first, due and last day and its reason.", "rapport why \"Ada Byron\"", NULL, 1, 1, NEED_READ,
     cmd_why},
    {"followup", "CONTACT|org:NAME DATE TEXT", "something to do on a day",
     "About a contact, or about an organisation with org:NAME. A promise is asked about or kept.",
     "rapport followup \"Ada Byron\" \"next tue\" \"send the slides\" --promise mine", FOLLOWUP, 3, -1,
     NEED_WRITE, cmd_followup},
    {"due", "", "what is to do, by day", "All open follow-ups, the oldest first. Nothing due is no error.",
     "rapport due --within 7d", DUE, 0, 0, NEED_READ, cmd_due},
    {"done", "ID...", "tick off", "A repeating one moves on to its next day.", "rapport done 5c0f9a1e", NULL,
     1, -1, NEED_WRITE, cmd_done},
    {"drop", "ID...", "no longer to do", "It is closed without having been done; a repeat ends.",
     "rapport drop 5c0f9a1e", DROP, 1, -1, NEED_WRITE, cmd_drop},
    {"snooze", "ID... DATE", "move to another day", "What a rule had set stays where you put it.",
     "rapport snooze 5c0f9a1e +3d", SNOOZE, 2, -1, NEED_WRITE, cmd_snooze},
    {"rest", "CONTACT...", "let somebody rest",
     "No rule speaks about them until the day, or until you say rest again.",
     "rapport rest \"Ada Byron\" --until \"in 3 months\"", REST, 1, -1, NEED_WRITE, cmd_rest},
    {"rhythm", "CONTACT|#TAG|org:NAME RHYTHM", "how often to be in touch",
     "RHYTHM is 3w, 2m, 6m, 1y, a number of days or none. #TAG is everybody who has the tag, org:NAME "
     "whoever of "
     "the active works there now, as one step.",
     "rapport rhythm \"Ada Byron\" 2m", NULL, 2, 2, NEED_WRITE, cmd_rhythm},
    {"stage", "CONTACT STAGE", "set the stage by hand",
     "STAGE is spotted, approached, talking, scheduled, met, in-touch, advocate, resting, or auto: it "
     "follows from what "
     "happened again.",
     "rapport stage \"Ada Byron\" advocate", NULL, 2, 2, NEED_WRITE, cmd_stage},
    {"pause", "FROM TO [TEXT]", "a stretch without follow-ups",
     "What falls into it moves behind it; nothing piles up. TEXT is what its days are called in the "
     "calendar. rapport set pause shows all of them, an empty value ends them.",
     "rapport pause 2026-12-21 2027-01-03 \"Winter break\"", NULL, 2, -1, NEED_WRITE, cmd_pause},
    {"routine", "[VERB [NAME [TEXT]]]", "how messages without an answer are followed up",
     "VERB is list, show, edit or rm. edit reads a few lines from standard input: about TEXT; nudge 7 14 28, "
     "the "
     "first "
     "polite, the due and the last good day after the message, 7bd counting working days; other 3bd or "
     "never, from "
     "when "
     "on somebody else there is suggested; rest 14; most 2. What is not said is as set. A contact takes one "
     "with "
     "edit "
     "CONTACT routine=NAME, everybody else has the default of set routine.",
     "rapport routine show two-track", NULL, 0, 3, NEED_WRITE, cmd_routine},
    {"draft", "CONTACT...", "start a message from a template",
     "A draft for each contact, filled and saved; draft discard ID throws one away.",
     "rapport draft \"Ada Byron\" --channel email", DRAFT, 1, -1, NEED_WRITE, cmd_draft},
    {"drafts", "", "messages that are being written", "The one worked on last comes first.", "rapport drafts",
     NULL, 0, 0, NEED_READ, cmd_drafts},
    {"check", "[DRAFT|FILE|-]", "what a tactful reader would say of a message",
     "Rules that need no network, each with an error, a warning or a hint, the place, a sentence and, where "
     "it is "
     "obvious, a fix. Without an argument standard input is read. Exits 1 when there are errors; rapport set "
     "check-off "
     "RULE,RULE silences rules. What sentences do is learned from English ones: of a message in another "
     "language only "
     "names, "
     "limits, placeholders and links are judged.",
     "rapport check 7d41b2c8", CHECK, 0, 1, NEED_READ, cmd_check},
    {"sent", "DRAFT", "mark a draft as sent",
     "It becomes a message in the timeline and the follow-up is set, in one step. Nothing is sent by this. "
     "Too soon exits "
     "1 with the reason unless --anyway.",
     "rapport sent 7d41b2c8 --anyway", SENT, 1, 1, NEED_WRITE, cmd_sent},
    {"send", "DRAFT", "hand a draft over to your mail program",
     "The mail goes to the program of the configuration, set sendmail \"msmtp -t\", by its arguments alone "
     "and never "
     "by a shell; then the draft is marked sent and the follow-up set. It asks nothing: look first with "
     "--print. Your "
     "address is that of rapport edit me email=. Undoing it undoes what is written down; the mail has gone. "
     "A "
     "subject with Re: goes on in the thread of the mails that had it. With --drafts another mail program, "
     "as "
     "aerc or neomutt, recalls it, and rapport sent marks it sent afterwards.",
     "rapport send 7d41b2c8 --print", SEND, 1, 1, NEED_WRITE, cmd_send},
    {"template", "VERB [NAME [VERSION]]", "list, show, add, edit, copy, rm or restore templates",
     "add and edit read the text from standard input; copy takes the name of the copy. versions lists every "
     "text that it had, with what came of the messages written from each; show NAME VERSION prints one of "
     "them. "
     "restore brings back the text that came with the program, or that of a version, as a new version.",
     "rapport template list", TEMPLATE, 1, 3, NEED_WRITE, cmd_template},
    {"stats", "", "what came of writing",
     "First messages answered, by channel, by how you met and by template, with the median of days; and how "
     "far people "
     "have come. Counts, and percentages only from 20 on.",
     "rapport stats", NULL, 0, 0, NEED_READ, cmd_stats},
    {"target", "list|add|set|close [ORGANISATION [m=2 p=3 a=yes routine=NAME]]",
     "organisations you want to get into",
     "m is your motivation (0 to 3), p how likely they have a post (1 to 3), a whether somebody there speaks "
     "for you. add makes an organisation that is unknown.",
     "rapport target add Acme m=3 p=2", NULL, 1, -1, NEED_WRITE, cmd_target},
    {"watch", "[ORGANISATION]", "look at an organisation every week",
     "Without a name, those that are watched. Where it is time to look stands on Today, as one line; "
     "--looked "
     "says that you have, and it comes back a week later (set watch-days).",
     "rapport watch Acme", WATCH, 0, 1, NEED_WRITE, cmd_watch},
    {"opening", "[ORGANISATION TITLE]", "note a post",
     "Whom you know there is told about it in the advice. The same link, or without one the same title, "
     "brings "
     "it up to date. Once they have answered your application, the advice says who helped and likes to hear "
     "how it "
     "ended. Without a name, what is open.",
     "rapport opening Acme \"Compiler engineer\" --closes \"in 3 weeks\"", OPENING, 0, -1, NEED_WRITE,
     cmd_opening},
    {"landed", "", "the search has ended well",
     "Shows whom to thank and what stops; with --yes, one draft each to introducers, advocates and people "
     "met, "
     "targets "
     "and openings close, rhythms of 30 days and less stop. One step of undo.",
     "rapport landed --dry-run", LANDED, 0, 0, NEED_WRITE, cmd_landed},
    {"import", "PATH...", "read people and messages from files",
     "A LinkedIn archive (zip, folder or one file), address books of Google and Outlook and any other CSV, "
     "rapport's own JSON Lines; calendars (.ics), of which the meetings with people who are known here are "
     "taken, to be confirmed (rapport meetings): by address, by name, or by a whole name in the title. The "
     "format is found by content. One step of undo.",
     "rapport import people.csv --map school=College --dry-run", IMPORT, 1, -1, NEED_WRITE, cmd_import},
    {"imports", "[undo ID]", "what was imported",
     "With undo ID an import is taken back; what you changed since is kept.", "rapport imports", NULL, 0, 2,
     NEED_WRITE, cmd_imports},
    {"export", "[QUERY]", "write everything, or people, to a file",
     "jsonl is complete and comes back byte for byte; csv and md are the people who answer the query, ics is "
     "what is to do and whom you meet, of all or of those people. Without a format it is jsonl, for a file "
     "or "
     "another program; a terminal asks what you mean.",
     "rapport export company:acme --format csv", EXPORT, 0, -1, NEED_READ, cmd_export},
    {"mutt-query", "TEXT", "addresses for mutt and aerc",
     "Set query_command to \"rapport mutt-query %s\": a line that says how many, then address, name and "
     "company "
     "between tabs.",
     "rapport mutt-query ada", NULL, 1, -1, NEED_READ, cmd_mutt_query},
    {"undo", "[N]", "take back the last step, or N", "Imports too. Says what was undone.", "rapport undo",
     NULL, 0, 1, NEED_WRITE, cmd_undo},
    {"redo", "[N]", "do again what was undone", "The step undone last comes first.", "rapport redo", NULL, 0,
     1, NEED_WRITE, cmd_redo},
    {"history", "[CONTACT]", "the steps that were made", "The newest first; of one contact when it is named.",
     "rapport history", HISTORY, 0, 1, NEED_READ, cmd_history},
    {"set", "[NAME [VALUE]]", "settings of the rules",
     "Without a value it says what is set; an empty value is the default again. Changed numbers move what is "
     "planned.",
     "rapport set nudge-due 10", NULL, 0, -1, NEED_WRITE, cmd_set},
    {"backup", "[FILE]", "copy the database while it is in use",
     "Without FILE into the folder backups beside the database. Prints the name. On each day on which "
     "something changes rapport makes one by itself, and keeps seven and four older ones, one a week: "
     "rapport "
     "set backup, backup-daily, backup-weekly and backup-folder.",
     "rapport backup", BACKUP, 0, 1, NEED_READ, cmd_backup},
    {"restore", "[FILE]", "put a backup in the place of the database",
     "FILE is checked first; the present database is kept beside it. Without FILE nothing is changed: it "
     "names "
     "the newest "
     "sound backup and the command that restores it.",
     "rapport restore backup.db", NULL, 0, 1, NEED_NOTHING, cmd_restore},
    {"check-db", "", "check that the database is sound",
     "Integrity, full text and our own rules. Faults exit 4.", "rapport check-db", NULL, 0, 0, NEED_WRITE,
     cmd_check_db},
    {"help", "[COMMAND]", "what there is, or what a command does", "The same as COMMAND --help.",
     "rapport help log", NULL, 0, 1, NEED_NOTHING, cmd_help},
    {"docs", "KIND", "the manual, made from the program's own tables",
     "KIND is man, markdown, json, config, bash, zsh or fish.", "rapport docs markdown", NULL, 1, 1,
     NEED_NOTHING, cmd_docs},
    {0},
};

const CliGroup CLI_GROUPS[] = {
    {"add", "People"},        {"log", "What happened"},    {"today", "What is next"},
    {"draft", "Messages"},    {"target", "Organisations"}, {"import", "Files and other programs"},
    {"undo", "The database"}, {"help", "About rapport"},   {0},
};
