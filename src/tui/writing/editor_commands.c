// SPDX-License-Identifier: MIT
// Commands of the editor, for drafts and for templates.
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "handover.h"
#include "pane_template.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/contacts.h"

#define RUN(name) static void name(Tui *tui, const Selection *selection, const char *args)
#define WHEN(name) static bool name(Tui *tui, const Selection *selection)
#define UNUSED (void)selection, (void)args

WHEN(on_draft)
{
    (void)selection;
    OpenDraft *open = draft_of(tui);
    return open != NULL && open->open;
}

WHEN(on_template)
{
    (void)selection;
    return template_editor(tui) != NULL;
}

WHEN(on_text)
{
    return on_draft(tui, selection) || on_template(tui, selection);
}

Editor *editor_of(Tui *tui)
{
    OpenDraft *open = draft_of(tui);
    return open != NULL && open->open ? &open->editor : template_editor(tui);
}

// ---- moving between what is open

static void next_field(Tui *tui, bool backward)
{
    OpenDraft *open = draft_of(tui);
    if (open == NULL) {
        template_editor_switch_field(tui);
        return;
    }
    bool was_in_subject = open->in_subject;
    open->in_subject = false;
    if (editor_next_placeholder(&open->editor, backward))
        return;
    if (draft_has_subject(open))
        open->in_subject = !was_in_subject;
    else
        tui_toast(tui, false, "No placeholder is empty");
}

RUN(field_next)
{
    UNUSED, next_field(tui, false);
}
RUN(field_previous)
{
    UNUSED, next_field(tui, true);
}
RUN(finding_next)
{
    UNUSED;
    if (template_editor(tui) != NULL)
        template_editor_go_to_mistake(tui);
    else
        draft_next_finding(tui, draft_of(tui));
}

RUN(fix)
{
    UNUSED;
    if (template_editor(tui) != NULL)
        template_editor_mend(tui);
    else
        draft_apply_fix(tui, draft_of(tui));
}

RUN(learn_word)
{
    UNUSED, spelling_add_word(tui, draft_of(tui));
}

static void go_within_batch(Tui *tui, OpenDraft *open, int step)
{
    int64_t next = batch_step(tui, open->draft.id, step);
    if (next == 0)
        tui_toast(tui, false,
                  step > 0 ? "No draft is left behind this one" : "No draft is left before this one");
    else
        draft_switch(tui, open, next);
}

static void go_to_draft(Tui *tui, int step)
{
    OpenDraft *open = draft_of(tui);
    size_t place, count;
    if (batch_place(tui, open->draft.id, &place, &count)) {
        go_within_batch(tui, open, step);
        return;
    }
    Drafts all = {0};
    Error err = {0};
    draft_save(tui, open);
    if (!store_drafts(tui_app(tui)->store, DRAFT_OPEN, 1000, &all, &err)) {
        tui_error(tui, &err);
        return;
    }
    // By the order in which they were made: saving one does not change who is next.
    int64_t here = open->draft.id, best = 0;
    for (size_t i = 0; i < all.count; i++) {
        int64_t id = all.items[i].id;
        bool beyond = step > 0 ? id > here : id < here;
        if (beyond && (best == 0 || (step > 0 ? id < best : id > best)))
            best = id;
    }
    drafts_clear(&all);
    if (best == 0)
        tui_toast(tui, false, step > 0 ? "This is the last draft" : "This is the first draft");
    else
        draft_switch(tui, open, best);
}

RUN(draft_next)
{
    UNUSED, go_to_draft(tui, 1);
}
RUN(draft_previous)
{
    UNUSED, go_to_draft(tui, -1);
}

// ---- saving and leaving

RUN(save)
{
    UNUSED;
    OpenDraft *open = draft_of(tui);
    if (open == NULL) {
        template_editor_save(tui);
        return;
    }
    draft_save(tui, open);
    if (!open->complained)
        tui_toast(tui, false, "Saved");
}

RUN(sent)
{
    (void)args;
    draft_mark_sent(tui, selection->ids[0]);
}
RUN(mail)
{
    (void)args;
    draft_send(tui, selection->ids[0]);
}
RUN(hand_over)
{
    (void)args;
    draft_hand_over(tui, selection->ids[0]);
}
RUN(discard)
{
    (void)args;
    draft_discard(tui, selection->ids[0]);
}

RUN(external)
{
    UNUSED;
    Editor *editor = editor_of(tui);
    char *edited = NULL;
    Error err = {0};
    if (editor == NULL)
        return;
    if (draft_of(tui) != NULL)
        draft_save(tui, draft_of(tui));
    if (!external_edit(tui, editor_text(editor), &edited, &err)) {
        tui_error(tui, &err);
        return;
    }
    if (edited == NULL) {
        tui_toast(tui, false, "Nothing was changed");
        return;
    }
    textbuf_rewrite(editor->text, edited, strlen(edited));
    editor_go(editor, textbuf_cursor(editor->text), textbuf_cursor(editor->text));
    free(edited);
}

// ---- channel, template, hooks

static void chosen_channel(Tui *tui, size_t index, void *self)
{
    (void)self;
    Channel channel = (Channel)(index + 1);
    OpenDraft *open = draft_of(tui);
    Error err = {0};
    if (open == NULL) {
        template_editor_channel(tui, channel);
        return;
    }
    draft_save(tui, open);
    if (app_draft_channel(tui_app(tui), open->draft.id, channel, &err))
        tui_changed(tui, CHANGE_DRAFTS);
    else
        tui_error(tui, &err);
}

RUN(switch_channel)
{
    UNUSED;
    static const char *const KEYS[CHANNEL_COUNT] = {NULL, "e", "l", "n", "i", "p", "s", "r", "o"};
    Choice choices[CHANNEL_COUNT];
    char *details[CHANNEL_COUNT] = {NULL};
    for (int i = 1; i < CHANNEL_COUNT; i++) {
        const ChannelLimits *limits = channel_limits((Channel)i);
        int most = tui_app(tui)->premium && limits->text_premium > 0 ? limits->text_premium : limits->text;
        details[i] = most > 0 ? str_format("%d characters", most) : NULL;
        choices[i - 1] = (Choice){KEYS[i], channel_label((Channel)i), details[i]};
    }
    tui_choose(tui, "Send it by", choices, CHANNEL_COUNT - 1, false, chosen_channel, NULL, NULL);
    for (int i = 1; i < CHANNEL_COUNT; i++)
        free(details[i]);
}

static void chosen_template(Tui *tui, const char *name, void *self)
{
    (void)self;
    OpenDraft *open = draft_of(tui);
    Str subject = STR_INIT, text = STR_INIT;
    Error err = {0};
    if (open == NULL)
        return;
    if (*name != '\0' && !app_draft_template(tui_app(tui), open->draft.id, name, &subject, &text, &err)) {
        tui_error(tui, &err);
    } else {
        textbuf_rewrite(open->editor.text, str_get(&text), text.length);
        editor_go(&open->editor, 0, 0);
        if (subject.length > 0)
            textbuf_rewrite(open->subject.buffer, str_get(&subject), subject.length);
        tui_changed(tui, CHANGE_DRAFTS);
        tui_toast(tui, false, "The text is new; C-z brings the old one back");
    }
    str_clear(&subject);
    str_clear(&text);
}

RUN(change_template)
{
    UNUSED;
    OpenDraft *open = draft_of(tui);
    draft_save(tui, open);
    compose_pick_template(tui, open->draft.recipients.items, open->draft.recipients.count, false,
                          open->draft.occasion, "Another template", chosen_template, NULL, NULL);
}

static void chosen_recipient(Tui *tui, int64_t contact, void *self)
{
    (void)self;
    OpenDraft *open = draft_of(tui);
    Error err = {0};
    if (open == NULL)
        return;
    draft_save(tui, open);
    if (!app_draft_recipient(tui_app(tui), open->draft.id, contact, &err)) {
        tui_error(tui, &err);
        return;
    }
    tui_changed(tui, 0);
    tui_changed(tui, CHANGE_DRAFTS);
    tui_toast(tui, false, "It goes to others now; word the greeting yourself, or M-t takes a template");
}

RUN(change_recipient)
{
    UNUSED, tui_pick_contact(tui, "To whom too, or no longer?", chosen_recipient, NULL, NULL);
}

static void chosen_hook(Tui *tui, size_t index, void *self)
{
    const TextRows *rows = self;
    OpenDraft *open = draft_of(tui);
    if (open == NULL)
        return;
    open->in_subject = false;
    editor_insert(&open->editor, rows->items[index].text);
}

static void rows_free(void *self)
{
    store_text_rows_clear(self);
    free(self);
}

RUN(insert_hook)
{
    (void)args;
    TextRows *rows = mem_alloc(sizeof *rows);
    Error err = {0};
    bool fine = store_hooks(tui_app(tui)->store, selection->contact, rows, &err);
    if (!fine)
        tui_error(tui, &err);
    else if (rows->count == 0)
        tui_toast(tui, false, "No reason to write is kept for them; b on the contact keeps one");
    if (!fine || rows->count == 0) {
        rows_free(rows);
        return;
    }
    Choice *choices = mem_array(rows->count, sizeof *choices);
    for (size_t i = 0; i < rows->count; i++)
        choices[i] = (Choice){NULL, rows->items[i].text, rows->items[i].state};
    tui_choose(tui, "Insert a reason to write", choices, rows->count, true, chosen_hook, rows, rows_free);
    free(choices);
}

RUN(insert_placeholder)
{
    UNUSED, template_editor_insert(tui);
}

// ---- of the whole program, where letters belong to the text

RUN(help)
{
    UNUSED, tui_run_command(tui, "help");
}
RUN(palette)
{
    UNUSED, tui_run_command(tui, "palette");
}
RUN(redraw)
{
    UNUSED, tui_run_command(tui, "redraw");
}
RUN(command_line)
{
    UNUSED, tui_run_command(tui, "command");
}
RUN(occasion)
{
    UNUSED, template_editor_occasion(tui);
}
RUN(rename)
{
    UNUSED, template_editor_rename(tui);
}

#define E SCOPE_EDITOR

static const Command ROWS[] = {
    {"save", E, "C-s", NULL, "save", "saves now; it also saves by itself", NULL, 1, NULL, save},
    {"external-editor", E, "C-o", NULL, "$EDITOR", "edits the text in your own editor", NULL, 6, NULL,
     external},
    {"next-placeholder", E, "Tab", NULL, "next field", "the next empty placeholder, else the subject", NULL,
     3, NULL, field_next},
    {"previous-placeholder", E, "S-Tab", NULL, "field before", "goes to the empty placeholder before", NULL,
     0, NULL, field_previous},
    {"next-finding", E, "F8  M-n", NULL, "next issue", "goes to the next thing that the check found", NULL, 5,
     on_text, finding_next},
    {"apply-fix", E, "M-.", NULL, "mend", "does what the check proposes at the cursor", NULL, 0, on_text,
     fix},
    {"learn-word", E, "M-l", NULL, "learn word", "tells the speller that this word is right", NULL, 0,
     on_draft, learn_word},
    {"insert-hook", E, "M-h", NULL, "insert reason", "inserts a reason to write", NULL, 0, on_draft,
     insert_hook},
    {"hand-over", E, "M-c", NULL, "hand over", "copies the message and opens where it is sent", NULL, 2,
     on_draft, hand_over},
    {"send", E, "M-m", NULL, "send", "shows the mail as it would go, then sends it", NULL, 3, on_draft, mail},
    {"sent", E, "M-Enter", NULL, "mark sent", "it was sent: follow-ups are set", NULL, 4, on_draft, sent},
    {"channel", E, "M-v", NULL, "channel", "chooses by which way it is sent", NULL, 0, NULL, switch_channel},
    {"recipient", E, "M-w", NULL, "to whom", "who else gets it: added, or taken away", NULL, 0, on_draft,
     change_recipient},
    {"use-template", E, "M-t", NULL, "template", "starts again from another template", NULL, 0, on_draft,
     change_template},
    {"next-draft", E, "M-j", NULL, "next draft", "goes to the next draft of a batch", NULL, 0, on_draft,
     draft_next},
    {"previous-draft", E, "M-k", NULL, "draft before", "goes to the draft before", NULL, 0, on_draft,
     draft_previous},
    {"discard", E, NULL, NULL, "discard", "discards the draft; undo brings it back", NULL, 0, on_draft,
     discard},
    {"template-occasion", E, "M-o", NULL, "occasion", "says what the template is for", NULL, 0, on_template,
     occasion},
    {"insert-placeholder", E, "M-i", NULL, "placeholder", "inserts a placeholder, chosen from all there are",
     NULL, 2, on_template, insert_placeholder},
    {"template-name", E, "M-r", NULL, "rename", "gives the template another name", NULL, 0, on_template,
     rename},
    {"editor-help", E, "F1", NULL, "help", "all keys of the moment", NULL, 0, NULL, help},
    {"editor-palette", E, "C-p", NULL, "palette", "finds commands, people and companies", NULL, 0, NULL,
     palette},
    {"editor-command", E, "M-x", NULL, "command", "a command by its name", NULL, 0, NULL, command_line},
    {"editor-redraw", E, "C-l", NULL, "redraw", "paints the screen anew", NULL, 0, NULL, redraw},
};

const CommandTable COMMANDS_EDITOR = {ROWS, sizeof ROWS / sizeof *ROWS};
