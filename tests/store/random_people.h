// SPDX-License-Identifier: MIT
// Random people in a store, as the oracle of the query language sees them, and random queries about them.
#ifndef TESTS_STORE_RANDOM_PEOPLE_H
#define TESTS_STORE_RANDOM_PEOPLE_H

#include "fixture.h"

#include "rapport/core/query_match.h"
#include "support/random.h"

static const char *const WORDS[] = {"ada",  "Byron", "acme",  "Globex", "Ünal",   "staff", "engineer",
                                    "東京", "大学",  "robot", "x",      "o'neil", "2026",  "Łódź"};

// Settings other than the defaults, so that is: has to look at them.
enum { HORIZON_DAYS = 40, POLITE_DAYS = 5 };

static inline void set_rules(Store *store)
{
    fixture_sql(store, "INSERT INTO setting (name, value) VALUES ('horizon', '40'), ('nudge-earliest', '5')");
}

typedef struct SampleNote {
    bool message, mine; // else a note
    int32_t day;
    const char *subject, *text;
} SampleNote;

typedef struct Sample {
    QueryPerson person;
    SampleNote written[2];
    size_t written_count;
    const char *draft, *notes[6]; // draft NULL = none

    QueryRole roles[3];
    const char *names[4], *tags[2];
    const char *given, *family, *nickname; // NULL = none
    int32_t rested_until, from_days[3];
    int rhythm_days, unanswered, positions[3];
    bool out; // the last word was mine
    char *owned[28];
    size_t owned_count;
} Sample;

static inline char *random_words(Random *random, Sample *sample, const char *const *words, size_t count)
{
    Str text = STR_INIT;
    for (size_t n = 1 + random_below(random, 3); n > 0; n--)
        str_appendf(&text, "%s%s", text.length > 0 ? " " : "", words[random_below(random, count)]);
    char *owned = str_take(&text);
    sample->owned[sample->owned_count++] = owned;
    return owned;
}

static inline int32_t random_day(Random *random)
{
    return random_below(random, 3) == 0 ? CIVIL_NONE
                                        : fixture_today() - 60 + (int32_t)random_below(random, 120);
}

static inline void random_names(Random *random, Sample *sample)
{
    QueryPerson *p = &sample->person;
    bool parts = random_below(random, 2) == 0, composed = random_below(random, 2) == 0;
    sample->given = parts ? random_words(random, sample, WORDS, COUNT(WORDS)) : NULL;
    sample->family = parts ? random_words(random, sample, WORDS, COUNT(WORDS)) : NULL;
    sample->nickname =
        random_below(random, 4) == 0 ? random_words(random, sample, WORDS, COUNT(WORDS)) : NULL;
    if (parts && composed) {
        sample->names[0] = sample->owned[sample->owned_count++] =
            str_format("%s %s", sample->given, sample->family);
    } else {
        sample->names[0] = random_words(random, sample, WORDS, COUNT(WORDS));
    }
    p->names = sample->names;
    p->name_count = 1;
    const char *others[] = {sample->given, sample->family, sample->nickname};
    for (size_t i = 0; i < COUNT(others); i++)
        if (others[i] != NULL)
            sample->names[p->name_count++] = others[i];
}

static inline void random_notes(Random *random, Sample *sample)
{
    QueryPerson *p = &sample->person;
    sample->written_count = random_below(random, 3);
    for (size_t i = 0; i < sample->written_count; i++) {
        SampleNote *note = &sample->written[i];
        *note = (SampleNote){random_below(random, 3) > 0, random_below(random, 2) == 0,
                             fixture_today() - (int32_t)random_below(random, 100), NULL,
                             random_words(random, sample, WORDS, COUNT(WORDS))};
        if (random_below(random, 2) == 0)
            sample->notes[p->note_count++] = note->subject =
                random_words(random, sample, WORDS, COUNT(WORDS));
        sample->notes[p->note_count++] = note->text;
        p->has |= note->message ? 0 : 1u << QUERY_HAS_NOTE;
    }
    if (random_below(random, 4) == 0) {
        sample->notes[p->note_count++] = sample->draft = random_words(random, sample, WORDS, COUNT(WORDS));
        p->has |= 1u << QUERY_HAS_DRAFT;
    }
    p->notes = sample->notes;
}

// What follows from the days and the last message.
static inline void random_standing(Random *random, Sample *sample)
{
    QueryPerson *p = &sample->person;
    int32_t today = fixture_today();
    bool written = p->last != CIVIL_NONE, mine = sample->out && written;
    int32_t in_day = !written ? CIVIL_NONE : mine ? p->last - 3 : p->last;
    const SampleNote *last = NULL;
    for (size_t i = 0; i < sample->written_count; i++)
        if (sample->written[i].message && (last == NULL || sample->written[i].day >= last->day))
            last = &sample->written[i];
    bool waiting = sample->unanswered > 0 && mine && p->last >= today - HORIZON_DAYS;
    if (waiting)
        p->is |= 1u << QUERY_IS_WAITING;
    if (waiting && p->last <= today - POLITE_DAYS)
        p->is |= 1u << QUERY_IS_QUIET;
    if (last != NULL && !last->mine && in_day != CIVIL_NONE && in_day >= today - HORIZON_DAYS)
        p->is |= 1u << QUERY_IS_OWED;
    if (sample->rhythm_days > 0 && p->active && p->stage != STAGE_RESTING && written && !waiting &&
        p->last + sample->rhythm_days < today)
        p->is |= 1u << QUERY_IS_FADING;
    static const QueryHas REACHES[] = {QUERY_HAS_EMAIL, QUERY_HAS_PHONE, QUERY_HAS_LINKEDIN,
                                       QUERY_HAS_PROMISE};
    for (size_t i = 0; i < COUNT(REACHES); i++)
        if (random_below(random, 3) == 0)
            p->has |= 1u << REACHES[i];
}

static inline void random_person(Random *random, Sample *sample)
{
    QueryPerson *p = &sample->person;
    *sample = (Sample){0};
    random_names(random, sample);
    p->role_count = random_below(random, 4);
    for (size_t i = 0; i < p->role_count; i++) {
        QueryRole *role = &sample->roles[i];
        role->kind = (OrganisationKind)(1 + random_below(random, 3));
        role->organisation = random_words(random, sample, WORDS, COUNT(WORDS));
        role->title = random_below(random, 2) == 0 ? NULL : random_words(random, sample, WORDS, COUNT(WORDS));
        role->current = random_below(random, 2) == 0;
        sample->from_days[i] = random_day(random);
        sample->positions[i] = (int)random_below(random, 2);
    }
    p->roles = sample->roles;
    p->tag_count = random_below(random, 3);
    for (size_t i = 0; i < p->tag_count; i++)
        sample->tags[i] = random_words(random, sample, WORDS, COUNT(WORDS));
    p->tags = sample->tags;
    p->headline = random_below(random, 3) == 0 ? random_words(random, sample, WORDS, COUNT(WORDS)) : NULL;
    p->city = random_below(random, 2) == 0 ? random_words(random, sample, WORDS, COUNT(WORDS)) : NULL;
    p->industry = random_below(random, 2) == 0 ? random_words(random, sample, WORDS, COUNT(WORDS)) : NULL;
    p->introduced_by =
        random_below(random, 2) == 0 ? random_words(random, sample, WORDS, COUNT(WORDS)) : NULL;
    p->stage = (Stage)random_below(random, STAGE_COUNT);
    p->channel = (Channel)random_below(random, CHANNEL_COUNT);
    p->how = (HowMet)random_below(random, HOW_COUNT);
    p->degree = random_below(random, 4) == 0 ? QUERY_DEGREE_NONE : 1 + (int)random_below(random, 3);
    p->met = random_day(random);
    p->last = random_day(random);
    p->next = random_day(random);
    p->added = fixture_today() - (int32_t)random_below(random, 100);
    sample->rested_until = random_below(random, 4) == 0 ? random_day(random) : CIVIL_NONE;
    sample->rhythm_days = random_below(random, 3) == 0 ? 7 + (int)random_below(random, 30) : 0;
    sample->unanswered = (int)random_below(random, 3);
    sample->out = random_below(random, 2) == 0;
    p->has |= random_below(random, 2) == 0 ? 1u << QUERY_HAS_CARD : 0;
    p->is =
        (random_below(random, 2) == 0 ? 1u << QUERY_IS_FAVOURITE : 0) |
        (p->next != CIVIL_NONE && p->next < fixture_today() ? 1u << QUERY_IS_LATE : 0) |
        (p->stage == STAGE_RESTING || sample->rested_until >= fixture_today() ? 1u << QUERY_IS_RESTING : 0);
    p->active = random_below(random, 2) == 0;
    p->deleted = random_below(random, 6) == 0;
    random_notes(random, sample);
    random_standing(random, sample);
}

static inline void insert_notes(Store *store, int64_t id, const Sample *sample)
{
    for (size_t i = 0; i < sample->written_count; i++) {
        const SampleNote *note = &sample->written[i];
        FINE(db_exec(store, err,
                     "INSERT INTO interaction (uid, at_utc, offset_min, day, kind, direction, subject, text)"
                     " VALUES (randomblob(16), 0, 0, ?, ?, ?, ?, ?)",
                     "dtttt", note->day, note->message ? "message" : "note",
                     !note->message ? NULL
                     : note->mine   ? "out"
                                    : "in",
                     note->subject, note->text));
        int64_t interaction = db_last_id(store);
        FINE(db_exec(store, err, "INSERT INTO participant VALUES (?, ?, 'to')", "ii", interaction, id));
        FINE(search_index_interaction(store, interaction, true, err));
    }
    if (sample->draft != NULL) {
        FINE(db_exec(store, err,
                     "INSERT INTO draft (uid, state, created_utc) VALUES (randomblob(16), 'open', 0)", ""));
        int64_t draft = db_last_id(store);
        FINE(db_exec(store, err, "INSERT INTO draft_recipient (draft, contact) VALUES (?, ?)", "ii", draft,
                     id));
        FINE(db_exec(store, err, "INSERT INTO draft_text (draft, text) VALUES (?, ?)", "it", draft,
                     sample->draft));
    }
}

static inline void insert_reaches(Store *store, int64_t id, unsigned has)
{
    static const struct {
        QueryHas has;
        const char *kind, *fold;
    } rows[] = {{QUERY_HAS_EMAIL, "email", "x@mail.example"},
                {QUERY_HAS_PHONE, "phone", "123456789"},
                {QUERY_HAS_LINKEDIN, "link", "in/x"}};
    for (size_t i = 0; i < COUNT(rows); i++)
        if ((has >> rows[i].has & 1u) != 0)
            FINE(db_exec(store, err, "INSERT INTO reach (contact, kind, value, fold) VALUES (?1, ?2, ?3, ?3)",
                         "itt", id, rows[i].kind, rows[i].fold));
    if ((has >> QUERY_HAS_PROMISE & 1u) != 0)
        FINE(db_exec(
            store, err,
            "INSERT INTO followup (uid, contact, day, text, origin) VALUES (randomblob(16), ?, 0, 'x',"
            " 'my-promise')",
            "i", id));
}

static inline void insert_roles(Store *store, int64_t id, const Sample *sample)
{
    const QueryPerson *p = &sample->person;
    for (size_t i = 0; i < p->role_count; i++) {
        const QueryRole *role = &p->roles[i];
        FINE(db_exec(
            store, err,
            "INSERT INTO organisation (uid, kind, name, fold) VALUES (randomblob(16), ?1, ?2, lower(?2))",
            "tt", organisation_kind_name(role->kind), role->organisation));
        FINE(db_exec(store, err,
                     "INSERT INTO role (contact, organisation, title, current, from_day, position)"
                     " VALUES (?, ?, ?, ?, ?, ?)",
                     "iitndn", id, db_last_id(store), role->title, (int)role->current, sample->from_days[i],
                     sample->positions[i]));
    }
    for (size_t i = 0; i < p->tag_count; i++) {
        FINE(db_exec(store, err, "INSERT OR IGNORE INTO tag (name, fold) VALUES (?1, ?1)", "t", p->tags[i]));
        FINE(db_exec(store, err, "INSERT OR IGNORE INTO contact_tag SELECT ?, id FROM tag WHERE fold = ?",
                     "it", id, p->tags[i]));
    }
}

static inline void insert_person(Store *store, int64_t id, const Sample *sample)
{
    const QueryPerson *p = &sample->person;
    FINE(db_exec(
        store, err,
        "INSERT INTO contact (id, uid, state, name, sort_key, given, family, nickname, headline, city,"
        " industry, introduced_by, stage, channel, how, degree, met_day, last_out_day, last_in_day,"
        " next_due_day, added_day, card, favourite, deleted_at, unanswered, rhythm_days, rested_until)"
        " VALUES (?1, randomblob(16), ?2, ?3, lower(?3), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
        " ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)",
        "itttttttttttt"
        "ddddddnnznnd",
        id, p->active ? "active" : "pool", p->names[0], sample->given, sample->family, sample->nickname,
        p->headline, p->city, p->industry, p->introduced_by, stage_name(p->stage), channel_name(p->channel),
        how_met_name(p->how), p->degree == QUERY_DEGREE_NONE ? CIVIL_NONE : (int32_t)p->degree, p->met,
        sample->out ? p->last : CIVIL_NONE, sample->out && p->last != CIVIL_NONE ? p->last - 3 : p->last,
        p->next, p->added, (int)((p->has >> QUERY_HAS_CARD) & 1u), (int)((p->is >> QUERY_IS_FAVOURITE) & 1u),
        (int64_t)p->deleted, sample->unanswered, sample->rhythm_days, sample->rested_until));
    insert_roles(store, id, sample);
    insert_notes(store, id, sample);
    insert_reaches(store, id, p->has);
    FINE(search_index_contact(store, id, err));
}

static inline void sample_clear(Sample *sample)
{
    for (size_t k = 0; k < sample->owned_count; k++)
        free(sample->owned[k]);
    *sample = (Sample){0};
}

// Pieces of the grammar, what only the oracle's side of the schema knows, and now and then rubbish.
static inline void random_query(Random *random, Str *out, bool rubbish)
{
    static const char *const PIECES[] = {
        "ada",
        "by",
        "acme",
        "東",
        "\"staff engineer\"",
        "大学",
        "name:",
        "company:acme",
        "now:glob",
        "was:ac",
        "school:x",
        "title:\"staff",
        "tag:robot",
        "#ada",
        "@globex",
        "city:lod",
        "industry:e,s",
        "by:o'neil",
        "stage:met",
        "degree:1",
        "degree:none",
        "how:cold",
        "channel:email",
        "met:none",
        "last:>10d",
        "next:<7d",
        "added:2026-11",
        "is:late",
        "is:favourite",
        "has:card",
        "in:pool",
        "in:all",
        "sort:-last",
        "OR",
        "OR",
        "-",
        "(",
        ")",
        "\"",
        "-ada",
        "-(acme OR staff)",
        "2026",
        "group:chess,道",
        "in:trash",
        "is:resting",
        "stage:resting,talking",
        "sort:company,ground",
        "unal",
        "engineer",
        "note:ada",
        "note:\"staff x\"",
        "note:東,rob",
        "note:lodz",
        "has:note,draft",
        "has:promise",
        "has:email",
        "has:phone,linkedin",
        "is:owed",
        "is:waiting",
        "is:quiet",
        "is:fading",
        "-is:me",
    };
    static const char *const FOREIGN[] = {
        "note:ada", "note:\"a b", "has:note",     "has:draft",   "has:promise", "has:email",
        "is:owed",  "is:quiet",   "is:fading",    "is:waiting",  "is:me",       "group:x",
        "note:東",  "has:phone",  "has:linkedin", "note:\"\"\"", "note:*",      "'; DROP TABLE contact; --",
        "\"*\"",    "NEAR(a b)"};
    for (size_t n = 1 + random_below(random, 7); n > 0; n--) {
        if (rubbish && random_below(random, 3) == 0)
            random_text(random, out, 6);
        else if (rubbish && random_below(random, 3) == 0)
            str_append(out, FOREIGN[random_below(random, COUNT(FOREIGN))]);
        else
            str_append(out, PIECES[random_below(random, COUNT(PIECES))]);
        if (!rubbish || random_below(random, 4) > 0)
            str_push(out, ' ');
    }
}

#endif
