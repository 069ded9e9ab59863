// SPDX-License-Identifier: MIT
// What the files of the draft screens share: the open draft, saving it, and what is done with a draft whether
// it is open or only focused in the list.
#ifndef RAPPORT_TUI_DRAFT_H
#define RAPPORT_TUI_DRAFT_H

#include "editor.h"
#include "frame.h"
#include "rapport/app/checking.h"
#include "rapport/app/drafts.h"
#include "rapport/core/channel.h"
#include "widgets/rowlist.h"
#include "worker.h"

// A placeholder of the template and what it stands for.
typedef struct DraftField {
    char *name;
    char *value; // NULL = not known
    bool open;   // it still stands in the text
} DraftField;

// A line of what is known about the recipient.
typedef struct DraftFact {
    int32_t day; // CIVIL_NONE = none
    Glyph glyph;
    char *text;
} DraftFact;

typedef struct OpenDraft OpenDraft;
typedef void DraftThen(Tui *tui, OpenDraft *open);

struct OpenDraft {
    Draft draft; // as stored, but for subject and text
    bool open;
    Editor editor;
    Field subject;
    bool in_subject;
    int64_t rev;
    uint64_t saved_revision; // of the editor
    char *saved_subject;
    bool complained; // saving failed and was told
    bool kept;       // what is not saved is in a file of its own (rapport/app/unsaved.h)
    uint64_t kept_revision;
    VEC(DraftField) fields;
    VEC(char *) seen; // placeholders as written that fields were looked for
    VEC(DraftFact) facts;
    CheckFacts *check_facts; // NULL: lent to the check at work
    char *language;          // that words are looked up in; NULL = as always
    CheckResult check;
    size_t finding;    // the one that is told about in full
    bool telling;      // it was just gone to: where nothing stands beside the text it is told below
    VEC(size_t) rows;  // beside the text: the finding of each row below the title
    EditorSpans spans; // of the rows in sight
    ChannelCount count;
    int notes, notes_most; // sent this month, of how many; 0 = nobody counts
    uint64_t checked;      // revision that these are of; 0 = none
    char *checked_subject;
    DraftThen *then; // to be done once the text is checked; NULL = nothing
    Worker *worker;  // draft_work.c; NULL = not needed yet
    bool working;    // it is at something
};

// Something that is done behind the screen. run is on the worker's thread (or, where there is none, on the
// screen's: not behind) and uses only what is in the work and the connection that it gets; end and free are
// on the screen's. The first part of a struct of its own.
typedef struct DraftWork DraftWork;
struct DraftWork {
    void (*run)(DraftWork *work, Store *store, bool behind);
    void (*end)(DraftWork *work, Tui *tui, OpenDraft *open);
    void (*free)(DraftWork *work);
};

extern const PaneKind PANE_DRAFT;      // pane_draft.c
extern const PaneKind PANE_DRAFT_SIDE; // pane_draft_side.c

OpenDraft *draft_of(Tui *tui); // the one in the editor; NULL when none is shown

// ---- pane_draft.c
bool draft_has_subject(const OpenDraft *open);
const char *channel_label(Channel channel); // "LinkedIn note"

// ---- draft_save.c
bool draft_open(Tui *tui, OpenDraft *open, int64_t id, Error *err);
void draft_take_text(Tui *tui, OpenDraft *open); // of the draft as stored, and what could not be saved of it
bool draft_dirty(const OpenDraft *open);         // something changed since it was saved
// When something changed: now, after what is at work, or behind the screen, unless that is at work.
void draft_save(Tui *tui, OpenDraft *open);
void draft_save_behind(Tui *tui, OpenDraft *open);
bool draft_switch(Tui *tui, OpenDraft *open, int64_t id); // saves and opens another one in its place

// ---- draft_work.c
void draft_begin(Tui *tui, OpenDraft *open, DraftWork *work); // takes it; nothing may be at work
void draft_take(Tui *tui, OpenDraft *open);                   // ends what is done
void draft_wait(Tui *tui, OpenDraft *open);                   // the same, once it is done
void draft_work_stop(OpenDraft *open);                        // drops what is at work

// ---- draft_facts.c: fields and facts beside the open draft
void draft_learn(Tui *tui, OpenDraft *open);         // from the database
void draft_learn_written(Tui *tui, OpenDraft *open); // fields from the text
void draft_forget(OpenDraft *open);                  // frees what was learned and found

// ---- draft_check.c: findings and colours
// From the text, when it changed: at once, or, where it is long, behind the screen when the keys rest.
void draft_check(Tui *tui, OpenDraft *open);
bool draft_is_checked(const OpenDraft *open);               // the findings are of the text as it is
void draft_colour(OpenDraft *open, size_t from, size_t to); // spans of these bytes of the text
void draft_next_finding(Tui *tui, OpenDraft *open);
void draft_go_to_finding(Tui *tui, OpenDraft *open, size_t index);
const CheckFinding *draft_finding_here(const OpenDraft *open); // around the cursor; NULL = none
void draft_apply_fix(Tui *tui, OpenDraft *open); // of the finding at the cursor, else of the one told about

// ---- spelling.c: words of the open draft, looked up behind the screen
void spelling_rest(Tui *tui, OpenDraft *open);     // asks for what is new once the keys rest
void spelling_add_word(Tui *tui, OpenDraft *open); // the one at the cursor is right

// ---- draft_flow.c: for drafts by their id, saved before when one is open
bool draft_saved(Tui *tui, int64_t id); // what the editor shows of it is stored now; false: it could not be
// The editor goes on with the next of the batch, else closes, when it shows this one.
void draft_leave(Tui *tui, int64_t id);
bool draft_too_soon(Tui *tui, int64_t id, int32_t *earliest, char *reason, size_t size);
void draft_plan(Tui *tui, int64_t id, int32_t day);
// Its template speaks to two people, and it goes to one, as when the other was removed.
bool draft_lacks_other(Tui *tui, const Draft *draft);
#define DRAFT_LACKS_OTHER "It was written to two people and goes to one: M-w in the editor adds the other.\n"
void draft_mark_sent(Tui *tui, int64_t id);
void draft_hand_over(Tui *tui, int64_t id);
void draft_discard(Tui *tui, int64_t id);
void drafts_discard(Tui *tui, const int64_t *ids, size_t count); // of the list, as one step

// ---- mailing.c: shows what would happen, then sends behind the screen; what is no mail is handed over
void draft_send(Tui *tui, int64_t id);
bool mailing_runs(const Tui *tui, int64_t draft); // it is on its way
bool mailing_refuses(Tui *tui, int64_t draft);    // likewise, and says so

// ---- draft_batch.c: drafts that are reviewed one after the other
void batch_begin(Tui *tui, const int64_t *drafts, size_t count); // fewer than two are none
bool batch_place(const Tui *tui, int64_t draft, size_t *place, size_t *count);
int64_t batch_step(Tui *tui, int64_t draft, int step); // the next (1) or last (-1) that is open; 0 = none

// ---- compose.c
// As tui_compose; occasion is what it is for when that is known, else what the rules advise.
void compose_for(Tui *tui, const int64_t *contacts, size_t count, Occasion occasion);
// A draft for the occasion from the template that fits best, opened in the editor. Asks for my name first
// when nobody could sign.
void compose_at_once(Tui *tui, int64_t contact, Occasion occasion);
// From that template; other, where it speaks of two, is asked for when it is 0.
void compose_from(Tui *tui, const char *name, int64_t contact, int64_t other);
// name "" = blank, NULL = the best for each of several
typedef void (*TemplateDone)(Tui *tui, const char *name, void *self);
// Templates that fit the occasion first, blank last. each: everybody gets a message of their own.
void compose_pick_template(Tui *tui, const int64_t *contacts, size_t count, bool each, Occasion occasion,
                           const char *title, TemplateDone done, void *self, void (*free_self)(void *self));

#endif
