// SPDX-License-Identifier: MIT
// What placeholders stand for: the facts of a contact and of me, gathered from the store, filled into a
// template once.
#include <stdlib.h>
#include <string.h>

#include "rapport/app/contacts.h"
#include "rapport/app/drafts.h"
#include "rapport/base/mem.h"
#include "rapport/core/placeholders.h"
#include "rapport/core/template.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"

// Owns what a PlaceholderSource borrows.
typedef struct Facts {
    Contact contact, me, other;
    char *introduced_to, *common_ground, *last_topic, *hook, *their_promise, *my_promise;
    Answer answer;      // what they answered last
    bool introduced_me; // they made an introduction of late
    bool refused;       // an application with which they helped ended without a yes, and they do not know
    bool promise_near;  // of mine, to be kept about now
    char *fallen;       // what to do about a meeting that fell through; NULL = there is none
    bool ask_after;     // I introduced them to somebody, and have not heard how it went
    PlaceholderSource source;
} Facts;

static void take_person(PlaceholderPerson *out, const Contact *contact)
{
    const ContactRole *company = contact_role(contact, ORGANISATION_COMPANY),
                      *school = contact_role(contact, ORGANISATION_SCHOOL);
    out->name = contact->name;
    out->given = contact->given;
    out->family = contact->family;
    out->nickname = contact->nickname;
    out->address_as = contact->address_as;
    out->pronouns = contact->pronouns;
    out->title =
        company != NULL && company->current && company->title != NULL ? company->title : contact->headline;
    out->company = company != NULL && company->current ? company->name : NULL;
    out->school = school != NULL ? school->name : NULL;
    out->industry = contact->industry;
    out->location = contact->city;
    out->email = contact_reach(contact, REACH_EMAIL);
    out->phone = contact_reach(contact, REACH_PHONE);
    out->link = contact_reach(contact, REACH_LINK);
    out->met_where = contact->met_where;
    out->met_day = contact->met_day;
    out->introduced_by = contact->introduced_by;
}

// A meeting that is still to come today, or was called off, is no talk.
static bool took_place(App *app, const Interaction *one)
{
    if (one->kind != INTERACTION_MEETING || one->outcome == OUTCOME_HELD)
        return one->day <= app_today(app);
    return one->outcome == OUTCOME_NONE && interaction_is_past(one, store_now(app->store));
}

// Somebody else who took part in an introduction that I made; NULL when it is none.
static char *introduced_to(App *app, int64_t contact, const Interaction *one)
{
    char *name = NULL;
    Interaction whole;
    interaction_init(&whole);
    bool introduction = one->kind == INTERACTION_INTRODUCTION || one->occasion == OCCASION_INTRODUCTION;
    if (introduction && one->direction == DIRECTION_OUT)
        store_interaction_get(app->store, one->id, &whole, NULL); // a timeline does not say who took part
    for (size_t i = 0; name == NULL && i < whole.participants.count; i++)
        if (whole.participants.items[i] != contact)
            name = store_contact_name(app->store, whole.participants.items[i]);
    interaction_clear(&whole);
    return name;
}

// What the last talk was about. Not the subject of a message: that would be quoted back at its writer.
static void take_history(App *app, int64_t id, Facts *facts)
{
    Interactions timeline = {0};
    store_timeline(app->store, id, 0, 0, 30, &timeline, NULL);
    for (size_t i = 0; i < timeline.count; i++) {
        const Interaction *one = &timeline.items[i];
        if (one->kind == INTERACTION_NOTE || !took_place(app, one))
            continue;
        if (facts->source.contact.last_day == CIVIL_NONE)
            facts->source.contact.last_day = one->day;
        bool talk = one->kind == INTERACTION_CALL || one->kind == INTERACTION_MEETING;
        const char *topic = str_blank(one->subject) ? one->text : one->subject;
        if (talk && facts->last_topic == NULL && !str_blank(topic) && strlen(topic) <= 80)
            facts->last_topic = mem_strdup(topic);
    }
    for (size_t i = 0; i < timeline.count && facts->answer == ANSWER_NONE; i++)
        facts->answer = timeline.items[i].answer;
    for (size_t i = 0; i < timeline.count; i++)
        facts->introduced_me = facts->introduced_me || (timeline.items[i].kind == INTERACTION_INTRODUCTION &&
                                                        timeline.items[i].direction == DIRECTION_IN);
    for (size_t i = 0; i < timeline.count && facts->introduced_to == NULL; i++)
        facts->introduced_to = introduced_to(app, id, &timeline.items[i]);
    store_interactions_clear(&timeline);
}

static void take_promises(App *app, int64_t id, Facts *facts)
{
    enum { PROMISE_NEAR = 7 };
    FollowupList rows = {0};
    store_followups_of(app->store, id, true, &rows, NULL);
    for (size_t i = 0; i < rows.count; i++) {
        char **slot = rows.items[i].origin == ORIGIN_MY_PROMISE      ? &facts->my_promise
                      : rows.items[i].origin == ORIGIN_THEIR_PROMISE ? &facts->their_promise
                                                                     : NULL;
        if (slot != NULL && *slot == NULL)
            *slot = mem_strdup(rows.items[i].text);
        facts->promise_near = facts->promise_near || (rows.items[i].origin == ORIGIN_MY_PROMISE &&
                                                      rows.items[i].day <= app_today(app) + PROMISE_NEAR);
        if (facts->fallen == NULL && str_equal(rows.items[i].rule, "reschedule"))
            facts->fallen = mem_strdup(rows.items[i].text);
        facts->ask_after = facts->ask_after || str_equal(rows.items[i].rule, "ask-after");
        facts->refused = facts->refused || (str_equal(rows.items[i].rule, "outcome") &&
                                            str_starts(rows.items[i].text, "tell how it ended"));
    }
    followup_list_clear(&rows);
    TextRows hooks = {0};
    store_hooks(app->store, id, &hooks, NULL);
    for (size_t i = 0; i < hooks.count && facts->hook == NULL; i++)
        if (strcmp(hooks.items[i].state, "fresh") == 0)
            facts->hook = mem_strdup(hooks.items[i].text);
    store_text_rows_clear(&hooks);
}

static bool facts_load(App *app, int64_t contact, int64_t other, Facts *facts, Error *err)
{
    *facts = (Facts){0};
    contact_init(&facts->contact);
    contact_init(&facts->me);
    contact_init(&facts->other);
    placeholder_source_init(&facts->source);
    facts->source.today = app_today(app);
    int64_t me = store_me(app->store);
    if (me != 0 && !store_contact_get(app->store, me, true, &facts->me, err))
        return false;
    if (me != 0)
        take_person(&facts->source.me, &facts->me);
    if (!app_me_named(app))
        facts->source.me.name = NULL; // nobody signs with it
    if (other != 0 && !store_contact_get(app->store, other, true, &facts->other, err))
        return false;
    if (other != 0)
        take_person(&facts->source.other, &facts->other);
    if (contact == 0)
        return true;
    if (!store_contact_get(app->store, contact, true, &facts->contact, err))
        return false;
    PlaceholderPerson *person = &facts->source.contact;
    take_person(person, &facts->contact);
    take_history(app, contact, facts);
    take_promises(app, contact, facts);
    facts->common_ground = app_shared_organisation(app, contact);
    person->introduced_to = facts->introduced_to;
    person->common_ground = facts->common_ground;
    person->last_topic = facts->last_topic;
    person->hook = facts->hook;
    person->my_promise = facts->my_promise;
    person->their_promise = facts->their_promise;
    return true;
}

static void facts_clear(Facts *facts)
{
    contact_clear(&facts->contact);
    contact_clear(&facts->me);
    contact_clear(&facts->other);
    free(facts->introduced_to);
    free(facts->common_ground);
    free(facts->last_topic);
    free(facts->fallen);
    free(facts->hook);
    free(facts->their_promise);
    free(facts->my_promise);
}

bool app_fill(App *app, int64_t contact, const char *subject, const char *text, Str *out_subject,
              Str *out_text, Error *err)
{
    return app_fill_two(app, contact, 0, subject, text, out_subject, out_text, err);
}

bool app_fill_two(App *app, int64_t contact, int64_t other, const char *subject, const char *text,
                  Str *out_subject, Str *out_text, Error *err)
{
    Facts facts;
    bool fine = facts_load(app, contact, other, &facts, err);
    TemplateValues values = {placeholder_value, &facts.source, app_today(app)};
    if (fine && out_subject != NULL && subject != NULL)
        fine = template_fill(subject, &values, out_subject, NULL, err) || error_prefix(err, "subject");
    if (fine && out_text != NULL && text != NULL)
        fine = template_fill(text, &values, out_text, NULL, err);
    facts_clear(&facts);
    return fine;
}

// ---- which template fits

typedef struct Fit {
    Template template;
    int score;
} Fit;

// What a template says of this contact, less what it would have to leave out: "it was good to meet you at" is
// for people who were met somewhere.
static int data_score(const Template *template, const TemplateValues *values)
{
    Str text = STR_INIT;
    TemplateSpans spans = {0};
    int wanted = 0, filled = 0;
    for (const char *at = template->text; (at = strstr(at, "{{")) != NULL; at += 2)
        wanted++;
    if (template_fill(template->text, values, &text, &spans, NULL))
        for (size_t i = 0; i < spans.count; i++)
            filled += spans.items[i].filled ? 1 : 0;
    str_clear(&text);
    vec_clear(&spans);
    return filled - 2 * (wanted - filled);
}

// Some of the shipped ones are for one situation only: who said yes is not thanked for an open no, and who
// introduced nobody not for an introduction.
static bool just_met(const Facts *facts)
{
    enum { RECENT = 30 };
    const PlaceholderPerson *one = &facts->source.contact;
    return one->met_day != CIVIL_NONE && facts->source.today - one->met_day <= RECENT;
}

static bool said(const Facts *facts, Answer answer)
{
    return facts->answer == answer;
}
static bool said_no(const Facts *facts)
{
    return said(facts, ANSWER_NO);
}
static bool said_try(const Facts *facts)
{
    return said(facts, ANSWER_TRY);
}
static bool said_time(const Facts *facts)
{
    return said(facts, ANSWER_TIME);
}
static bool introduced_me(const Facts *facts)
{
    return facts->introduced_me;
}
static bool was_introduced(const Facts *facts)
{
    return !str_blank(facts->contact.introduced_by);
}

static bool was_refused(const Facts *facts)
{
    return facts->refused;
}
static bool promise_is_near(const Facts *facts)
{
    return facts->promise_near;
}
static bool i_called_off(const Facts *facts)
{
    return facts->fallen != NULL && str_starts(facts->fallen, "apologise");
}
static bool they_stayed_away(const Facts *facts)
{
    return facts->fallen != NULL && str_starts(facts->fallen, "ask kindly");
}
static bool was_put_off(const Facts *facts)
{
    return facts->fallen != NULL && !i_called_off(facts) && !they_stayed_away(facts);
}
static bool is_asked_after(const Facts *facts)
{
    return facts->ask_after;
}

static int situation_score(const Template *template, const Facts *facts)
{
    enum { FITS = 150, MISFITS = -500 }; // weighs more than the channel
    static const struct {
        const char *begins;
        bool (*fits)(const Facts *facts);
    } ROWS[] = {{"reply-to-a-no", said_no},
                {"reply-to-a-name", said_try},
                {"reply-accept-time", said_time},
                {"thank-you-for-introduction", introduced_me},
                {"ask-after-event", just_met},
                {"invite-note-met", just_met},
                {"ask-introduced", was_introduced},
                {"invite-note-introduced", was_introduced},
                {"how-it-ended", was_refused},
                {"how-did-it-go", is_asked_after},
                {"new-time", was_put_off},
                {"sorry-another-time", i_called_off},
                {"missed-each-other", they_stayed_away},
                {"send-what-i-promised", promise_is_near}};
    for (size_t i = 0; template->shipped != NULL && i < sizeof ROWS / sizeof *ROWS; i++)
        if (str_starts(template->shipped, ROWS[i].begins))
            return ROWS[i].fits(facts) ? FITS : MISFITS;
    return 0;
}

// Others are for a moment of which the data says nothing: a person picks them, the program does not.
static int moment_score(const Template *template)
{
    enum { SELDOM = -300 };
    static const char *const MOMENTS[] = {"ask-changing-fields", "introduce-somebody", "landed",
                                          "move-our-talk"};
    for (size_t i = 0; template->shipped != NULL && i < sizeof MOMENTS / sizeof *MOMENTS; i++)
        if (str_starts(template->shipped, MOMENTS[i]))
            return SELDOM;
    return 0;
}

static int by_score(const void *a, const void *b)
{
    const Fit *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return strcmp(x->template.name, y->template.name);
}

bool app_template_for_two(const char *text)
{
    return strstr(text, "{{other.") != NULL;
}

void app_rank_templates(App *app, int64_t contact, int64_t other, Occasion occasion, Channel channel,
                        Templates *templates)
{
    Facts facts;
    if (templates->count == 0)
        return;
    Fit *fits = mem_array(templates->count, sizeof *fits);
    facts_load(app, contact, other, &facts, NULL);
    TemplateValues values = {placeholder_value, &facts.source, app_today(app)};
    for (size_t i = 0; i < templates->count; i++) {
        const Template *template = &templates->items[i];
        fits[i] = (Fit){*template, data_score(template, &values)};
        fits[i].score += template->occasion == occasion ? 1000 : 0;
        fits[i].score += app_template_for_two(template->text) == (other != 0) ? 200 : 0;
        fits[i].score += situation_score(template, &facts) + moment_score(template);
        fits[i].score += template->channel == channel ? 100 : template->channel == CHANNEL_NONE ? 50 : 0;
    }
    qsort(fits, templates->count, sizeof *fits, by_score);
    for (size_t i = 0; i < templates->count; i++)
        templates->items[i] = fits[i].template;
    free(fits);
    facts_clear(&facts);
}

char *app_placeholder(App *app, int64_t contact, int64_t other, const char *name)
{
    Facts facts;
    Str out = STR_INIT;
    bool known =
        facts_load(app, contact, other, &facts, NULL) && placeholder_value(&facts.source, name, &out);
    facts_clear(&facts);
    if (known)
        return str_take(&out);
    str_clear(&out);
    return NULL;
}
