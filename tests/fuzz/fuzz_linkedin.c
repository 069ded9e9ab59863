// SPDX-License-Identifier: MIT
// Any bytes as any format of the table: what comes out keeps the promises of record.h.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/formats/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
    if (!good)
        abort();
}

static void check_line(const char *text)
{
    size_t length = text == NULL ? 0 : strlen(text);
    must(text == NULL || (length > 0 && length <= IMPORT_LINE_MAX && utf8_valid(text, length)));
    for (size_t i = 0; i < length; i++)
        must((unsigned char)text[i] >= ' ' && text[i] != 0x7F);
}

static void check_text(const char *text)
{
    size_t length = strlen(text);
    must(length > 0 && length <= IMPORT_TEXT_MAX && utf8_valid(text, length));
}

static void check_values(ImportValues values)
{
    for (size_t i = 0; i < values.count; i++) {
        must(values.items[i].value != NULL);
        check_line(values.items[i].value);
    }
}

static void contact(void *self, const ImportContact *c)
{
    (void)self;
    must(c->name != NULL && c->key != NULL && c->source != NULL && c->line >= 1);
    const char *lines[] = {c->given, c->family, c->nickname, c->title, c->company, c->school, c->city};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        check_line(lines[i]);
    check_values(c->emails);
    check_values(c->phones);
    check_values(c->links);
    check_values(c->tags);
    for (size_t i = 0; i < c->extra.count; i++)
        check_text(c->extra.items[i].value);
}

static void message(void *self, const ImportMessage *m)
{
    (void)self;
    must(m->key != NULL && m->conversation != NULL);
    check_line(m->from_name);
    check_values(m->to);
    must(m->text == NULL || utf8_valid(m->text, strlen(m->text)));
}

static void invitation(void *self, const ImportInvitation *i)
{
    (void)self;
    must(i->key != NULL && i->minute >= -1 && i->minute < 1440);
    check_line(i->from_name);
}

static void role(void *self, const ImportRole *r)
{
    (void)self;
    must(r->organisation != NULL);
    check_line(r->organisation);
}

static void note(void *self, const ImportNote *n)
{
    (void)self;
    must(n->text != NULL && (n->name != NULL || n->slug != NULL));
}

static void outcome(void *self, const ImportOutcome *o)
{
    (void)self;
    must(o->reason != NULL && utf8_valid(o->reason, strlen(o->reason)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const ImportSink sink = {.contact = contact,
                                    .message = message,
                                    .invitation = invitation,
                                    .role = role,
                                    .note = note,
                                    .outcome = outcome};
    FormatReader *reader = format_reader_new(&(FormatOptions){.name = "fuzz.csv"}, &sink, NULL);
    Error err = {0};
    size_t half = size / 2;
    bool ok = format_reader_feed(reader, (const char *)data, half, &err) &&
              format_reader_feed(reader, (const char *)data + half, size - half, &err) &&
              format_reader_end(reader, &err);
    must(ok || err.message[0] != '\0');
    format_reader_free(reader);
    return 0;
}
