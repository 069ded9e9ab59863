// SPDX-License-Identifier: MIT
// due --format md: the days with what is to do and whom one meets, to print or to keep with the day's notes.
#include "agenda.h"

#include "print.h"
#include "rapport/base/str.h"
#include "rapport/core/calendar.h"
#include "rapport/formats/markdown.h"
#include "rapport/store/meetings.h"

enum { MEETINGS_MOST = 1000 };

static void put_head(Cli *cli, Str *out, int32_t day)
{
    char text[DATE_TEXT_SIZE];
    const char *off = calendar_day_words(&cli->app->calendar, day);
    str_appendf(out, "\n## %s%s%s", date_absolute(day, -1, text), day == app_today(cli->app) ? ", today" : "",
                *off != '\0' ? ", " : "");
    markdown_text(out, off);
    str_append(out, "\n\n");
}

static void put_time(Str *out, int minute)
{
    if (minute >= 0)
        str_appendf(out, "%02d:%02d ", minute / 60, minute % 60);
}

static void put_who(Str *out, const char *who)
{
    if (who == NULL)
        return;
    str_append(out, "**");
    markdown_text(out, who);
    str_append(out, "** ");
}

static void put_followup(Cli *cli, Str *out, const Followup *row)
{
    int32_t late = app_today(cli->app) - row->day;
    str_append(out, "- [ ] ");
    put_time(out, row->minute);
    put_who(out, row->contact_name != NULL ? row->contact_name : row->organisation_name);
    markdown_text(out, row->text);
    if (late > 0)
        str_appendf(out, " (%dd late)", late);
    if (row->repeat != NULL)
        str_appendf(out, " (%s)", row->repeat);
    str_push(out, '\n');
}

static void put_meeting(Str *out, const Meeting *meeting)
{
    const char *about = !str_blank(meeting->subject) ? meeting->subject : meeting->text;
    str_append(out, "- ");
    put_time(out, meeting->minute);
    str_append(out, "meeting with ");
    put_who(out, meeting->name);
    if (meeting->people > 1)
        str_appendf(out, "and %d more ", meeting->people - 1);
    if (meeting->length > 0)
        str_appendf(out, "(%d minutes) ", meeting->length);
    if (!str_blank(meeting->place)) {
        str_append(out, "at ");
        markdown_text(out, meeting->place);
        str_push(out, ' ');
    }
    str_truncate(out, out->length - 1); // the blank behind what came last
    if (!str_blank(about)) {
        str_append(out, ": ");
        markdown_text(out, about);
    }
    str_push(out, '\n');
}

static int32_t first_of(const FollowupList *rows, size_t row, const Meetings *meetings, size_t meeting)
{
    int32_t day = INT32_MAX;
    if (row < rows->count)
        day = rows->items[row].day;
    if (meeting < meetings->count && meetings->items[meeting].day < day)
        day = meetings->items[meeting].day;
    return day;
}

bool agenda_markdown(Cli *cli, const FollowupList *rows, int32_t until, Error *err)
{
    Str out = STR_INIT;
    Meetings meetings = {0};
    int32_t today = app_today(cli->app), head = CIVIL_NONE;
    size_t row = 0, meeting = 0;
    if (until >= today &&
        !store_meetings_between(cli->app->store, today, until, MEETINGS_MOST, &meetings, err))
        return false;
    str_append(&out, "# Agenda\n");
    if (rows->count > 0 && rows->items[0].day < today)
        str_append(&out, "\n## Late\n\n");
    for (; row < rows->count && rows->items[row].day < today; row++)
        put_followup(cli, &out, &rows->items[row]);
    for (int32_t day; (day = first_of(rows, row, &meetings, meeting)) != INT32_MAX; head = day) {
        if (day != head)
            put_head(cli, &out, day);
        if (meeting < meetings.count && meetings.items[meeting].day == day)
            put_meeting(&out, &meetings.items[meeting++]);
        else
            put_followup(cli, &out, &rows->items[row++]);
    }
    if (rows->count + meetings.count == 0)
        str_append(&out, "\nNothing is due.\n");
    print(cli, "%s", str_get(&out));
    str_clear(&out);
    meetings_clear(&meetings);
    return true;
}
