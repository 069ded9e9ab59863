// SPDX-License-Identifier: MIT
// Rules across rules: nobody gets two messages in a fortnight that they did not ask for. What falls together
// becomes one line, which names all there is to say.
#include <stdlib.h>

#include "timing_rules.h"

static bool is_unsolicited(const Advice *advice)
{
    return timing_rule_find(advice->rule)->unsolicited && advice->occasion != OCCASION_NONE;
}

// A post does not wait; everything else keeps its distance from the last message that nobody asked for.
static void keep_distance(const History *h, Advice *advice)
{
    const TimingEvent *last = h->last_unsolicited;
    if (last == NULL || (h->last_theirs != NULL && h->last_theirs > last) ||
        advice->occasion == OCCASION_OPENING)
        return;
    rule_not_before(advice,
                    calendar_roll(h->input->calendar, last->in->day + h->input->settings->unsolicited_gap));
}

static void note_joined(Advice *into, const char *rule, int64_t cause)
{
    if (into->joined_count < ADVICE_JOINED_MOST)
        into->joined[into->joined_count++] = (AdviceJoined){rule, cause};
}

static void take_in(Advice *into, const Advice *other)
{
    note_joined(into, other->rule, other->cause);
    for (size_t i = 0; i < other->joined_count; i++)
        note_joined(into, other->joined[i].rule, other->joined[i].cause);
    if (other->occasion == OCCASION_OPENING)
        into->occasion = OCCASION_OPENING; // the question in it wants an answer
    if (other->latest != CIVIL_NONE && (into->latest == CIVIL_NONE || other->latest < into->latest))
        into->latest = day_max(other->latest, into->due);
    char text[sizeof into->text];
    history_say(text, sizeof text, "%s; and %s", into->text, other->text);
    history_say(into->text, sizeof into->text, "%s", text);
    char reason[sizeof into->reason];
    history_say(reason, sizeof reason, "%s Say both at once: %s.", into->reason, other->text);
    history_say(into->reason, sizeof into->reason, "%s", reason);
}

enum { UNSOLICITED_MOST = 8 }; // a line a rule

static int by_due(const void *a, const void *b)
{
    const Advice *x = *(Advice *const *)a, *y = *(Advice *const *)b;
    if (x->due != y->due)
        return x->due < y->due ? -1 : 1;
    return (x > y) - (x < y); // the order of the table
}

static size_t collect(AdviceList *list, size_t first, Advice *lines[UNSOLICITED_MOST])
{
    size_t count = 0;
    for (size_t i = first; i < list->count && count < UNSOLICITED_MOST; i++)
        if (is_unsolicited(&list->items[i]))
            lines[count++] = &list->items[i];
    if (count > 1)
        qsort(lines, count, sizeof *lines, by_due);
    return count;
}

static void drop_joined(AdviceList *list, size_t first)
{
    size_t left = first;
    for (size_t i = first; i < list->count; i++)
        if (list->items[i].rule != NULL)
            list->items[left++] = list->items[i];
    list->count = left;
}

void timing_join(const History *h, AdviceList *list, size_t first)
{
    Advice *lines[UNSOLICITED_MOST], *kept = NULL;
    size_t count = collect(list, first, lines);
    for (size_t i = 0; i < count; i++)
        keep_distance(h, lines[i]);
    count = collect(list, first, lines); // in the order of the days as they are now
    for (size_t i = 0; i < count; i++) {
        Advice *next = lines[i];
        bool together = kept != NULL && next->due < kept->due + h->input->settings->unsolicited_gap;
        if (!together) {
            kept = next;
            continue;
        }
        bool row = timing_rule_find(kept->rule)->row || !timing_rule_find(next->rule)->row;
        Advice *stays = row ? kept : next, *goes = row ? next : kept; // a row is not lost in what is none
        take_in(stays, goes);
        goes->rule = NULL;
        kept = stays;
    }
    drop_joined(list, first);
}
