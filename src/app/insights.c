// SPDX-License-Identifier: MIT
// Insights as text. A percentage of nine messages would say more than anybody knows, so there is none.
#include "rapport/app/insights.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/sanitise.h"
#include "rapport/base/width.h"

enum { NAME_COLS = 22 };

int insights_percent(int answered, int sent)
{
    return (answered * 100 + sent / 2) / sent;
}

void insights_rate(int answered, int sent, Str *out)
{
    str_appendf(out, "%d of %d", answered, sent);
    if (sent >= INSIGHTS_PERCENT_FROM)
        str_appendf(out, ", %d %%", insights_percent(answered, sent));
}

void insights_after(int median_days, Str *out)
{
    if (median_days == 0)
        str_append(out, ", the same day");
    else if (median_days > 0)
        str_appendf(out, ", after %d day%s", median_days, median_days == 1 ? "" : "s");
}

int insights_reached(const Stats *stats, Stage stage)
{
    int count = 0;
    if (stage == STAGE_RESTING)
        return stats->stages[STAGE_RESTING];
    for (int at = (int)stage; at < STAGE_RESTING; at++)
        count += stats->stages[at];
    return count;
}

// part of whole as cells, the rest of most as thin ones; something is never nothing.
static void bar(int part, int whole, int most, bool ascii, Str *out)
{
    int cells = most > 0 ? (whole * INSIGHTS_BAR + most - 1) / most : 0;
    int full = whole > 0 ? (part * cells + whole - 1) / whole : 0;
    for (int i = 0; i < INSIGHTS_BAR; i++)
        str_append(out, i < full ? ascii ? "#" : "━" : i < cells ? ascii ? "-" : "─" : " ");
}

static void name_cell(const char *name, bool ascii, Str *out)
{
    Str clean = STR_INIT, cell = STR_INIT;
    sanitise(&clean, name != NULL ? name : "not said", strlen(name != NULL ? name : "not said"),
             SANITISE_LINE);
    width_truncate(&cell, str_get(&clean), NAME_COLS, TRUNCATE_END, ascii ? "." : "…");
    str_appendf(out, "%s%*s", str_get(&cell), NAME_COLS - width_text(str_get(&cell), cell.length) + 1, "");
    str_clear(&clean);
    str_clear(&cell);
}

static void rates(const char *title, const StatRows *rows, bool ascii, Str *out)
{
    int most = 0;
    for (size_t i = 0; i < rows->count; i++)
        most = rows->items[i].sent > most ? rows->items[i].sent : most;
    if (rows->count == 0)
        return;
    str_appendf(out, "%s## %s\n", out->length > 0 ? "\n" : "", title);
    for (size_t i = 0; i < rows->count; i++) {
        const StatRow *row = &rows->items[i];
        name_cell(row->name, ascii, out);
        bar(row->answered, row->sent, most, ascii, out);
        str_append(out, "  ");
        insights_rate(row->answered, row->sent, out);
        insights_after(row->median_days, out);
        str_push(out, '\n');
    }
}

static void funnel(const Stats *stats, bool ascii, Str *out)
{
    int most = insights_reached(stats, STAGE_SPOTTED);
    if (most + stats->stages[STAGE_RESTING] == 0)
        return;
    str_appendf(out, "%s## How far: at this stage or beyond\n", out->length > 0 ? "\n" : "");
    for (int stage = STAGE_SPOTTED; stage < STAGE_COUNT; stage++) {
        int count = insights_reached(stats, (Stage)stage);
        if (stage == STAGE_RESTING && count == 0)
            continue;
        name_cell(stage_name((Stage)stage), ascii, out);
        bar(count, count, most > count ? most : count, ascii, out);
        str_appendf(out, "  %d\n", count);
    }
}

void insights_text(const Stats *stats, bool ascii, Str *out)
{
    size_t before = out->length;
    rates("First messages answered, by channel", &stats->channels, ascii, out);
    rates("By how you met", &stats->hows, ascii, out);
    rates("By template", &stats->templates, ascii, out);
    funnel(stats, ascii, out);
    if (out->length == before)
        str_append(out, "Nothing was written yet: this is where you will see what comes of it.\n");
    else if (stats->looked_at > 0)
        str_append(out, "\nMost first messages stay without an answer, everybody's: that is normal.\n");
    if (stats->more)
        str_append(out, "Only the newest history is counted.\n");
}
