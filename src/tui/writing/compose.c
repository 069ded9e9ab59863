// SPDX-License-Identifier: MIT
// Composing from anywhere: to whom is known, the rules say what for, a template is picked, and the draft
// opens filled. Several people get a draft each, since a message to many is read by none.
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "job.h"
#include "rapport/app/contacts.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/contacts.h"

enum { BATCH_MOST = 200 }; // more are not reviewed one by one

// ---- picking a template

typedef struct Picking {
    VEC(char *) names; // in the order shown; "" = blank, NULL = the best for each
    int64_t begun;     // a draft that can be gone on with instead, at this place; 0 = none
    size_t begun_at;
    TemplateDone done;
    void *self;
    void (*free_self)(void *self);
} Picking;

static void picking_free(void *self)
{
    Picking *picking = self;
    for (size_t i = 0; i < picking->names.count; i++)
        free(picking->names.items[i]);
    vec_clear(&picking->names);
    if (picking->free_self != NULL)
        picking->free_self(picking->self);
    free(picking);
}

static void picked(Tui *tui, size_t index, void *self)
{
    const Picking *picking = self;
    if (picking->begun != 0 && index == picking->begun_at) {
        batch_begin(tui, NULL, 0);
        tui_push(tui, &VIEW_EDITOR, picking->begun);
        return;
    }
    picking->done(tui, picking->names.items[index], picking->self);
}

static void describe_template(const Template *template, Str *out)
{
    const char *occasion = occasion_name(template->occasion);
    str_append(out, occasion != NULL ? occasion : "any occasion");
    if (template->channel != CHANNEL_NONE)
        str_appendf(out, ", %s", channel_label(template->channel));
    if (template->came.sent > 0)
        str_appendf(out, ", %d of %d", template->came.answered, template->came.sent);
}

static void add_template(Picking *picking, Choice *choices, const Template *template)
{
    Str detail = STR_INIT;
    describe_template(template, &detail);
    choices[picking->names.count] = (Choice){NULL, template->name, str_take(&detail)};
    vec_push(&picking->names, mem_strdup(template->name));
}

// The newest draft to them is offered right behind what fits best, lest two are written.
static void add_begun(Tui *tui, Picking *picking, Choice *choices, int64_t contact)
{
    Drafts drafts = {0};
    if (store_drafts_of(tui_app(tui)->store, contact, &drafts, NULL) && drafts.count > 0) {
        const Draft *one = &drafts.items[0];
        const char *subject = str_blank(one->subject) ? NULL : one->subject;
        picking->begun = one->id;
        picking->begun_at = picking->names.count;
        choices[picking->begun_at] = (Choice){NULL, "go on with your draft",
                                              mem_strdup(subject ? subject : channel_label(one->channel))};
        vec_push(&picking->names, mem_strdup(""));
    }
    drafts_clear(&drafts);
}

void compose_pick_template(Tui *tui, const int64_t *contacts, size_t count, bool each, Occasion occasion,
                           const char *title, TemplateDone done, void *self, void (*free_self)(void *self))
{
    int64_t contact = count > 0 ? contacts[0] : 0, other = count == 2 && !each ? contacts[1] : 0;
    Templates all = {0};
    Error err = {0};
    if (!store_templates(tui_app(tui)->store, &all, &err))
        tui_error(tui, &err); // blank is still there
    Picking *picking = mem_alloc(sizeof *picking);
    *picking = (Picking){.done = done, .self = self, .free_self = free_self};
    Choice *choices = mem_array(all.count + 3, sizeof *choices);
    App *app = tui_app(tui);
    bool begins = each && count == 1;
    each = each && count > 1;
    if (each) {
        choices[0] = (Choice){NULL, "what fits each", "their occasion, their template"};
        vec_push(&picking->names, NULL);
    }
    app_rank_templates(app, contact, other, occasion, app_reachable_channel(app, contact), &all);
    for (size_t i = 0; i < all.count; i++) {
        add_template(picking, choices, &all.items[i]);
        if (begins && i == 0)
            add_begun(tui, picking, choices, contact);
    }
    choices[picking->names.count] = (Choice){NULL, "blank", "an empty page"};
    vec_push(&picking->names, mem_strdup(""));
    tui_choose(tui, title, choices, picking->names.count, true, picked, picking, picking_free);
    for (size_t i = each ? 1 : 0; i + 1 < picking->names.count; i++)
        free((char *)choices[i].detail);
    free(choices);
    templates_clear(&all);
}

// ---- composing

typedef struct Composing {
    VEC(int64_t) contacts;
    Occasion occasion; // of the message, when it is known and no template is picked
    Occasion advised;  // what the template is picked for; NONE = what the rules say
    bool together;     // one message to all of them
    char *template;    // that was chosen beforehand; NULL = it is to be picked
} Composing;

static void composing_free(void *self)
{
    Composing *composing = self;
    vec_clear(&composing->contacts);
    free(composing->template);
    free(composing);
}

static Composing *composing_new(const int64_t *contacts, size_t count)
{
    Composing *composing = mem_alloc(sizeof *composing);
    for (size_t i = 0; i < count; i++)
        vec_push(&composing->contacts, contacts[i]);
    return composing;
}

// ---- a message to two: whom else it is for is asked when the template speaks of them

typedef struct Pair {
    int64_t contact;
    char *name; // of the template
} Pair;

static void pair_free(void *self)
{
    Pair *pair = self;
    free(pair->name);
    free(pair);
}

static void make_drafts(Tui *tui, const char *name, void *self);

static void other_picked(Tui *tui, int64_t other, void *self)
{
    const Pair *pair = self;
    Composing *composing = composing_new((int64_t[]){pair->contact, other}, 2);
    composing->together = true;
    if (other == pair->contact)
        tui_toast(tui, false, "That is the same person");
    else
        make_drafts(tui, pair->name, composing);
    composing_free(composing);
}

static bool ask_other(Tui *tui, const Composing *composing, const char *name)
{
    Template template = {0};
    bool two = composing->contacts.count == 1 && !str_blank(name) &&
               store_template_get(tui_app(tui)->store, name, &template, NULL) &&
               app_template_for_two(template.text);
    template_clear(&template);
    if (!two)
        return false;
    Pair *pair = mem_alloc(sizeof *pair);
    *pair = (Pair){composing->contacts.items[0], mem_strdup(name)};
    tui_pick_contact(tui, "And to whom else?", other_picked, pair, pair_free);
    return true;
}

// ---- making the drafts: one for each, or one to all of them

typedef struct Making {
    VEC(int64_t) contacts;
    bool together;
    char *name; // of the template; "" = blank, NULL = the best for each
    Occasion occasion;
    ContactIds made;
} Making;

static void making_free(void *self)
{
    Making *making = self;
    vec_clear(&making->contacts);
    vec_clear(&making->made);
    free(making->name);
    free(making);
}

static bool make(App *app, void *self, Error *err)
{
    Making *making = self;
    StepResult result = {0};
    DraftRequest request = {.contacts = making->contacts.items,
                            .contact_count = making->contacts.count,
                            .template_name = making->name,
                            .occasion = making->occasion};
    if (!making->together && making->contacts.count > 1)
        return app_drafts_new(app, &request, &making->made, err);
    bool fine = app_draft_new(app, &request, &result, err);
    if (fine)
        vec_push(&making->made, result.id);
    step_result_clear(&result);
    return fine;
}

static void made(Tui *tui, void *self, bool fine, const Error *err)
{
    const Making *making = self;
    const int64_t *drafts = making->made.items;
    size_t count = making->made.count;
    if (!fine) {
        tui_error(tui, err);
        return;
    }
    tui_changed(tui, CHANGE_DRAFTS | CHANGE_CONTACTS);
    tui_clear_marks(tui);
    batch_begin(tui, drafts, count);
    tui_push(tui, &VIEW_EDITOR, drafts[0]);
    if (count > 1)
        tui_toast(tui, false, "%zu drafts, one for each; M-j and M-k go to the next and the one before",
                  count);
}

static void make_drafts(Tui *tui, const char *name, void *self)
{
    static const JobKind KIND = {
        .title = "Writing a draft for each", .work = make, .free = making_free, .end = made};
    const Composing *composing = self;
    if (ask_other(tui, composing, name))
        return;
    Making *making = mem_alloc(sizeof *making);
    *making =
        (Making){.together = composing->together,
                 .name = name != NULL ? mem_strdup(name) : NULL,
                 .occasion = composing->occasion != OCCASION_NONE ? composing->occasion : composing->advised};
    for (size_t i = 0; i < composing->contacts.count; i++)
        vec_push(&making->contacts, composing->contacts.items[i]);
    job_open(tui, &KIND, making, composing->contacts.count > JOB_PEOPLE);
}

static void pick_template(Tui *tui, const Composing *composing)
{
    const int64_t *contacts = composing->contacts.items;
    size_t count = composing->contacts.count;
    Occasion occasion = composing->advised != OCCASION_NONE ? composing->advised
                                                            : app_advised_occasion(tui_app(tui), contacts[0]);
    char *name = store_contact_name(tui_app(tui)->store, contacts[0]);
    char *title = count == 1 ? str_format("Write to %s: %s", name, occasion_name(occasion))
                             : str_format("Write to %zu people, one by one", count);
    Composing *own = composing_new(contacts, count);
    own->advised = composing->advised;
    compose_pick_template(tui, contacts, count, true, occasion, title, make_drafts, own, composing_free);
    free(title);
    free(name);
}

// Two people may get a message each, or one that introduces them.
static void chosen_for_two(Tui *tui, size_t index, void *self)
{
    Composing *composing = self;
    if (index == 0) {
        pick_template(tui, composing);
        return;
    }
    composing->occasion = OCCASION_INTRODUCTION;
    composing->together = true;
    make_drafts(tui, NULL, composing);
}

static void pick_how(Tui *tui, const Composing *composing)
{
    const int64_t *contacts = composing->contacts.items;
    if (composing->contacts.count != 2) {
        pick_template(tui, composing);
        return;
    }
    char *one = store_contact_name(tui_app(tui)->store, contacts[0]),
         *other = store_contact_name(tui_app(tui)->store, contacts[1]);
    char *title = str_format("Write to %s and %s", one, other);
    const Choice choices[] = {{"e", "each", "a message of their own"},
                              {"i", "introduce them", "one message to both"}};
    tui_choose(tui, title, choices, 2, false, chosen_for_two, composing_new(contacts, 2), composing_free);
    free(title);
    free(one);
    free(other);
}

static void compose_on(Tui *tui, Composing *composing)
{
    if (composing->template != NULL)
        make_drafts(tui, composing->template, composing);
    else if (composing->occasion != OCCASION_NONE)
        make_drafts(tui, NULL, composing);
    else
        pick_how(tui, composing);
}

// An empty answer leaves the name to be filled in by hand, and is asked again next time.
static void name_told(Tui *tui, const char *name, void *self)
{
    Composing *composing = self;
    Error err = {0};
    if (!str_blank(name) && !app_name_me(tui_app(tui), name, &err))
        tui_error(tui, &err);
    else
        compose_on(tui, composing);
}

static void ask_name(Tui *tui, Composing *composing)
{
    Prompt prompt = {.title = "Your own name, to sign with"};
    tui_prompt(tui, &prompt, name_told, composing, composing_free);
}

// Takes the composing over.
static void compose_signed(Tui *tui, Composing *composing)
{
    if (!app_me_named(tui_app(tui))) {
        ask_name(tui, composing);
        return;
    }
    compose_on(tui, composing);
    composing_free(composing);
}

void compose_at_once(Tui *tui, int64_t contact, Occasion occasion)
{
    Composing *composing = composing_new(&contact, 1);
    composing->occasion = occasion;
    compose_signed(tui, composing);
}

void compose_from(Tui *tui, const char *name, int64_t contact, int64_t other)
{
    Composing *composing = composing_new((int64_t[]){contact, other}, other != 0 ? 2 : 1);
    composing->together = other != 0;
    composing->template = mem_strdup(name);
    compose_signed(tui, composing);
}

void compose_for(Tui *tui, const int64_t *contacts, size_t count, Occasion occasion)
{
    if (count == 0 || count > BATCH_MOST) {
        tui_toast(tui, false,
                  count == 0 ? "Nobody is focused to write to"
                             : "Each gets a draft to look through: mark at most %d people",
                  BATCH_MOST);
        return;
    }
    Composing *composing = composing_new(contacts, count);
    composing->advised = occasion;
    compose_signed(tui, composing);
}

void tui_compose(Tui *tui, const int64_t *contacts, size_t count)
{
    compose_for(tui, contacts, count, OCCASION_NONE);
}
