// SPDX-License-Identifier: MIT
// review: what the weekly review would ask, as a list.
#include "commands.h"
#include "print.h"
#include "rapport/app/review.h"

static void review_json(Cli *cli, const ReviewItems *items)
{
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_field_array(&json, "items");
    for (size_t i = 0; i < items->count; i++) {
        const ReviewItem *item = &items->items[i];
        json_write_object(&json);
        json_field_text(&json, "kind", review_kind_name(item->kind));
        json_id(&json, "id", item->uid);
        json_person(cli, &json, "contact", item->contact);
        json_field_text(&json, "name", item->name);
        json_field_text(&json, "text", item->text);
        json_field_text(&json, "reason", item->reason);
        json_field_day(&json, "day", item->day);
        json_write_object_end(&json);
    }
    json_write_array_end(&json);
    json_write_object_end(&json);
}

static size_t count_kind(const ReviewItems *items, ReviewKind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < items->count; i++)
        count += items->items[i].kind == kind ? 1 : 0;
    return count;
}

static void review_text(Cli *cli, const ReviewItems *items)
{
    static const Column columns[] = {
        {"", 0, PRINT_DIM}, {"", 28, PRINT_NAME}, {"", 60, PRINT_PLAIN}, {"", 0, PRINT_DIM}};
    for (int kind = 0; kind < REVIEW_KINDS; kind++) {
        size_t count = count_kind(items, (ReviewKind)kind);
        if (count == 0)
            continue;
        print_section(cli, review_kind_title((ReviewKind)kind), count);
        Table table = table_begin(cli, columns, 4);
        table.headless = true;
        for (size_t i = 0; i < items->count; i++) {
            const ReviewItem *item = &items->items[i];
            char day[DATE_TEXT_SIZE];
            if ((int)item->kind != kind)
                continue;
            table_id(&table, item->uid);
            table_cell(&table, item->name);
            table_cell(&table, item->text);
            table_cell(&table, date_relative(item->day, app_today(cli->app), day));
        }
        table_end(&table);
    }
    if (items->count == 0)
        print_note(cli, "nothing to review: nothing is late, and nobody waits");
}

bool cmd_review(Cli *cli, Error *err)
{
    ReviewItems items = {0};
    if (!review_load(cli->app, &items, err))
        return false;
    if (cli->json)
        review_json(cli, &items);
    else
        review_text(cli, &items);
    review_clear(&items);
    return true;
}
