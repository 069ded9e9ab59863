// SPDX-License-Identifier: MIT
// The tables of the complete export, column by column.
#include "dump_tables.h"

#include <stdio.h>
#include <string.h>

#define UUID                                                                                                 \
    "lower(substr(hex(uid), 1, 8) || '-' || substr(hex(uid), 9, 4) || '-' || substr(hex(uid), 13, 4) || '-'" \
    " || substr(hex(uid), 17, 4) || '-' || substr(hex(uid), 21))"

const DumpTable DUMP_TABLES[] = {
    {"import", "at_utc || ' ' || paths",
     "at_utc/i offset_min/i paths/t format/t created/i updated/i summary/t state/t", NULL, FOLD_NONE},
    {"contact", UUID,
     "uid/u state/t name/t given/t family/t nickname/t address_as/t pronouns/t headline/t city/t zone/t "
     "industry/t"
     " about/t birthday/d favourite/i stage/t stage_by_hand/i rested_until/d rhythm_days/i rhythm_tier/t"
     " routine/t channel/t how/t met_where/t met_day/d introduced_by/t card/i degree/i added_day/d"
     " deleted_at/i import/import",
     NULL, FOLD_SORT_KEY},
    {"reach", NULL, "contact/contact kind/t value/t label/t position/i import/import", NULL, FOLD_REACH},
    {"organisation", UUID, "uid/u kind/t name/t import/import", NULL, FOLD_ORGANISATION},
    {"organisation_alias", NULL, "organisation/organisation name/t", NULL, FOLD_ORGANISATION},
    {"role", NULL,
     "contact/contact organisation/organisation title/t from_day/d until_day/d current/i position/i"
     " import/import",
     NULL, FOLD_NONE},
    {"tag", "fold", "name/t", "fold", FOLD_TEXT},
    {"contact_tag", NULL, "contact/contact tag/tag", NULL, FOLD_NONE},
    {"tie", NULL, "a/contact b/contact kind/t note/t day/d", NULL, FOLD_NONE},
    {"introduction", NULL, "connector/contact target/contact state/t day/d note/t", NULL, FOLD_NONE},
    {"source_record", NULL, "source/t key/t contact/contact last_seen/t hash/i import/import", NULL,
     FOLD_NONE},
    {"event", "name || ' ' || ifnull(day, '') || ' ' || ifnull(place, '')", "name/t place/t day/d", NULL,
     FOLD_TEXT},
    {"template", UUID, "uid/u name/t occasion/t channel/t version/i shipped/t deleted_at/i", "name",
     FOLD_NONE},
    {"template_version", NULL, "template/template version/i subject/t text/t saved_day/d", NULL, FOLD_NONE},
    {"draft", UUID,
     "uid/u channel/t occasion/t template/template template_version/i message_id/t in_reply_to/t state/t"
     " created_utc/i planned_day/d",
     NULL, FOLD_NONE},
    {"draft_recipient", NULL, "draft/draft contact/contact position/i", NULL, FOLD_NONE},
    {"draft_text", NULL, "draft/draft subject/t text/t saved_utc/i", NULL, FOLD_NONE},
    {"interaction", UUID,
     "uid/u at_utc/i offset_min/i day/d kind/t channel/t direction/t subject/t text/t occasion/t"
     " expects_answer/i answer/t answer_day/d outcome/t event/event minutes/i place/t overridden/i"
     " source_key/t message_id/t draft/draft import/import",
     NULL, FOLD_NONE},
    {"participant", NULL, "interaction/interaction contact/contact role/t", NULL, FOLD_NONE},
    {"hook", NULL, "contact/contact text/t interaction/interaction state/t until_day/d", NULL, FOLD_NONE},
    {"opening", NULL,
     "organisation/organisation title/t link/t noted_day/d closes_day/d applied_day/d state/t import/import"
     " ended_day/d answer/t",
     NULL, FOLD_NONE},
    {"target", NULL,
     "organisation/organisation motivation/i posting/i advocate/i state/t routine/t watch/i looked_day/d "
     "import/import",
     NULL, FOLD_NONE},
    {"followup", UUID,
     "uid/u contact/contact organisation/organisation day/d minute/i zone/t text/t kind/t origin/t rule/t"
     " earliest_day/d latest_day/d reason/t cause/interaction pinned/i repeat/t snoozes/i state/t"
     " closed_utc/i closed_day/d",
     NULL, FOLD_NONE},
    {"routine", UUID, "uid/u name/t text/t", "name", FOLD_NONE},
    {"saved_list", UUID, "uid/u name/t query/t", "name", FOLD_NONE},
    {"setting", NULL, "name/t value/t", NULL, FOLD_NONE},
    {"column_map", NULL, "fingerprint/t mapping/t", NULL, FOLD_NONE},
    {NULL, NULL, NULL, NULL, FOLD_NONE},
};

const DumpTable *dump_table(const char *name, size_t length)
{
    for (const DumpTable *table = DUMP_TABLES; table->name != NULL; table++)
        if (strlen(table->name) == length && memcmp(table->name, name, length) == 0)
            return table;
    return NULL;
}

static DumpType type_named(const char *name, size_t length)
{
    if (length != 1)
        return DUMP_REF;
    return *name == 'i' ? DUMP_INT : *name == 'd' ? DUMP_DAY : *name == 'u' ? DUMP_UID : DUMP_TEXT;
}

size_t dump_columns(const DumpTable *table, DumpColumn columns[DUMP_COLUMNS])
{
    size_t count = 0;
    for (const char *at = table->columns; *at != '\0' && count < DUMP_COLUMNS;) {
        size_t name = strcspn(at, "/"), type = strcspn(at + name + 1, " ");
        DumpColumn *column = &columns[count++];
        snprintf(column->name, sizeof column->name, "%.*s", (int)name, at);
        column->type = type_named(at + name + 1, type);
        column->ref = column->type == DUMP_REF ? dump_table(at + name + 1, type) : NULL;
        at += name + 1 + type;
        at += *at == ' ';
    }
    return count;
}
