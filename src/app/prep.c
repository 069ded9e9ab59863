// SPDX-License-Identifier: MIT
// The sheet before a meeting, gathered from what is stored; it ends with the question bank, whose questions
// name the company and the work of the person met.
#include "rapport/app/prep.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/app/contacts.h"
#include "rapport/app/drafts.h"
#include "rapport/base/embedded.h"
#include "rapport/base/mem.h"
#include "rapport/base/sanitise.h"
#include "rapport/base/str.h"
#include "rapport/core/template.h"
#include "rapport/formats/markdown.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"
#include "rapport/store/settings.h"

extern const EmbeddedFile embedded_questions[];

enum { TIMELINE_MOST = 60 };

// ---- gathering

static bool is_talk(const Interaction *one)
{
    return one->kind == INTERACTION_CALL || one->kind == INTERACTION_EVENT ||
           (one->kind == INTERACTION_MEETING && one->outcome == OUTCOME_HELD);
}

static bool is_planned(const Interaction *one, int32_t today)
{
    return one->kind == INTERACTION_MEETING && one->outcome == OUTCOME_NONE && one->day >= today;
}

static bool load_history(App *app, int64_t contact, Prep *out, Error *err)
{
    Interactions timeline = {0};
    const Interaction *meeting = NULL, *talk = NULL, *message = NULL;
    if (!store_timeline(app->store, contact, 0, 0, TIMELINE_MOST, &timeline, err))
        return false;
    for (size_t i = 0; i < timeline.count; i++) { // the newest first
        const Interaction *one = &timeline.items[i];
        if (is_planned(one, app_today(app)))
            meeting = one;
        else if (one->day <= app_today(app) && talk == NULL && is_talk(one))
            talk = one;
        else if (message == NULL && one->kind == INTERACTION_MESSAGE)
            message = one;
    }
    talk = talk != NULL ? talk : message;
    bool fine = (meeting == NULL || store_interaction_get(app->store, meeting->id, &out->meeting, err)) &&
                (talk == NULL || store_interaction_get(app->store, talk->id, &out->talk, err));
    store_interactions_clear(&timeline);
    return fine;
}

static bool load_promises(App *app, int64_t contact, Prep *out, Error *err)
{
    FollowupList rows = {0};
    if (!store_followups_of(app->store, contact, true, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        FollowupList *list = rows.items[i].origin == ORIGIN_MY_PROMISE      ? &out->mine
                             : rows.items[i].origin == ORIGIN_THEIR_PROMISE ? &out->theirs
                                                                            : NULL;
        if (list == NULL)
            continue;
        vec_push(list, rows.items[i]);
        followup_init(&rows.items[i]); // it moved
    }
    followup_list_clear(&rows);
    return true;
}

static bool load_hooks(App *app, int64_t contact, Prep *out, Error *err)
{
    if (!store_hooks(app->store, contact, &out->hooks, err))
        return false;
    size_t kept = 0;
    for (size_t i = 0; i < out->hooks.count; i++) {
        TextRow *row = &out->hooks.items[i];
        if (str_equal(row->state, "fresh")) {
            out->hooks.items[kept++] = *row;
            continue;
        }
        free(row->text);
        free(row->state);
    }
    out->hooks.count = kept;
    return true;
}

// ---- the question bank

static const char SETTING[] = "questions";

char *app_questions(App *app)
{
    char *own = store_setting(app->store, SETTING);
    return own != NULL ? own : mem_strdup(embedded_questions[0].text);
}

bool app_questions_are_own(const App *app)
{
    char *own = store_setting(app->store, SETTING);
    free(own);
    return own != NULL;
}

static bool check_questions(const char *text, Error *err)
{
    enum { TEXT_MOST = 100000 };
    if (strlen(text) > TEXT_MOST)
        return error_set(err, ERROR_INPUT, "a question bank of more than %d bytes is too long", TEXT_MOST);
    QuestionBank bank = {0};
    TemplateTree *tree = template_parse(text, strlen(text), err);
    bool fine = tree != NULL && questions_read(text, &bank, err) &&
                (bank.count > 0 || error_set(err, ERROR_INPUT, "there is no question in it"));
    questions_clear(&bank);
    template_tree_free(tree);
    return fine;
}

bool app_questions_save(App *app, const char *text, Error *err)
{
    if ((text != NULL && !check_questions(text, err)) ||
        !store_begin(app->store, text != NULL ? "write the question bank" : "restore the question bank", err))
        return false;
    bool fine = store_setting_set(app->store, SETTING, text, err) && store_commit(app->store, err);
    if (!fine)
        store_rollback(app->store);
    return fine;
}

// The bank is one template: filled as a whole, then read as groups.
static bool load_questions(App *app, int64_t contact, Prep *out, Error *err)
{
    Str filled = STR_INIT;
    char *text = app_questions(app);
    bool fine = app_fill(app, contact, NULL, text, NULL, &filled, err) &&
                questions_read(str_get(&filled), &out->questions, err);
    free(text);
    str_clear(&filled);
    return fine || error_prefix(err, "the question bank");
}

bool prep_load(App *app, int64_t contact, Prep *out, Error *err)
{
    *out = (Prep){0};
    contact_init(&out->contact);
    interaction_init(&out->meeting);
    interaction_init(&out->talk);
    if (!store_contact_get(app->store, contact, true, &out->contact, err))
        return false;
    if (out->contact.is_me)
        return error_set(err, ERROR_INPUT, "that is you; a sheet is for somebody you meet");
    out->ground = app_common_ground(app, contact);
    return load_history(app, contact, out, err) && load_promises(app, contact, out, err) &&
           load_hooks(app, contact, out, err) && store_drafts_of(app->store, contact, &out->drafts, err) &&
           load_questions(app, contact, out, err);
}

void prep_clear(Prep *prep)
{
    contact_clear(&prep->contact);
    interaction_clear(&prep->meeting);
    interaction_clear(&prep->talk);
    free(prep->ground);
    followup_list_clear(&prep->mine);
    followup_list_clear(&prep->theirs);
    store_text_rows_clear(&prep->hooks);
    drafts_clear(&prep->drafts);
    questions_clear(&prep->questions);
}

// ---- as text

typedef struct Sheet {
    const Prep *prep;
    int32_t today;
    bool plain;
    Str *out;
} Sheet;

static void put(const Sheet *sheet, const char *text)
{
    if (sheet->plain && text != NULL)
        sanitise(sheet->out, text, strlen(text), SANITISE_LINE);
    else
        markdown_text(sheet->out, text);
}

static void heading(const Sheet *sheet, const char *title)
{
    str_appendf(sheet->out, "%s## %s\n", sheet->out->length > 0 ? "\n" : "", title);
}

// "- label: text" or "- text".
static void item(const Sheet *sheet, const char *label, const char *text)
{
    if (str_blank(text))
        return;
    str_append(sheet->out, "- ");
    if (label != NULL)
        str_appendf(sheet->out, "%s: ", label);
    put(sheet, text);
    str_push(sheet->out, '\n');
}

static void put_roles(const Sheet *sheet)
{
    const Contact *contact = &sheet->prep->contact;
    const ContactRole *company = contact_role(contact, ORGANISATION_COMPANY);
    if (company == NULL || !company->current || !str_equal(company->title, contact->headline))
        item(sheet, "title", contact->headline);
    for (size_t i = 0; i < contact->roles.count; i++) {
        const ContactRole *role = &contact->roles.items[i];
        char *text =
            str_format("%s%s%s%s", role->title != NULL ? role->title : "", role->title != NULL ? ", " : "",
                       role->name, role->current || role->kind != ORGANISATION_COMPANY ? "" : " (formerly)");
        item(sheet, organisation_kind_name(role->kind), text);
        free(text);
    }
}

static void put_met(const Sheet *sheet)
{
    const Contact *contact = &sheet->prep->contact;
    Str text = STR_INIT;
    char day[DATE_TEXT_SIZE];
    str_append(&text, how_met_words(contact->how));
    if (contact->met_where != NULL)
        str_appendf(&text, "%s%s", text.length > 0 ? ", " : "", contact->met_where);
    if (contact->met_day != CIVIL_NONE)
        str_appendf(&text, "%s%s", text.length > 0 ? ", " : "", date_absolute(contact->met_day, -1, day));
    item(sheet, "how you met", str_get(&text));
    item(sheet, "introduced by", contact->introduced_by);
    str_clear(&text);
}

static const char *topic(const Interaction *one)
{
    return !str_blank(one->subject) ? one->subject : !str_blank(one->text) ? one->text : one->event_name;
}

static void put_meeting(const Sheet *sheet)
{
    const Interaction *meeting = &sheet->prep->meeting;
    char day[DATE_TEXT_SIZE];
    if (meeting->id == 0)
        return;
    date_absolute(meeting->day, interaction_minute(meeting), day);
    Str text = STR_INIT;
    str_appendf(&text, "%s%s", day, interaction_minute(meeting) < 0 ? ", no time said" : "");
    if (meeting->minutes > 0)
        str_appendf(&text, ", %d minutes", meeting->minutes);
    if (topic(meeting) != NULL)
        str_appendf(&text, ": %s", topic(meeting));
    item(sheet, "you meet", str_get(&text));
    item(sheet, "where", meeting->place);
    str_clear(&text);
}

static void put_who(const Sheet *sheet)
{
    const Contact *contact = &sheet->prep->contact;
    if (!sheet->plain) {
        str_append(sheet->out, "# ");
        put(sheet, contact->name);
        str_append(sheet->out, "\n");
    }
    heading(sheet, "Who");
    put_meeting(sheet);
    item(sheet, "goes by", contact->nickname);
    item(sheet, "pronouns", contact->pronouns);
    put_roles(sheet);
    item(sheet, "city", contact->city);
    put_met(sheet);
    item(sheet, "about", contact->about);
    item(sheet, "in common", sheet->prep->ground);
}

static void put_talk(const Sheet *sheet)
{
    const Interaction *talk = &sheet->prep->talk;
    char day[DATE_TEXT_SIZE];
    heading(sheet, "Last talk");
    if (talk->id == 0) {
        str_append(sheet->out, "None yet: this is the first.\n");
        return;
    }
    date_absolute(talk->day, -1, day);
    char *head =
        str_format("%s, %s%s", day, interaction_kind_name(talk->kind),
                   talk->kind == INTERACTION_MESSAGE && talk->direction == DIRECTION_IN ? " of theirs" : "");
    item(sheet, head, topic(talk) != NULL ? topic(talk) : "nothing was noted");
    if (!str_blank(talk->subject))
        item(sheet, NULL, talk->text);
    free(head);
}

static void put_promises(const Sheet *sheet, const char *title, const FollowupList *list)
{
    if (list->count == 0)
        return;
    heading(sheet, title);
    for (size_t i = 0; i < list->count; i++) {
        char day[DATE_TEXT_SIZE];
        char *text = str_format("%s (%s)", list->items[i].text,
                                date_short(list->items[i].day, sheet->today, true, day));
        item(sheet, NULL, text);
        free(text);
    }
}

static void put_reasons(const Sheet *sheet)
{
    const Prep *prep = sheet->prep;
    if (prep->hooks.count > 0)
        heading(sheet, "Reasons to write");
    for (size_t i = 0; i < prep->hooks.count; i++)
        item(sheet, NULL, prep->hooks.items[i].text);
    if (prep->drafts.count > 0)
        heading(sheet, "Drafts under way");
    for (size_t i = 0; i < prep->drafts.count; i++)
        item(sheet, occasion_name(prep->drafts.items[i].occasion),
             str_blank(prep->drafts.items[i].subject) ? "no subject" : prep->drafts.items[i].subject);
}

static void put_questions(const Sheet *sheet)
{
    const QuestionBank *bank = &sheet->prep->questions;
    for (size_t i = 0; i < bank->count; i++) {
        char *title = str_format("Questions: %s", bank->items[i].name);
        heading(sheet, title);
        for (size_t k = 0; k < bank->items[i].questions.count; k++)
            item(sheet, NULL, bank->items[i].questions.items[k]);
        free(title);
    }
}

void prep_markdown(const Prep *prep, int32_t today, bool plain, Str *out)
{
    Sheet sheet = {prep, today, plain, out};
    put_who(&sheet);
    put_talk(&sheet);
    put_promises(&sheet, "I promised", &prep->mine);
    put_promises(&sheet, "They promised", &prep->theirs);
    put_reasons(&sheet);
    put_questions(&sheet);
}
