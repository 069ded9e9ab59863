// SPDX-License-Identifier: MIT
// The form: one line a field, from the table of contact fields. Enter saves what was changed as one step;
// when somebody else changed the contact meanwhile, nothing is overwritten and both are told. A form that is
// left keeps what was typed, over the end of the program too, and reopens as it was.
#include "contact_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "rapport/app/contacts.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/fields.h"
#include "rapport/store/settings.h"
#include "widgets/lineform.h"

typedef struct Form {
    int64_t contact, rev;
    char *title;
    Field fields[FIELD_COUNT];
    char *before[FIELD_COUNT];
    int focus, top;
    bool saved, reopened;
    Error problem;
} Form;

// ---- what stands in the fields

static void join_reaches(const Contact *contact, ReachKind kind, Str *out)
{
    for (size_t i = 0; i < contact->reaches.count; i++)
        if (contact->reaches.items[i].kind == kind)
            str_appendf(out, "%s%s",
                        out->length == 0      ? ""
                        : kind == REACH_PHONE ? ", "
                                              : " ",
                        contact->reaches.items[i].value);
}

static void current_value(const Contact *contact, ContactField field, Str *out)
{
    const ContactRole *company = contact_role(contact, ORGANISATION_COMPANY),
                      *school = contact_role(contact, ORGANISATION_SCHOOL);
    char day[16] = "";
    const char *texts[FIELD_COUNT] = {
        [FIELD_NAME] = contact->name,
        [FIELD_GIVEN] = contact->given,
        [FIELD_FAMILY] = contact->family,
        [FIELD_NICKNAME] = contact->nickname,
        [FIELD_ADDRESS_AS] = contact->address_as,
        [FIELD_PRONOUNS] = contact->pronouns,
        [FIELD_TITLE] = contact->headline,
        [FIELD_COMPANY] = company != NULL && company->current ? company->name : NULL,
        [FIELD_SCHOOL] = school != NULL && school->current ? school->name : NULL,
        [FIELD_CITY] = contact->city,
        [FIELD_ZONE] = contact->zone,
        [FIELD_INDUSTRY] = contact->industry,
        [FIELD_HOW] = how_met_name(contact->how),
        [FIELD_MET_WHERE] = contact->met_where,
        [FIELD_INTRODUCED_BY] = contact->introduced_by,
        [FIELD_ABOUT] = contact->about,
        [FIELD_ROUTINE] = contact->routine,
        [FIELD_CHANNEL] = channel_name(contact->channel),
    };
    if (field == FIELD_BIRTHDAY && contact->birthday != CIVIL_NONE)
        civil_format(contact->birthday, day);
    if (field == FIELD_MET_DAY && contact->met_day != CIVIL_NONE)
        civil_format(contact->met_day, day);
    if (field == FIELD_EMAIL || field == FIELD_PHONE || field == FIELD_LINK)
        join_reaches(contact,
                     field == FIELD_EMAIL   ? REACH_EMAIL
                     : field == FIELD_PHONE ? REACH_PHONE
                                            : REACH_LINK,
                     out);
    else
        str_append(out, *day != '\0' ? day : texts[field]);
}

// ---- what was typed and not saved: "FIELD VALUE" lines among what the program remembers by itself

static void state_name(int64_t contact, char name[32])
{
    snprintf(name, 32, "form:%lld", (long long)contact);
}

static void remember(Tui *tui, int64_t contact, const char *value)
{
    char name[32];
    state_name(contact, name);
    typed_keep(tui, name, value);
}

static bool changed(const Form *form, int field)
{
    return strcmp(field_text(&form->fields[field]), form->before[field]) != 0;
}

// True when there was something to keep.
static bool keep_typed(Popup *popup)
{
    Form *form = popup->state;
    Str lines = STR_INIT;
    for (int i = 0; i < FIELD_COUNT; i++)
        if (changed(form, i))
            str_appendf(&lines, "%s %s\n", field_info((ContactField)i)->name, field_text(&form->fields[i]));
    bool any = lines.length > 0;
    remember(popup->tui, form->contact, any ? str_get(&lines) : NULL);
    str_clear(&lines);
    return any;
}

static void restore_typed(Tui *tui, Form *form)
{
    char name[32];
    state_name(form->contact, name);
    char *lines = store_state(tui_app(tui)->store, name), *rest = lines;
    for (char *line; rest != NULL && (line = strsep(&rest, "\n")) != NULL;) {
        char *value = strchr(line, ' ');
        if (value == NULL)
            continue;
        *value++ = '\0';
        const FieldInfo *info = field_find(line);
        if (info == NULL)
            continue;
        field_set(&form->fields[info->field], value);
        form->reopened = form->reopened || changed(form, (int)info->field);
    }
    free(lines);
}

// Back to what is saved.
static void forget_typed(Popup *popup)
{
    Form *form = popup->state;
    for (int i = 0; i < FIELD_COUNT; i++)
        if (changed(form, i))
            field_set(&form->fields[i], form->before[i]);
    form->reopened = false;
    error_clear(&form->problem);
}

// ---- saving

static void reread(Popup *popup);

static bool add_edits(const Form *form, int field, FieldEdit *edits, size_t *count, Error *err)
{
    const FieldInfo *info = field_info((ContactField)field);
    const char *value = field_text(&form->fields[field]);
    if (strcmp(value, form->before[field]) == 0)
        return true;
    if (info->kind != FIELD_LIST)
        return field_check(info, value, err) &&
               ((edits[(*count)++] = (FieldEdit){info, FIELD_SET, value}), true);
    edits[(*count)++] = (FieldEdit){info, FIELD_REMOVE, ""};
    // Phones contain blanks: commas part them. Addresses and links are words.
    const bool phones = info->field == FIELD_PHONE;
    const char *const between = phones ? " ," : " ";
    for (const char *at = value + strspn(value, between); *at != '\0';) {
        size_t length = strcspn(at, phones ? "," : " ");
        char *word = mem_strndup(at, length);
        str_trim(word); // it begins with none
        bool fine = field_check(info, word, err);
        if (!fine || *count >= 64) {
            free(word);
            return false;
        }
        edits[(*count)++] = (FieldEdit){info, FIELD_ADD, word}; // freed by the caller
        at += length + strspn(at + length, between);
    }
    return true;
}

static void save(Popup *popup)
{
    Form *form = popup->state;
    FieldEdit edits[FIELD_COUNT + 64];
    size_t count = 0;
    bool fine = true;
    error_clear(&form->problem);
    for (int i = 0; fine && i < FIELD_COUNT; i++) {
        fine = add_edits(form, i, edits, &count, &form->problem);
        if (!fine)
            form->focus = i;
    }
    if (fine && count > 0) {
        fine = app_edit(tui_app(popup->tui), &form->contact, 1, form->rev, edits, count, &form->problem);
        if (fine) {
            tui_changed(popup->tui, 0);
            tui_toast(popup->tui, true, "Saved.");
        } else if (form->problem.kind == ERROR_CONFLICT) {
            reread(popup);
        }
    }
    for (size_t i = 0; i < count; i++)
        if (edits[i].change == FIELD_ADD)
            free((char *)edits[i].value);
    form->saved = popup->closing = fine;
}

// Somebody else changed it: what they wrote is shown where nothing was typed here, and told where something
// was.
static void reread(Popup *popup)
{
    Form *form = popup->state;
    Contact contact;
    Str theirs = STR_INIT;
    contact_init(&contact);
    if (store_contact_get(tui_app(popup->tui)->store, form->contact, true, &contact, NULL)) {
        for (int i = FIELD_COUNT; i-- > 0;) {
            Str now = STR_INIT;
            current_value(&contact, (ContactField)i, &now);
            bool untouched = strcmp(field_text(&form->fields[i]), form->before[i]) == 0;
            if (untouched) {
                field_set(&form->fields[i], str_get(&now));
            } else if (strcmp(str_get(&now), form->before[i]) != 0) {
                str_appendf(&theirs, "%s%s is now \"%s\"", theirs.length > 0 ? ", " : "",
                            field_info((ContactField)i)->label, str_get(&now));
                form->focus = i;
            }
            free(form->before[i]);
            form->before[i] = str_take(&now);
        }
        form->rev = contact.rev;
        if (theirs.length > 0)
            error_set(&form->problem, ERROR_CONFLICT, "meanwhile %s; Enter saves yours", str_get(&theirs));
        else
            error_set(&form->problem, ERROR_CONFLICT,
                      "changed elsewhere: theirs is shown where you typed nothing; Enter saves");
    }
    str_clear(&theirs);
    contact_clear(&contact);
}

// ---- drawing and keys

// Below the form: what is wrong, what a day is understood as, or what the field is for.
enum { HINT_SIZE = 120 };

static const char *what_to_say(Popup *popup, Form *form, char text[HINT_SIZE])
{
    const FieldInfo *focused = field_info((ContactField)form->focus);
    const char *typed = field_text(&form->fields[form->focus]);
    DateContext context = app_date_context(tui_app(popup->tui), true);
    DateValue value;
    if (form->problem.kind != ERROR_NONE)
        return form->problem.message;
    if (form->reopened)
        return "As you left it, not saved yet; C-r goes back to what is saved";
    if (focused->kind != FIELD_DAY)
        return focused->help;
    Error err = {0};
    if (str_blank(typed))
        snprintf(text, HINT_SIZE, "%s; C-Space shows a month", focused->help);
    else if (date_parse(typed, &context, &value, &err))
        date_absolute(value.day, -1, text);
    else
        snprintf(text, HINT_SIZE, "%.100s", err.message);
    return text;
}

static void form_draw(Popup *popup, Canvas *canvas, Rect screen)
{
    Form *form = popup->state;
    int cols = screen.cols - 4 > 80 ? 80 : screen.cols - 2;
    int rows = FIELD_COUNT + 5 > screen.rows - 2 ? screen.rows - 2 : FIELD_COUNT + 5;
    Rect rect = rect_centre(screen, rows, cols);
    popup_frame(canvas, rect, form->title);
    int room = rect.rows - 5;
    if (form->focus < form->top)
        form->top = form->focus;
    if (form->focus >= form->top + room)
        form->top = form->focus - room + 1;
    bool wrong = form->problem.kind != ERROR_NONE;
    char hint[HINT_SIZE];
    canvas_put(canvas, rect.row + rect.rows - 3, rect.col + 2, rect.cols - 4, what_to_say(popup, form, hint),
               style_of(wrong ? ROLE_LATE : ROLE_DIM, ATTR_FLOAT));
    canvas_put(canvas, rect.row + rect.rows - 2, rect.col + 2, rect.cols - 4,
               "Enter save  Tab next  Esc leave, kept as typed", style_of(ROLE_DIM, ATTR_FLOAT));
    for (int i = 0; i < FIELD_COUNT; i++)
        form->fields[i].area = (Rect){0}; // until it is drawn
    for (int i = 0; i < room && form->top + i < FIELD_COUNT; i++) {
        int at = form->top + i, row = rect.row + 1 + i;
        bool here = at == form->focus;
        canvas_put(canvas, row, rect.col + 3, 14, field_info((ContactField)at)->label,
                   style_of(here ? ROLE_ACCENT : ROLE_DIM, ATTR_FLOAT));
        if (!here)
            field_draw(&form->fields[at], canvas, row, rect.col + 18, rect.cols - 20,
                       style_of(ROLE_TEXT, ATTR_FLOAT), false);
    }
    int row = rect.row + 1 + form->focus - form->top;
    canvas_glyph(canvas, row, rect.col + 1, GLYPH_BAR, style_of(ROLE_ACCENT, ATTR_FLOAT));
    field_draw(&form->fields[form->focus], canvas, row, rect.col + 18, rect.cols - 20,
               style_of(ROLE_TEXT, ATTR_FLOAT | ATTR_UNDERLINE), true);
}

static void form_event(Popup *popup, const Event *event)
{
    Form *form = popup->state;
    uint32_t code = event->kind == EVENT_KEY ? event->key.code : 0;
    bool shift = event->kind == EVENT_KEY && (event->key.mods & MOD_SHIFT) != 0;
    if (field_leaves(&form->fields[form->focus], event))
        popup->closing = true;
    else if (event->kind == EVENT_MOUSE)
        fields_mouse(form->fields, FIELD_COUNT, &event->mouse, &form->focus);
    else if (code == K_ENTER)
        save(popup);
    else if (code == 'r' && event->key.mods == MOD_CTRL)
        forget_typed(popup);
    else if (code == ' ' && event->key.mods == MOD_CTRL &&
             field_info((ContactField)form->focus)->kind == FIELD_DAY)
        picker_open_field(popup->tui, &form->fields[form->focus], true);
    else if (code == K_DOWN || (code == K_TAB && !shift))
        form->focus = (form->focus + 1) % FIELD_COUNT;
    else if (code == K_UP || (code == K_TAB && shift))
        form->focus = (form->focus + FIELD_COUNT - 1) % FIELD_COUNT;
    else if (field_event(&form->fields[form->focus], event)) {
        error_clear(&form->problem);
        form->reopened = false;
    }
}

static void form_close(Popup *popup)
{
    Form *form = popup->state;
    if (form->saved)
        remember(popup->tui, form->contact, NULL);
    else if (keep_typed(popup))
        tui_toast(popup->tui, false, "Not saved, but kept as typed: it opens again as it was");
    for (int i = 0; i < FIELD_COUNT; i++) {
        field_clear(&form->fields[i]);
        free(form->before[i]);
    }
    free(form->title);
}

void form_open(Tui *tui, int64_t id)
{
    static const PopupKind KIND = {form_draw, form_event, form_close};
    Contact contact;
    Error err = {0};
    contact_init(&contact);
    if (id != 0 && !store_contact_get(tui_app(tui)->store, id, true, &contact, &err)) {
        tui_error(tui, &err);
        return;
    }
    Form *form = popup_open(tui, &KIND, sizeof *form)->state;
    form->contact = id;
    form->rev = contact.rev;
    form->title = str_format("Edit %s", contact.name != NULL ? contact.name : "yourself");
    for (int i = 0; i < FIELD_COUNT; i++) {
        Str value = STR_INIT;
        current_value(&contact, (ContactField)i, &value);
        form->before[i] = str_take(&value);
        field_init(&form->fields[i], tui, form->before[i]);
    }
    restore_typed(tui, form);
    contact_clear(&contact);
}
