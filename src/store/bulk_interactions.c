// SPDX-License-Identifier: MIT
// Interactions of an import wait until there are thousands, then go in by one statement a table. Their ids
// are given when they come.
#include <string.h>

#include "bulk_private.h"
#include "bulk_rows.h"
#include "rapport/base/mem.h"
#include "rapport/store/bulk.h"

enum { MOST_WAITING = 4096 };

static uint64_t key_hash(const char *source_key)
{
    return hash_text(1, source_key);
}

static int64_t next_id(Store *store)
{
    const WaitingInteractions *waiting = &store->bulk->interactions;
    if (waiting->rows.count > 0)
        return waiting->rows.items[waiting->rows.count - 1].one.id + 1;
    return db_int(store, 0, "SELECT seq FROM sqlite_sequence WHERE name = 'interaction'", "") + 1;
}

bool bulk_interaction(Store *store, Interaction *interaction, int64_t event, Error *err)
{
    WaitingInteractions *waiting = &store->bulk->interactions;
    interaction->id = next_id(store);
    WaitingInteraction *row = vec_add(&waiting->rows);
    *row = (WaitingInteraction){*interaction, event};
    row->one.subject = arena_text(&waiting->texts, interaction->subject);
    row->one.text = arena_text(&waiting->texts, interaction->text);
    row->one.source_key = arena_text(&waiting->texts, interaction->source_key);
    row->one.place = arena_text(&waiting->texts, interaction->place);
    for (size_t i = 0; i < interaction->participants.count; i++)
        vec_push(&waiting->participants,
                 ((WaitingParticipant){interaction->id, interaction->participants.items[i],
                                       interaction_role(interaction, i)}));
    if (interaction->source_key != NULL)
        hashmap_put(&waiting->keys, key_hash(interaction->source_key), NULL);
    store_touch(store, CHANGE_INTERACTIONS, 0);
    store_touch(store, CHANGE_CONTACTS, 0);
    return waiting->rows.count < MOST_WAITING || store_bulk_flush(store, err);
}

bool bulk_key_waits(Store *store, const char *source_key)
{
    return store->bulk != NULL && hashmap_find(&store->bulk->interactions.keys, key_hash(source_key)) != NULL;
}

// ---- the columns

static void interaction_column(sqlite3_context *context, const void *rows, size_t row, int column)
{
    const WaitingInteractions *waiting = rows;
    const Interaction *one = &waiting->rows.items[row].one;
    const char *const texts[] = {interaction_kind_name(one->kind),
                                 channel_name(one->channel),
                                 direction_name(one->direction),
                                 one->subject,
                                 one->text,
                                 occasion_name(one->occasion),
                                 answer_name(one->answer),
                                 outcome_name(one->outcome),
                                 one->source_key,
                                 one->place};
    const int texts_count = sizeof texts / sizeof *texts;
    if (column < texts_count) {
        bulk_result_text(context, texts[column]);
        return;
    }
    switch (column - texts_count) {
    case 0:
        sqlite3_result_int64(context, one->id);
        break;
    case 1:
        sqlite3_result_blob(context, one->uid.bytes, sizeof one->uid.bytes, SQLITE_STATIC);
        break;
    case 2:
        sqlite3_result_int64(context, one->at.utc);
        break;
    case 3:
        sqlite3_result_int(context, one->at.offset_min);
        break;
    case 4:
        sqlite3_result_int(context, one->day);
        break;
    case 5:
        bulk_result_day(context, one->expects_answer < 0 ? CIVIL_NONE : one->expects_answer);
        break;
    case 6:
        bulk_result_day(context, one->answer_day);
        break;
    case 7:
        bulk_result_id(context, waiting->rows.items[row].event);
        break;
    case 8:
        bulk_result_id(context, one->minutes);
        break;
    default:
        bulk_result_id(context, waiting->import);
        break;
    }
}

static void participant_column(sqlite3_context *context, const void *rows, size_t row, int column)
{
    const WaitingParticipant *one = &((const WaitingParticipant *)rows)[row];
    if (column == 0)
        sqlite3_result_int64(context, one->interaction);
    else if (column == 1)
        sqlite3_result_int64(context, one->contact);
    else
        bulk_result_text(context, one->role);
}

static void draw_ids(Store *store, WaitingInteractions *waiting)
{
    Id *ids = mem_array(waiting->rows.count, sizeof *ids);
    id_fill(&store->ids, ids, waiting->rows.count);
    for (size_t i = 0; i < waiting->rows.count; i++)
        waiting->rows.items[i].one.uid = ids[i];
    free(ids);
}

bool store_bulk_flush(Store *store, Error *err)
{
    WaitingInteractions *waiting = &store->bulk->interactions;
    if (waiting->rows.count == 0)
        return true;
    waiting->import = store->import;
    draw_ids(store, waiting);
    BulkRows interactions = {waiting->rows.count, waiting, interaction_column},
             participants = {waiting->participants.count, waiting->participants.items, participant_column};
    bool fine = bulk_rows_insert(
                    store, &interactions,
                    "INSERT INTO interaction (kind, channel, direction, subject, text, occasion, answer,"
                    " outcome, source_key, place, id, uid, at_utc, offset_min, day, expects_answer,"
                    " answer_day, event, minutes, import) SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10,"
                    " c11, c12, c13, c14, c15, c16, c17, c18, c19 FROM fresh",
                    err) &&
                bulk_rows_insert(store, &participants,
                                 "INSERT OR IGNORE INTO participant (interaction, contact, role)"
                                 " SELECT c0, c1, c2 FROM fresh",
                                 err);
    bulk_interactions_clear(waiting);
    return fine;
}

void bulk_interactions_clear(WaitingInteractions *waiting)
{
    vec_clear(&waiting->rows);
    vec_clear(&waiting->participants);
    hashmap_clear(&waiting->keys);
    arena_clear(&waiting->texts);
}
