// SPDX-License-Identifier: MIT
// The things as JSON. Scripts depend on these keys: they may be added to, never renamed.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "print.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"

JsonWriter print_json(Cli *cli)
{
    return json_write_to(&cli->out);
}

void json_id(JsonWriter *json, const char *key, Id id)
{
    char text[ID_TEXT_SIZE];
    id_format(id, text);
    json_field_text(json, key, text);
}

void json_time(JsonWriter *json, const char *key, int minute)
{
    char text[16];
    snprintf(text, sizeof text, "%02d:%02d", minute / 60 % 24, minute % 60);
    json_field_text(json, key, minute < 0 ? NULL : text);
}

static void reference(JsonWriter *json, const char *key, bool there, Id id, const char *name)
{
    if (!there) {
        json_field_null(json, key);
        return;
    }
    json_field_object(json, key);
    json_id(json, "id", id);
    json_field_text(json, "name", name);
    json_write_object_end(json);
}

void json_person(Cli *cli, JsonWriter *json, const char *key, int64_t id)
{
    Contact contact;
    contact_init(&contact);
    bool there = id != 0 && store_contact_get(cli->app->store, id, false, &contact, NULL);
    reference(json, key, there, contact.uid, contact.name);
    contact_clear(&contact);
}

// ---- contacts

static const char *role_name(const Contact *contact, OrganisationKind kind)
{
    const ContactRole *role = contact_role(contact, kind);
    return role != NULL && role->current ? role->name : NULL;
}

const char *contact_title(const Contact *contact)
{
    const ContactRole *role = contact_role(contact, ORGANISATION_COMPANY);
    return contact->headline == NULL && role != NULL && role->current ? role->title : contact->headline;
}

static void reaches(JsonWriter *json, const char *key, const Contact *contact, ReachKind kind)
{
    json_field_array(json, key);
    for (size_t i = 0; i < contact->reaches.count; i++)
        if (contact->reaches.items[i].kind == kind)
            json_write_text(json, contact->reaches.items[i].value);
    json_write_array_end(json);
}

static void met(JsonWriter *json, const Contact *contact)
{
    json_field_object(json, "met");
    json_field_text(json, "kind", how_met_name(contact->how));
    json_field_text(json, "where", contact->met_where);
    json_field_day(json, "on", contact->met_day);
    json_field_text(json, "by", contact->introduced_by);
    json_write_object_end(json);
}

static void who_it_is(JsonWriter *json, const Contact *contact)
{
    json_id(json, "id", contact->uid);
    json_field_text(json, "name", contact->name);
    json_field_text(json, "given", contact->given);
    json_field_text(json, "family", contact->family);
    json_field_text(json, "nickname", contact->nickname);
    json_field_text(json, "pronouns", contact->pronouns);
    json_field_text(json, "title", contact_title(contact));
    json_field_text(json, "company", role_name(contact, ORGANISATION_COMPANY));
    json_field_text(json, "school", role_name(contact, ORGANISATION_SCHOOL));
    json_field_text(json, "city", contact->city);
    json_field_text(json, "industry", contact->industry);
}

void json_contact_fields(Cli *cli, JsonWriter *json, const Contact *contact)
{
    who_it_is(json, contact);
    json_write_key(json, "degree");
    if (contact->degree < 0)
        json_write_null(json);
    else
        json_write_int(json, contact->degree);
    json_field_text(json, "stage", stage_name(contact->stage));
    json_field_text(json, "state",
                    contact->deleted  ? "trash"
                    : contact->is_me  ? "me"
                    : contact->active ? "active"
                                      : "pool");
    json_field_bool(json, "favourite", contact->favourite);
    reaches(json, "emails", contact, REACH_EMAIL);
    reaches(json, "phones", contact, REACH_PHONE);
    reaches(json, "links", contact, REACH_LINK);
    json_field_array(json, "tags");
    for (size_t i = 0; i < contact->tags.count; i++)
        json_write_text(json, contact->tags.items[i]);
    json_write_array_end(json);
    met(json, contact);
    json_write_key(json, "rhythm_days");
    if (contact->rhythm_days > 0)
        json_write_int(json, contact->rhythm_days);
    else
        json_write_null(json);
    int32_t out = contact->last_out_day, in = contact->last_in_day;
    json_field_day(json, "last_interaction", out > in ? out : in);
    json_field_day(json, "next_followup", store_followup_next_day(cli->app->store, contact->id));
}

void json_contact(Cli *cli, JsonWriter *json, const Contact *contact)
{
    json_write_object(json);
    json_contact_fields(cli, json, contact);
    json_write_object_end(json);
}

void json_contacts(Cli *cli, JsonWriter *json, const char *key, const int64_t *ids, size_t count)
{
    json_field_array(json, key);
    for (size_t i = 0; i < count; i++) {
        Contact contact;
        contact_init(&contact);
        if (store_contact_get(cli->app->store, ids[i], true, &contact, NULL))
            json_contact(cli, json, &contact);
        contact_clear(&contact);
    }
    json_write_array_end(json);
}

// ---- follow-ups and advice

static const char *action_of(const Followup *row)
{
    const TimingRule *rule = row->rule != NULL ? timing_rule_find(row->rule) : NULL;
    if (rule != NULL)
        return rule->action;
    return row->origin == ORIGIN_MY_PROMISE      ? "keep my promise"
           : row->origin == ORIGIN_THEIR_PROMISE ? "ask about their promise"
                                                 : "follow up";
}

void json_followup_fields(Cli *cli, JsonWriter *json, const Followup *row)
{
    int32_t late = app_today(cli->app) - row->day;
    if (row->id != 0)
        json_id(json, "id", row->uid);
    else
        json_field_null(json, "id");
    reference(json, "contact", row->contact != 0, row->contact_uid, row->contact_name);
    reference(json, "organisation", row->organisation != 0, row->organisation_uid, row->organisation_name);
    json_field_text(json, "action", action_of(row));
    json_field_text(json, "text", row->text);
    json_field_day(json, "due", row->day);
    json_time(json, "time", row->minute);
    json_field_day(json, "earliest", row->earliest);
    json_field_day(json, "latest", row->latest);
    json_field_int(json, "late_days", row->state == FOLLOWUP_OPEN && late > 0 ? late : 0);
    json_field_text(json, "reason", row->reason);
    json_field_text(json, "rule", row->rule != NULL ? row->rule : origin_name(row->origin));
    json_field_text(json, "repeat", row->repeat);
    json_field_text(json, "state", followup_state_name(row->state));
}

void json_followup(Cli *cli, JsonWriter *json, const Followup *row)
{
    json_write_object(json);
    json_followup_fields(cli, json, row);
    json_write_object_end(json);
}

void json_followups(Cli *cli, JsonWriter *json, const char *key, const FollowupList *list)
{
    json_field_array(json, key);
    for (size_t i = 0; i < list->count; i++)
        json_followup(cli, json, &list->items[i]);
    json_write_array_end(json);
}

void json_advice(JsonWriter *json, const AdviceList *advice)
{
    json_field_array(json, "advice");
    for (size_t i = 0; i < advice->count; i++) {
        const Advice *one = &advice->items[i];
        json_write_object(json);
        json_field_text(json, "rule", one->rule);
        json_field_text(json, "action", one->action);
        json_field_day(json, "earliest", one->earliest);
        json_field_day(json, "due", one->due);
        json_field_day(json, "latest", one->latest);
        json_field_text(json, "reason", one->reason);
        json_write_object_end(json);
    }
    json_write_array_end(json);
}

// ---- interactions and drafts

void json_interaction_fields(Cli *cli, JsonWriter *json, const Interaction *one)
{
    json_id(json, "id", one->uid);
    json_field_moment(json, "at", one->at);
    json_field_day(json, "day", one->day);
    json_field_text(json, "kind", interaction_kind_name(one->kind));
    json_field_text(json, "channel", channel_name(one->channel));
    json_field_text(json, "direction", direction_name(one->direction));
    json_field_text(json, "occasion", occasion_name(one->occasion));
    json_field_text(json, "answer", answer_name(one->answer));
    json_field_text(json, "outcome", outcome_name(one->outcome));
    json_field_text(json, "subject", one->subject);
    json_field_text(json, "text", one->text);
    json_field_text(json, "event", one->event_name);
    if (one->kind == INTERACTION_MEETING) {
        json_field_int(json, "minutes", one->minutes > 0 ? one->minutes : 0);
        json_field_bool(json, "all_day", one->minutes == MINUTES_ALL_DAY);
        json_field_text(json, "place", one->place);
    }
    json_field_array(json, "contacts");
    for (size_t i = 0; i < one->participants.count; i++) {
        Contact contact;
        contact_init(&contact);
        if (store_contact_get(cli->app->store, one->participants.items[i], false, &contact, NULL)) {
            json_write_object(json);
            json_id(json, "id", contact.uid);
            json_field_text(json, "name", contact.name);
            json_write_object_end(json);
        }
        contact_clear(&contact);
    }
    json_write_array_end(json);
}

void json_interaction(Cli *cli, JsonWriter *json, const Interaction *one)
{
    Interaction whole;
    interaction_init(&whole);
    // A timeline comes without those who took part.
    bool partial =
        one->participants.count == 0 && store_interaction_get(cli->app->store, one->id, &whole, NULL);
    json_write_object(json);
    json_interaction_fields(cli, json, partial ? &whole : one);
    json_write_object_end(json);
    interaction_clear(&whole);
}

void json_draft_fields(Cli *cli, JsonWriter *json, const Draft *draft)
{
    json_id(json, "id", draft->uid);
    json_person(cli, json, "contact", draft->recipients.count > 0 ? draft->recipients.items[0] : 0);
    json_field_text(json, "channel", channel_name(draft->channel));
    json_field_text(json, "occasion", occasion_name(draft->occasion));
    json_field_text(json, "template", draft->template_name);
    json_field_text(json, "state", draft_state_name(draft->state));
    json_field_text(json, "subject", str_blank(draft->subject) ? NULL : draft->subject);
    json_field_text(json, "text", draft->text);
}

// ---- answers that several commands give

bool answer_contact(Cli *cli, int64_t id, const char *done, Error *err)
{
    Contact contact;
    contact_init(&contact);
    AdviceList advice = {0};
    bool fine = store_contact_get(cli->app->store, id, true, &contact, err) &&
                (contact.is_me || app_advise(cli->app, id, &advice, NULL, err));
    if (fine && cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_contact_fields(cli, &json, &contact);
        json_advice(&json, &advice);
        json_write_object_end(&json);
    } else if (fine) {
        char text[SHORT_ID_SIZE];
        print(cli, "%s  ", short_id(contact.uid, text));
        print_as(cli, PRINT_NAME, contact.name);
        print(cli, ": %s\n", done);
    }
    vec_clear(&advice);
    contact_clear(&contact);
    return fine;
}

bool answer_contacts(Cli *cli, const int64_t *ids, size_t count, const char *done, Error *err)
{
    if (cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_contacts(cli, &json, "contacts", ids, count);
        json_write_object_end(&json);
        return true;
    }
    bool fine = true;
    for (size_t i = 0; fine && i < count; i++)
        fine = answer_contact(cli, ids[i], done, err);
    return fine;
}
