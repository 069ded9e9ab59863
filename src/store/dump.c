// SPDX-License-Identifier: MIT
// Writes the complete export: each table's rows in the order of what is exported of them, so that row numbers
// never show.
#include "rapport/store/dump.h"

#include "db.h"
#include "dump_tables.h"
#include "rapport/base/str.h"
#include "rapport/formats/json.h"

static void select_table(const DumpTable *table, const DumpColumn *columns, size_t count, Str *sql)
{
    str_append(sql, "SELECT ");
    for (size_t i = 0; i < count; i++) {
        str_append(sql, i > 0 ? ", " : "");
        if (columns[i].type == DUMP_REF)
            str_appendf(sql, "(SELECT %s FROM %s WHERE id = t.%s)", columns[i].ref->key, columns[i].ref->name,
                        columns[i].name);
        else
            str_appendf(sql, "t.%s", columns[i].name);
    }
    str_appendf(sql, " FROM %s t ORDER BY ", table->name);
    for (size_t i = 0; i < count; i++)
        str_appendf(sql, "%s%zu", i > 0 ? ", " : "", i + 1);
}

static void write_value(JsonWriter *json, const DumpColumn *column, sqlite3_stmt *s, int at)
{
    char text[ID_TEXT_SIZE];
    if (db_null(s, at))
        return;
    if (column->type == DUMP_UID) {
        id_format(db_id(s, at), text);
        json_field_text(json, column->name, text);
    } else if (column->type == DUMP_DAY) {
        json_field_day(json, column->name, db_day(s, at));
    } else if (column->type == DUMP_INT) {
        json_field_int(json, column->name, db_i64(s, at));
    } else {
        json_field_text(json, column->name, db_peek(s, at));
    }
}

static bool write_rows(const DumpTable *table, const DumpColumn *columns, size_t count, sqlite3_stmt *s,
                       DumpWrite write, void *self, Error *err)
{
    Str line = STR_INIT;
    bool fine = true;
    while (fine && sqlite3_step(s) == SQLITE_ROW) {
        if (columns[0].type == DUMP_REF && db_null(s, 0))
            continue; // the text of a draft that was undone
        str_truncate(&line, 0);
        JsonWriter json = json_write_to(&line);
        json_write_object(&json);
        json_field_text(&json, "kind", table->name);
        // "kind" names the table, so a column of that name is told as "type".
        for (size_t i = 0; i < count; i++) {
            DumpColumn column = columns[i];
            if (str_equal(column.name, "kind"))
                column = (DumpColumn){.name = "type", .type = columns[i].type};
            write_value(&json, &column, s, (int)i);
        }
        json_write_object_end(&json);
        str_push(&line, '\n');
        fine = write(self, line.data, line.length) ||
               error_set(err, ERROR_IO, "the export could not be written");
    }
    str_clear(&line);
    return fine;
}

static bool write_table(Store *store, const DumpTable *table, DumpWrite write, void *self, Error *err)
{
    DumpColumn columns[DUMP_COLUMNS];
    size_t count = dump_columns(table, columns);
    Str sql = STR_INIT;
    select_table(table, columns, count, &sql);
    sqlite3_stmt *s = db_prepare(store, err, str_get(&sql));
    str_clear(&sql);
    if (s == NULL)
        return false;
    bool fine = write_rows(table, columns, count, s, write, self, err);
    return (sqlite3_finalize(s) == SQLITE_OK || db_error(store, err, "reading the database")) && fine;
}

bool store_dump(Store *store, DumpWrite write, void *self, Error *err)
{
    if (!store_begin_read(store, err))
        return false;
    Str head = STR_INIT;
    str_appendf(&head, "{\"rapport\":1,\"schema\":%d}\n", STORE_SCHEMA_VERSION);
    bool fine =
        write(self, head.data, head.length) || error_set(err, ERROR_IO, "the export could not be written");
    str_clear(&head);
    for (const DumpTable *table = DUMP_TABLES; fine && table->name != NULL; table++)
        fine = write_table(store, table, write, self, err);
    store_end_read(store);
    return fine;
}
