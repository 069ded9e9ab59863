// SPDX-License-Identifier: MIT
// Finding. A long text is passed over byte by byte by a table of how a match may begin; where even that would
// hold up a key, a search goes on bit by bit.
#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/core/lettercase.h"
#include "textbuf_private.h"

enum { FORMS_MOST = 3 };

typedef struct Needle {
    const char *text;
    size_t length;
    bool exact;                // it has a capital
    char first[FORMS_MOST][4]; // its first letter, as it may stand in a text
    size_t size[FORMS_MOST];
    size_t forms;
    bool begins[256]; // with which byte a match may: most places of a long text are passed over by it
} Needle;

static void note_first(Needle *needle, uint32_t code)
{
    needle->size[needle->forms] = utf8_encode(code, needle->first[needle->forms]);
    needle->begins[(unsigned char)needle->first[needle->forms++][0]] = true;
}

static void note_beginnings(Needle *needle)
{
    uint32_t first = 0, dotted = 0x130;
    if (needle->length == 0)
        return;
    utf8_decode(needle->text, needle->length, &first, NULL);
    note_first(needle, first);
    if (!needle->exact && letter_upper(first) != first)
        note_first(needle, letter_upper(first));
    if (!needle->exact && letter_lower(dotted) == first) // the one letter with two capitals
        note_first(needle, dotted);
}

static Needle needle_of(const char *text)
{
    Needle needle = {.text = text, .length = text != NULL ? strlen(text) : 0};
    for (size_t at = 0; at < needle.length;) {
        uint32_t code = 0;
        at += utf8_decode(text + at, needle.length - at, &code, NULL);
        needle.exact = needle.exact || letter_is_upper(code);
    }
    note_beginnings(&needle);
    return needle;
}

static bool may_begin(const Needle *needle, const char *text, size_t length)
{
    for (size_t i = 0; i < needle->forms; i++)
        if (needle->size[i] <= length && memcmp(text, needle->first[i], needle->size[i]) == 0)
            return true;
    return false;
}

// The end of the match that begins at a place; 0 when there is none.
static size_t match_end(const TextBuf *buf, const Needle *needle, size_t at)
{
    const char *text = textbuf_text(buf);
    size_t seen = 0;
    if (!may_begin(needle, text + at, buf->text.length - at))
        return 0;
    while (seen < needle->length && at < buf->text.length) {
        uint32_t wanted = 0, found = 0;
        seen += utf8_decode(needle->text + seen, needle->length - seen, &wanted, NULL);
        at += utf8_decode(text + at, buf->text.length - at, &found, NULL);
        if (found != wanted && (needle->exact || letter_lower(found) != wanted))
            return 0;
    }
    return seen == needle->length ? at : 0;
}

// The first match that begins in [from, end).
static bool find_ahead(const TextBuf *buf, const Needle *needle, size_t from, size_t end, size_t *match_from,
                       size_t *match_to)
{
    for (size_t at = from; needle->length > 0 && at < end; at++) {
        while (at < end && !needle->begins[(unsigned char)buf->text.data[at]])
            at++;
        size_t to = at < end ? match_end(buf, needle, at) : 0;
        if (to == 0)
            continue;
        *match_from = at;
        *match_to = to;
        return true;
    }
    return false;
}

// The last one.
static bool find_back(const TextBuf *buf, const Needle *needle, size_t from, size_t end, size_t *match_from,
                      size_t *match_to)
{
    for (size_t at = end; needle->length > 0 && at > from; at--) {
        size_t to = match_end(buf, needle, at - 1);
        if (to == 0)
            continue;
        *match_from = at - 1;
        *match_to = to;
        return true;
    }
    return false;
}

bool textbuf_find_within(const TextBuf *buf, const char *needle, size_t from, size_t end, size_t *match_from,
                         size_t *match_to)
{
    Needle wanted = needle_of(needle);
    end = end < buf->text.length ? end : buf->text.length;
    return find_ahead(buf, &wanted, textbuf_snap(buf, from), end, match_from, match_to);
}

bool textbuf_find(const TextBuf *buf, const char *needle, size_t at, TextFind direction, size_t *from,
                  size_t *to)
{
    Needle wanted = needle_of(needle);
    size_t start = textbuf_snap(buf, at), length = buf->text.length;
    if (direction == TEXT_FIND_PREVIOUS)
        return find_back(buf, &wanted, 0, start, from, to) ||
               find_back(buf, &wanted, start, length, from, to);
    size_t next = start < length ? start + 1 : 0;
    return find_ahead(buf, &wanted, next, length, from, to) || find_ahead(buf, &wanted, 0, next, from, to);
}

// ---- bit by bit

TextSearch textsearch_begin(size_t start)
{
    return (TextSearch){.start = start, .at = start};
}

static void note_match(TextSearch *search, size_t from, size_t to)
{
    if (search->count++ == 0) {
        search->from = from;
        search->to = to;
    }
    search->at = to;
}

void textsearch_go_on(TextSearch *search, const TextBuf *buf, const char *needle, size_t bytes)
{
    Needle wanted = needle_of(needle);
    size_t length = buf->text.length, from, to;
    search->start = search->start < length ? search->start : length;
    search->at = search->at < length ? search->at : length;
    for (size_t seen = 0; !search->done && seen < bytes;) {
        size_t limit = search->around ? search->start : length, before = search->at;
        size_t end = limit - before < bytes - seen ? limit : before + bytes - seen;
        if (find_ahead(buf, &wanted, before, end, &from, &to))
            note_match(search, from, to);
        else
            search->at = end;
        seen += search->at - before;
        if (search->at < limit)
            continue;
        search->done = search->around || search->start == 0;
        search->around = true;
        search->at = 0;
    }
}
