// SPDX-License-Identifier: MIT
// The undo log: each splice with the bytes that went and those that came, in one growing string. It is also
// what makes undo survive a restart, so reading it back trusts nothing: the file may be damaged or somebody
// else's.
#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/core/textbuf.h"
#include "textbuf_private.h"

void textlog_clear(TextLog *log)
{
    vec_clear(&log->steps);
    str_clear(&log->bytes);
    log->done = 0;
    log->group = 0;
}

// A new change after undo makes what was undone unreachable.
static void drop_redo(TextLog *log)
{
    if (log->done == log->steps.count)
        return;
    str_truncate(&log->bytes, log->steps.items[log->done].bytes_at);
    log->steps.count = log->done;
}

// Typed characters lengthen the last step instead of making one each.
static bool lengthen(TextLog *log, size_t from, size_t to, const char *text, size_t length)
{
    TextStep *last = &log->steps.items[log->steps.count - 1];
    if (from != to || from != last->at + last->inserted)
        return false;
    str_append_n(&log->bytes, text, length);
    last->inserted += length;
    last->cursor_after = from + length;
    return true;
}

void textlog_note(TextBuf *buf, bool continues, size_t from, size_t to, const char *text, size_t length)
{
    TextLog *log = &buf->log;
    drop_redo(log);
    continues = continues && log->steps.count > 0;
    if (continues && lengthen(log, from, to, text, length))
        return;
    if (!continues)
        log->group++;
    TextStep step = {
        .at = from,
        .removed = to - from,
        .inserted = length,
        .bytes_at = log->bytes.length,
        .before = buf->place,
        .cursor_after = from + length,
        .group = log->group,
    };
    str_append_n(&log->bytes, textbuf_text(buf) + from, step.removed);
    str_append_n(&log->bytes, text, length);
    vec_push(&log->steps, step);
    log->done = log->steps.count;
}

// ---- undo and redo ----

// Puts the new bytes in the place of the old ones; false when the old ones are not there (a log of another
// text).
static bool exchange(TextBuf *buf, size_t at, const char *old, size_t old_length, const char *new,
                     size_t new_length)
{
    if (at > buf->text.length || buf->text.length - at < old_length || textbuf_snap(buf, at) != at ||
        memcmp(textbuf_text(buf) + at, old, old_length) != 0)
        return false;
    textbuf_splice(buf, at, old_length, new, new_length);
    return true;
}

static bool revert(TextBuf *buf, const TextStep *step)
{
    const char *removed = str_get(&buf->log.bytes) + step->bytes_at;
    return exchange(buf, step->at, removed + step->removed, step->inserted, removed, step->removed);
}

static bool repeat(TextBuf *buf, const TextStep *step)
{
    const char *removed = str_get(&buf->log.bytes) + step->bytes_at;
    return exchange(buf, step->at, removed, step->removed, removed + step->removed, step->inserted);
}

static void take_place(TextBuf *buf, TextSelection place)
{
    buf->place.cursor = textbuf_snap(buf, place.cursor);
    buf->place.anchor = place.anchor == TEXT_NO_ANCHOR ? TEXT_NO_ANCHOR : textbuf_snap(buf, place.anchor);
    buf->last = EDIT_NONE;
}

bool textbuf_can_undo(const TextBuf *buf)
{
    return buf->log.done > 0;
}

bool textbuf_can_redo(const TextBuf *buf)
{
    return buf->log.done < buf->log.steps.count;
}

bool textbuf_undo(TextBuf *buf)
{
    TextLog *log = &buf->log;
    if (!textbuf_can_undo(buf))
        return false;
    uint32_t group = log->steps.items[log->done - 1].group;
    TextSelection place = buf->place;
    while (log->done > 0 && log->steps.items[log->done - 1].group == group) {
        const TextStep *step = &log->steps.items[log->done - 1];
        if (!revert(buf, step)) {
            textlog_clear(log);
            break;
        }
        place = step->before;
        log->done--;
    }
    take_place(buf, place);
    return true;
}

bool textbuf_redo(TextBuf *buf)
{
    TextLog *log = &buf->log;
    if (!textbuf_can_redo(buf))
        return false;
    uint32_t group = log->steps.items[log->done].group;
    TextSelection place = buf->place;
    while (log->done < log->steps.count && log->steps.items[log->done].group == group) {
        const TextStep *step = &log->steps.items[log->done];
        if (!repeat(buf, step)) {
            textlog_clear(log);
            break;
        }
        place = (TextSelection){step->cursor_after, TEXT_NO_ANCHOR};
        log->done++;
    }
    take_place(buf, place);
    return true;
}

void textbuf_end_step(TextBuf *buf)
{
    buf->last = EDIT_NONE;
}

// ---- saving ----
// "RUL2", then numbers of seven bits a byte, lowest first: length and hash of the text, steps, steps done;
// for each step at, removed, inserted, cursor before, anchor + 1 (0 = none), cursor after, group counted from
// the step before; at last the bytes of all steps in order. In "RUL1" the hash is of one byte after the
// other.

static const char magic[4] = {'R', 'U', 'L', '2'}, magic_slow[4] = {'R', 'U', 'L', '1'};

static void put_number(Str *out, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        str_push(out, (char)(0x80 | (number & 0x7F)));
    str_push(out, (char)number);
}

// FNV-1a of eight bytes at a time, lowest first, then of each that is left: tells another text from this one;
// no defence against forgery, which exchange() bears.
static uint64_t text_hash(const TextBuf *buf, bool slow)
{
    uint64_t hash = 14695981039346656037u;
    const unsigned char *text = (const unsigned char *)textbuf_text(buf);
    size_t at = 0;
    for (; !slow && at + 8 <= buf->text.length; at += 8) {
        uint64_t eight = 0;
        for (unsigned i = 0; i < 8; i++)
            eight |= (uint64_t)text[at + i] << 8 * i;
        hash = (hash ^ eight) * 1099511628211u;
        hash ^= hash >> 32; // what differs in a high byte only shall not be lost
    }
    for (; at < buf->text.length; at++)
        hash = (hash ^ text[at]) * 1099511628211u;
    return hash;
}

static size_t step_bytes(const TextStep *step)
{
    return step->removed + step->inserted;
}

// The first step to keep, at the beginning of a group, so that the saved bytes stay within the limit.
static size_t first_kept(const TextLog *log, size_t limit)
{
    enum { STEP_COST = 16 }; // of its numbers, about
    size_t first = log->steps.count, cost = 0;
    for (size_t i = log->steps.count; i-- > 0;) {
        cost += step_bytes(&log->steps.items[i]) + STEP_COST;
        if (cost > limit)
            break;
        if (i == 0 || log->steps.items[i - 1].group != log->steps.items[i].group)
            first = i;
    }
    return first;
}

static void put_step(Str *out, const TextStep *step, uint32_t group_before)
{
    put_number(out, step->at);
    put_number(out, step->removed);
    put_number(out, step->inserted);
    put_number(out, step->before.cursor);
    put_number(out, step->before.anchor == TEXT_NO_ANCHOR ? 0 : step->before.anchor + 1);
    put_number(out, step->cursor_after);
    put_number(out, step->group - group_before);
}

void textbuf_undo_save(const TextBuf *buf, size_t limit, Str *out)
{
    const TextLog *log = &buf->log;
    size_t first = first_kept(log, limit);
    if (first > log->done) // what could be undone fell off: redo alone would not fit the text
        first = log->steps.count;
    size_t count = log->steps.count - first;
    str_append_n(out, magic, sizeof magic);
    put_number(out, buf->text.length);
    put_number(out, text_hash(buf, false));
    put_number(out, count);
    put_number(out, count > 0 ? log->done - first : 0);
    uint32_t group = 0;
    for (size_t i = first; i < log->steps.count; i++) {
        put_step(out, &log->steps.items[i], group);
        group = log->steps.items[i].group;
    }
    for (size_t i = first; i < log->steps.count; i++)
        str_append_n(out, log->bytes.data + log->steps.items[i].bytes_at, step_bytes(&log->steps.items[i]));
}

// ---- loading ----

typedef struct Reader {
    const char *bytes;
    size_t length, at;
    bool bad;
} Reader;

static uint64_t get_number(Reader *reader)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && reader->at < reader->length; shift += 7) {
        unsigned char byte = (unsigned char)reader->bytes[reader->at++];
        number |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return number;
    }
    reader->bad = true;
    return 0;
}

// A length or place: nothing in a log is longer than this.
static size_t get_size(Reader *reader)
{
    enum { LONGEST = 1 << 30 };
    uint64_t number = get_number(reader);
    if (number > LONGEST)
        reader->bad = true;
    return reader->bad ? 0 : (size_t)number;
}

static TextStep get_step(Reader *reader, uint32_t group_before)
{
    TextStep step = {0};
    step.at = get_size(reader);
    step.removed = get_size(reader);
    step.inserted = get_size(reader);
    step.before.cursor = get_size(reader);
    size_t anchor = get_size(reader);
    step.before.anchor = anchor == 0 ? TEXT_NO_ANCHOR : anchor - 1;
    step.cursor_after = get_size(reader);
    step.group = group_before + (uint32_t)get_size(reader);
    return step;
}

// The bytes of each step must be there and be what a buffer may hold.
static bool take_bytes(TextLog *log, const Reader *reader, TextLines lines)
{
    size_t at = reader->at;
    for (size_t i = 0; i < log->steps.count; i++) {
        TextStep *step = &log->steps.items[i];
        if (reader->length - at < step_bytes(step))
            return false;
        step->bytes_at = at - reader->at;
        const size_t parts[] = {step->removed, step->inserted};
        for (size_t part = 0; part < 2; at += parts[part++]) {
            Str clean = STR_INIT;
            text_sanitise(&clean, reader->bytes + at, parts[part], lines);
            bool same = clean.length == parts[part] &&
                        (clean.length == 0 || memcmp(clean.data, reader->bytes + at, clean.length) == 0);
            str_clear(&clean);
            if (!same)
                return false;
        }
    }
    str_append_n(&log->bytes, reader->bytes + reader->at, at - reader->at);
    return at == reader->length;
}

static bool read_log(TextBuf *buf, Reader *reader)
{
    TextLog *log = &buf->log;
    if (reader->length < sizeof magic)
        return false;
    bool slow = memcmp(reader->bytes, magic_slow, sizeof magic_slow) == 0;
    if (!slow && memcmp(reader->bytes, magic, sizeof magic) != 0)
        return false;
    reader->at = sizeof magic;
    if (get_size(reader) != buf->text.length || get_number(reader) != text_hash(buf, slow))
        return false;
    size_t count = get_size(reader);
    log->done = get_size(reader);
    for (size_t i = 0; i < count && !reader->bad; i++) {
        TextStep step = get_step(reader, log->group);
        log->group = step.group;
        vec_push(&log->steps, step);
    }
    return !reader->bad && log->done <= count && take_bytes(log, reader, buf->lines);
}

bool textbuf_undo_load(TextBuf *buf, const char *bytes, size_t length, Error *err)
{
    textlog_clear(&buf->log);
    buf->last = EDIT_NONE;
    Reader reader = {.bytes = bytes, .length = length};
    if (read_log(buf, &reader))
        return true;
    textlog_clear(&buf->log);
    return error_set(err, ERROR_INPUT, "the undo history does not belong to this text; undo starts anew");
}

// ---- of several buffers: "RUA1", then the length of each log and the log

static const char magic_all[4] = {'R', 'U', 'A', '1'};

void textbuf_undo_save_all(TextBuf *const *bufs, size_t count, size_t limit, Str *out)
{
    str_append_n(out, magic_all, sizeof magic_all);
    for (size_t i = 0; i < count; i++) {
        Str log = STR_INIT;
        textbuf_undo_save(bufs[i], limit, &log);
        put_number(out, log.length);
        str_append_n(out, log.data, log.length);
        str_clear(&log);
    }
}

void textbuf_undo_load_all(TextBuf *const *bufs, size_t count, const char *bytes, size_t length)
{
    Reader reader = {.bytes = bytes, .length = length};
    bool several = length >= sizeof magic_all && memcmp(bytes, magic_all, sizeof magic_all) == 0;
    reader.at = several ? sizeof magic_all : 0;
    for (size_t i = 0; i < count; i++) {
        size_t left = reader.length - reader.at, size = several && left > 0 ? get_size(&reader) : left;
        left = reader.length - reader.at;
        size = size < left ? size : left;
        textbuf_undo_load(bufs[i], bytes + reader.at, size, NULL);
        reader.at += size;
    }
}
