// SPDX-License-Identifier: MIT
// The longest common subsequence of lines by the textbook, for what lies between a common beginning and end.
#include "rapport/core/line_diff.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"

enum { LINES_MOST = 1000 };

static void split(const char *text, LineSide side, DiffLines *out)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        vec_push(out, ((DiffLine){side, text, length}));
        text += length + (text[length] == '\n');
    }
}

static bool same(const DiffLine *a, const DiffLine *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static void take(const DiffLine *line, LineSide side, DiffLines *out)
{
    vec_push(out, ((DiffLine){side, line->text, line->length}));
}

static void take_all(const DiffLine *lines, size_t count, LineSide side, DiffLines *out)
{
    for (size_t i = 0; i < count; i++)
        take(&lines[i], side, out);
}

// longest[i * (n + 1) + k]: of the common subsequences of a from i and b from k on.
static uint16_t *measure(const DiffLine *a, size_t m, const DiffLine *b, size_t n)
{
    uint16_t *longest = mem_array((m + 1) * (n + 1), sizeof *longest);
    memset(longest, 0, (m + 1) * (n + 1) * sizeof *longest);
    for (size_t i = m; i-- > 0;)
        for (size_t k = n; k-- > 0;) {
            uint16_t *here = &longest[i * (n + 1) + k], right = here[1], below = here[n + 1];
            *here = same(&a[i], &b[k]) ? (uint16_t)(here[n + 2] + 1) : right > below ? right : below;
        }
    return longest;
}

static void compare(const DiffLine *a, size_t m, const DiffLine *b, size_t n, DiffLines *out)
{
    bool small = m <= LINES_MOST && n <= LINES_MOST;
    uint16_t *longest = small ? measure(a, m, b, n) : NULL;
    size_t i = 0, k = 0;
    while (small && i < m && k < n) {
        if (same(&a[i], &b[k])) {
            take(&b[k], LINE_BOTH, out);
            i++, k++;
        } else if (longest[(i + 1) * (n + 1) + k] >= longest[i * (n + 1) + k + 1]) {
            take(&a[i++], LINE_BEFORE, out);
        } else {
            take(&b[k++], LINE_AFTER, out);
        }
    }
    take_all(a + i, m - i, LINE_BEFORE, out);
    take_all(b + k, n - k, LINE_AFTER, out);
    free(longest);
}

void line_diff(const char *before, const char *after, DiffLines *out)
{
    DiffLines a = {0}, b = {0};
    split(before, LINE_BEFORE, &a);
    split(after, LINE_AFTER, &b);
    size_t head = 0, tail = 0, least = a.count < b.count ? a.count : b.count;
    while (head < least && same(&a.items[head], &b.items[head]))
        head++;
    while (tail < least - head && same(&a.items[a.count - 1 - tail], &b.items[b.count - 1 - tail]))
        tail++;
    if (a.count > 0 && b.count > 0) {
        take_all(b.items, head, LINE_BOTH, out);
        compare(a.items + head, a.count - head - tail, b.items + head, b.count - head - tail, out);
        take_all(b.items + b.count - tail, tail, LINE_BOTH, out);
    } else {
        take_all(a.items, a.count, LINE_BEFORE, out);
        take_all(b.items, b.count, LINE_AFTER, out);
    }
    vec_clear(&a);
    vec_clear(&b);
}

bool line_diff_first(const char *before, const char *after, DiffLine *out)
{
    DiffLines lines = {0};
    bool found = false, came = false;
    line_diff(before, after, &lines);
    for (size_t i = 0; i < lines.count && !came; i++) {
        const DiffLine *line = &lines.items[i];
        came = line->side == LINE_AFTER && line->length > 0;
        if (came || (!found && line->side == LINE_BEFORE && line->length > 0))
            *out = *line;
        found = found || came || (line->side == LINE_BEFORE && line->length > 0);
    }
    vec_clear(&lines);
    return found;
}
