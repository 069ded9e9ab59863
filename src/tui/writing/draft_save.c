// SPDX-License-Identifier: MIT
// Opening and saving the draft in the editor. It saves itself while one writes, behind the screen and from a
// copy, and when it is left, before that happens. When another program was faster, what is here becomes a
// draft of its own; what cannot be saved is kept in a file until it can.
#include <stdlib.h>

#include "draft.h"
#include "rapport/app/unsaved.h"
#include "rapport/base/clock.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

// ---- opening

bool draft_dirty(const OpenDraft *open)
{
    return open->open && (editor_revision(&open->editor) != open->saved_revision ||
                          !str_equal(field_text(&open->subject), open->saved_subject));
}

static void mark_saved(OpenDraft *open, uint64_t revision, const char *subject)
{
    open->saved_revision = revision;
    free(open->saved_subject);
    open->saved_subject = mem_strdup(subject);
    open->complained = false;
}

// What could not be saved the last time is there again, as one step that C-z takes back.
static void take_unsaved(Tui *tui, OpenDraft *open)
{
    Str subject = STR_INIT, text = STR_INIT;
    int64_t rev;
    open->kept = unsaved_find(tui_app(tui), &open->draft, &rev, &subject, &text);
    if (open->kept && str_equal(str_get(&text), editor_text(&open->editor)) &&
        str_equal(str_get(&subject), field_text(&open->subject))) { // it was saved, then the program died
        unsaved_forget(tui_app(tui), &open->draft);
        open->kept = false;
    } else if (open->kept) {
        textbuf_rewrite(open->editor.text, str_get(&text), text.length);
        textbuf_rewrite(open->subject.buffer, str_get(&subject), subject.length);
        open->rev = rev;
        tui_toast(tui, false, "What could not be saved the last time is here again");
    }
    str_clear(&subject);
    str_clear(&text);
}

// A log of another text is refused; then there is nothing to undo, which is no harm.
static void take_undo(Tui *tui, OpenDraft *open)
{
    TextBuf *texts[] = {open->editor.text, open->subject.buffer};
    char *log = NULL;
    size_t length = 0;
    if (store_draft_undo_log(tui_app(tui)->store, open->draft.id, &log, &length, NULL) && log != NULL)
        textbuf_undo_load_all(texts, 2, log, length);
    free(log);
}

void draft_take_text(Tui *tui, OpenDraft *open)
{
    editor_set(&open->editor, open->draft.text != NULL ? open->draft.text : "");
    field_set(&open->subject, open->draft.subject != NULL ? open->draft.subject : "");
    take_undo(tui, open);
    open->rev = open->draft.rev;
    open->editor.changed_ms = clock_monotonic_ms();
    mark_saved(open, editor_revision(&open->editor), field_text(&open->subject));
    take_unsaved(tui, open);
}

bool draft_open(Tui *tui, OpenDraft *open, int64_t id, Error *err)
{
    Draft draft = {0};
    if (!store_draft_get(tui_app(tui)->store, id, &draft, err))
        return false;
    draft_clear(&open->draft);
    open->draft = draft;
    open->open = true;
    open->in_subject = false;
    draft_take_text(tui, open);
    draft_learn(tui, open);
    return true;
}

// ---- saving

// The database is held or the disk is full: a file of its own holds the text meanwhile.
static void keep_unsaved(Tui *tui, OpenDraft *open)
{
    uint64_t revision = editor_revision(&open->editor) + textbuf_revision(open->subject.buffer); // both grow
    if (open->kept && open->kept_revision == revision)
        return;
    open->kept = unsaved_keep(tui_app(tui), &open->draft, open->rev, field_text(&open->subject),
                              editor_text(&open->editor), NULL);
    open->kept_revision = revision;
}

static void lost_the_race(Tui *tui, OpenDraft *open, int64_t copy)
{
    Error err = {0};
    if (draft_open(tui, open, copy, &err))
        tui_toast(tui, false, "Another program changed it: yours is kept as a second one, open here");
    else
        tui_error(tui, &err);
    tui_changed(tui, CHANGE_DRAFTS);
}

// What came of saving the text of that revision. What failed is tried again with every tick, but told once.
static void settle(Tui *tui, OpenDraft *open, uint64_t revision, const char *subject, Error *err)
{
    if (err->kind == ERROR_NONE) {
        if (open->kept || open->complained) // what was complained of may be half kept
            unsaved_forget(tui_app(tui), &open->draft);
        open->kept = false;
        open->draft.saved_utc = store_now(tui_app(tui)->store).utc;
        mark_saved(open, revision, subject);
        return;
    }
    keep_unsaved(tui, open);
    if (!open->complained) {
        error_prefix(err, open->kept ? "the draft is kept in a file of its own until it can be saved"
                                     : "the draft is not saved yet");
        tui_error(tui, err);
    }
    open->complained = true;
}

static void write_log(const OpenDraft *open, Str *log)
{
    textbuf_undo_save_all((TextBuf *[]){open->editor.text, open->subject.buffer}, 2, EDITOR_UNDO_MOST, log);
}

void draft_save(Tui *tui, OpenDraft *open)
{
    draft_wait(tui, open);
    if (!draft_dirty(open))
        return;
    Str log = STR_INIT;
    Error err = {0};
    int64_t copy = 0;
    write_log(open, &log);
    app_draft_save(tui_app(tui), open->draft.id, &open->rev, field_text(&open->subject),
                   editor_text(&open->editor), log.data, log.length, &copy, &err);
    str_clear(&log);
    if (copy != 0)
        err = (Error){0};
    settle(tui, open, editor_revision(&open->editor), field_text(&open->subject), &err);
    if (copy != 0)
        lost_the_race(tui, open, copy);
}

// ---- behind the screen

typedef struct Saving {
    DraftWork work;
    int64_t draft, rev, written;
    uint64_t revision;
    char *subject, *text;
    Str log;
    Error err;
} Saving;

static bool be_patient(void *self, int waited_ms)
{
    enum { PATIENCE_MS = 200 }; // who leaves meanwhile waits with it
    (void)self;
    return waited_ms < PATIENCE_MS;
}

static void run_saving(DraftWork *work, Store *store, bool behind)
{
    Saving *saving = (Saving *)work;
    if (behind)
        store_on_busy(store, be_patient, NULL);
    store_draft_save_text(store, saving->draft, &saving->rev, saving->subject, saving->text, saving->log.data,
                          saving->log.length, &saving->err);
    saving->written = store_written(store);
}

// Where somebody else was faster the text of now is saved, which makes the copy.
static void end_saving(DraftWork *work, Tui *tui, OpenDraft *open)
{
    Saving *saving = (Saving *)work;
    if (saving->err.kind == ERROR_CONFLICT) {
        draft_save(tui, open);
        return;
    }
    if (saving->err.kind == ERROR_NONE) {
        open->rev = saving->rev;
        store_knows(tui_app(tui)->store, saving->written);
    }
    settle(tui, open, saving->revision, saving->subject, &saving->err);
}

static void free_saving(DraftWork *work)
{
    Saving *saving = (Saving *)work;
    free(saving->subject);
    free(saving->text);
    str_clear(&saving->log);
    free(saving);
}

void draft_save_behind(Tui *tui, OpenDraft *open)
{
    if (open->working || !draft_dirty(open))
        return;
    Saving *saving = mem_alloc(sizeof *saving);
    *saving = (Saving){.work = {run_saving, end_saving, free_saving},
                       .draft = open->draft.id,
                       .rev = open->rev,
                       .revision = editor_revision(&open->editor),
                       .subject = mem_strdup(field_text(&open->subject)),
                       .text = mem_strdup(editor_text(&open->editor))};
    write_log(open, &saving->log);
    draft_begin(tui, open, &saving->work);
}

// ---- another one in its place

bool draft_switch(Tui *tui, OpenDraft *open, int64_t id)
{
    Error err = {0};
    draft_save(tui, open);
    if (draft_dirty(open))
        return false;
    if (draft_open(tui, open, id, &err))
        return true;
    tui_error(tui, &err);
    return false;
}
