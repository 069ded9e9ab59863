// SPDX-License-Identifier: MIT
// A sink that writes every record as lines of text, so that a test compares one string with an expected file.
#ifndef RAPPORT_TESTS_LOG_SINK_H
#define RAPPORT_TESTS_LOG_SINK_H

#include "rapport/base/str.h"
#include "rapport/formats/formats.h"
#include "rapport/formats/record.h"

static inline void log_text(Str *log, const char *name, const char *value)
{
    if (value == NULL)
        return;
    str_appendf(log, " %s=", name);
    for (; *value != '\0'; value++)
        str_append_n(log, *value == '\n' ? "\\n" : value, *value == '\n' ? 2 : 1);
}

static inline void log_day(Str *log, const char *name, int32_t day)
{
    char text[16];
    civil_format(day, text);
    log_text(log, name, day == CIVIL_NONE ? NULL : text);
}

static inline void log_values(Str *log, const char *name, ImportValues values)
{
    for (size_t i = 0; i < values.count; i++) {
        log_text(log, name, values.items[i].value);
        if (values.items[i].label != NULL)
            str_appendf(log, "(%s)", values.items[i].label);
    }
}

static inline void log_contact(void *self, const ImportContact *c)
{
    str_appendf(self, "%d contact %s [%s %s]", c->line, c->name, c->source, c->key);
    log_text(self, "given", c->given);
    log_text(self, "family", c->family);
    log_text(self, "nickname", c->nickname);
    log_text(self, "pronouns", c->pronouns);
    log_text(self, "title", c->title);
    log_text(self, "company", c->company);
    log_text(self, "school", c->school);
    log_text(self, "headline", c->headline);
    log_text(self, "city", c->city);
    log_text(self, "industry", c->industry);
    log_text(self, "about", c->about);
    log_day(self, "connected", c->connected_day);
    log_day(self, "birthday", c->birthday);
    if (c->degree > 0)
        str_appendf(self, " degree=%d", c->degree);
    log_text(self, "how", how_met_name(c->how));
    log_text(self, "met_where", c->met_where);
    log_day(self, "met_day", c->met_day);
    log_text(self, "introduced_by", c->introduced_by);
    log_values(self, "email", c->emails);
    log_values(self, "phone", c->phones);
    log_values(self, "link", c->links);
    log_values(self, "tag", c->tags);
    log_values(self, "extra", c->extra);
    str_push(self, '\n');
}

static inline void log_message(void *self, const ImportMessage *m)
{
    str_appendf(self, "%d message %s utc=%lld", m->line, m->conversation, (long long)m->utc);
    log_text(self, "title", m->title);
    log_text(self, "from", m->from_name);
    log_text(self, "from_slug", m->from_slug);
    log_text(self, "to_names", m->to_names);
    log_values(self, "to", m->to);
    if (m->group)
        str_append(self, " group");
    log_text(self, "subject", m->subject);
    str_appendf(self, " folder=%d", m->folder);
    log_text(self, "attachments", m->attachments);
    log_text(self, "text", m->text);
    str_appendf(self, " ordinal=%s\n", m->key + strlen(m->key) - 1);
}

static inline void log_invitation(void *self, const ImportInvitation *i)
{
    str_appendf(self, "%d invitation %s", i->line, i->outgoing ? "out" : "in");
    log_text(self, "from", i->from_name);
    log_text(self, "from_slug", i->from_slug);
    log_text(self, "to", i->to_name);
    log_text(self, "to_slug", i->to_slug);
    log_day(self, "day", i->day);
    str_appendf(self, " minute=%d", i->minute);
    log_text(self, "text", i->text);
    str_push(self, '\n');
}

static inline void log_me(void *self, const ImportMe *m)
{
    str_appendf(self, "%d me", m->line);
    log_text(self, "given", m->given);
    log_text(self, "family", m->family);
    log_text(self, "maiden", m->maiden);
    log_text(self, "headline", m->headline);
    log_text(self, "summary", m->summary);
    log_text(self, "industry", m->industry);
    log_text(self, "city", m->city);
    log_day(self, "birthday", m->birthday);
    log_text(self, "websites", m->websites);
    str_push(self, '\n');
}

static inline void log_role(void *self, const ImportRole *r)
{
    str_appendf(self, "%d role %s %s", r->line, organisation_kind_name(r->kind), r->organisation);
    log_text(self, "title", r->title);
    log_text(self, "place", r->place);
    log_day(self, "from", r->from);
    log_day(self, "until", r->until);
    log_text(self, "text", r->text);
    str_push(self, '\n');
}

static inline void log_follow(void *self, const ImportFollow *f)
{
    str_appendf(self, "%d follow %s", f->line, f->organisation);
    log_day(self, "day", f->day);
    str_push(self, '\n');
}

static inline void log_saved_job(void *self, const ImportSavedJob *j)
{
    str_appendf(self, "%d job", j->line);
    log_text(self, "title", j->title);
    log_text(self, "company", j->company);
    log_text(self, "link", j->link);
    log_day(self, "day", j->day);
    str_push(self, '\n');
}

static inline void log_note(void *self, const ImportNote *n)
{
    str_appendf(self, "%d note", n->line);
    log_text(self, "name", n->name);
    log_text(self, "slug", n->slug);
    log_day(self, "day", n->day);
    log_text(self, "text", n->text);
    str_push(self, '\n');
}

static inline void log_outcome(void *self, const ImportOutcome *o)
{
    static const char *const verdicts[] = {"hidden", "skipped", "rejected", "warning"};
    str_appendf(self, "%d.%d %s: %s", o->line, o->column, verdicts[o->verdict], o->reason);
    log_text(self, "field", o->field);
    str_push(self, '\n');
}

static const ImportSink LOG_SINK = {log_contact, log_message,   log_invitation, log_me, log_role,
                                    log_follow,  log_saved_job, log_note,       NULL,   log_outcome,
                                    NULL};

// Reads text in chunks and appends "format NAME", the records, and the error if there is one.
static inline bool log_format(const FormatOptions *options, const char *text, size_t length, size_t chunk,
                              Str *log)
{
    Str records = STR_INIT;
    Error err = {0};
    FormatReader *reader = format_reader_new(options, &LOG_SINK, &records);
    bool ok = true;
    for (size_t at = 0; ok && at < length; at += chunk)
        ok = format_reader_feed(reader, text + at, length - at < chunk ? length - at : chunk, &err);
    ok = ok && format_reader_end(reader, &err);
    const Format *format = format_reader_format(reader);
    str_appendf(log, "format %s\n%s", format == NULL ? "none" : format->name, str_get(&records));
    if (!ok)
        str_appendf(log, "error %d: %s\n", err.kind, err.message);
    format_reader_free(reader);
    str_clear(&records);
    return ok;
}

#endif
