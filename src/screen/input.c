// SPDX-License-Identifier: MIT
// The decoder of terminal input: a small hand-written grammar over a byte buffer, tables for what the
// sequences mean. Rule of every parse function: it gives the bytes it used, 0 for "need more" (never when
// late), and leaves the event EVENT_NONE for what is understood but means nothing to us.
#include "rapport/screen/input.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "input_sequences.h"
#include "keys.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/base/vec.h"

enum { ESC = 0x1B, DEFINED_MOST = 15, ESCAPE_MS = 25, PASTE_MS = 1000, REPORT_MOST = 4096 };

typedef struct Defined {
    char sequence[DEFINED_MOST + 1];
    Key key;
} Defined;

struct Input {
    Str bytes;
    size_t at; // bytes before it are done
    VEC(Defined) defined;
    bool in_paste;
    bool paste_cut;
    Str paste;
};

Input *input_new(void)
{
    return mem_alloc(sizeof(Input));
}

void input_free(Input *input)
{
    if (input == NULL)
        return;
    str_clear(&input->bytes);
    str_clear(&input->paste);
    vec_clear(&input->defined);
    free(input);
}

void input_define(Input *input, const char *sequence, Key key)
{
    size_t length = sequence == NULL ? 0 : strlen(sequence);
    bool control = length > 0 && ((unsigned char)sequence[0] < ' ' || sequence[0] == 0x7F);
    bool single = length == 1 && key.code == K_BACKSPACE && (sequence[0] == 0x7F || sequence[0] == '\b');
    if (!control || length > DEFINED_MOST || (length == 1 && !single))
        return;
    Defined *defined = vec_add(&input->defined);
    memcpy(defined->sequence, sequence, length);
    defined->key = key;
}

void input_feed(Input *input, const char *bytes, size_t length)
{
    str_remove(&input->bytes, 0, input->at);
    input->at = 0;
    str_append_n(&input->bytes, bytes, length);
}

int input_patience(const Input *input)
{
    if (input->in_paste)
        return PASTE_MS;
    return input->at < input->bytes.length ? ESCAPE_MS : -1;
}

static void set_key(Event *out, uint32_t code, unsigned mods)
{
    if (key_normalise(code, mods, &out->key))
        out->kind = EVENT_KEY;
}

// ---- paste --------------------------------------------------------------------------------------

static const char paste_end[] = "\033[201~";
enum { PASTE_END = sizeof paste_end - 1 };

static void paste_add(Input *input, const char *bytes, size_t length)
{
    size_t room = PASTE_MOST - input->paste.length;
    if (length > room) {
        input->paste_cut = true;
        length = room;
    }
    str_append_n(&input->paste, bytes, length);
}

static void paste_finish(Input *input, Event *out)
{
    Str text = STR_INIT;
    paste_clean(&text, str_get(&input->paste), input->paste.length);
    str_clear(&input->paste);
    *out = (Event){.kind = EVENT_PASTE, .length = text.length, .cut = input->paste_cut};
    out->text = str_take(&text);
    input->in_paste = input->paste_cut = false;
}

static const char *find_end(const char *bytes, size_t length)
{
    for (const char *at = bytes; length >= PASTE_END; at++) {
        const char *found = memchr(at, ESC, length - PASTE_END + 1);
        if (found == NULL)
            return NULL;
        if (memcmp(found, paste_end, PASTE_END) == 0)
            return found;
        length -= (size_t)(found - at) + 1;
        at = found;
    }
    return NULL;
}

// Moves bytes from the buffer to the paste up to its end marker; false while that has not come.
static bool paste_continue(Input *input, bool late, Event *out)
{
    const char *bytes = str_get(&input->bytes) + input->at;
    size_t length = input->bytes.length - input->at;
    const char *end = find_end(bytes, length);
    if (end != NULL) {
        paste_add(input, bytes, (size_t)(end - bytes));
        input->at += (size_t)(end - bytes) + PASTE_END;
        paste_finish(input, out);
        return true;
    }
    size_t keep = late ? 0 : PASTE_END - 1; // the marker may be cut in two
    if (length > keep) {
        paste_add(input, bytes, length - keep);
        input->at += length - keep;
    }
    if (late)
        paste_finish(input, out);
    return late;
}

// ---- one character or sequence ------------------------------------------------------------------

// A line feed is an Enter that was typed before the terminal was ours: until then the kernel makes one of it.
static size_t parse_control(unsigned char byte, Event *out)
{
    static const struct {
        unsigned char byte;
        uint32_t code;
    } own[] = {{'\t', K_TAB}, {'\r', K_ENTER}, {'\n', K_ENTER}, {0x7F, K_BACKSPACE}, {ESC, K_ESCAPE}};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (own[i].byte == byte) {
            set_key(out, own[i].code, 0);
            return 1;
        }
    }
    set_key(out, byte == 0 ? ' ' : byte < 27 ? (uint32_t)byte + 'a' - 1 : (uint32_t)byte + '@', MOD_CTRL);
    return 1;
}

// Whether the bytes are the beginning of a character that more bytes could complete.
static bool is_partial(const char *bytes, size_t length)
{
    unsigned char lead = (unsigned char)bytes[0];
    size_t needed = lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
    if (lead > 0xF4 || length >= needed)
        return false;
    for (size_t i = 1; i < length; i++)
        if (((unsigned char)bytes[i] & 0xC0) != 0x80)
            return false;
    return true;
}

static size_t parse_character(const char *bytes, size_t length, bool late, Event *out)
{
    unsigned char byte = (unsigned char)bytes[0];
    if (byte < ' ' || byte == 0x7F)
        return parse_control(byte, out);
    if (!late && is_partial(bytes, length))
        return 0;
    uint32_t code;
    bool valid;
    size_t used = utf8_decode(bytes, length, &code, &valid);
    bool control = code >= 0x80 && code < 0xA0;
    if (valid && !control)
        *out = (Event){.kind = EVENT_KEY, .key = {code, 0}};
    return used;
}

// Red, green and blue as "rgb:RRRR/GGGG/BBBB", one to four digits each: in a thousand parts how light it
// seems.
static bool read_lightness(const char *text, const char *end, int *thousandths)
{
    static const char head[] = "rgb:";
    static const int weights[] = {299, 587, 114};
    int sum = 0;
    if ((size_t)(end - text) < sizeof head - 1 || memcmp(text, head, sizeof head - 1) != 0)
        return false;
    text += sizeof head - 1;
    for (int i = 0; i < 3; i++, text++) {
        int value = 0, most = 0;
        for (; text < end && isxdigit((unsigned char)*text) && most < 0xFFFF; text++) {
            value = value * 16 + (*text <= '9' ? *text - '0' : (*text | 0x20) - 'a' + 10);
            most = most * 16 + 15;
        }
        if (most == 0 || (i < 2 && (text == end || *text != '/')))
            return false;
        sum += weights[i] * value / most;
    }
    *thousandths = sum;
    return true;
}

// Of all reports only the answer to the question for the background (OSC 11) is of use.
static void read_report(const char *bytes, const char *end, Event *out)
{
    static const char head[] = "\033]11;";
    int lightness;
    if ((size_t)(end - bytes) >= sizeof head - 1 && memcmp(bytes, head, sizeof head - 1) == 0 &&
        read_lightness(bytes + sizeof head - 1, end, &lightness))
        *out = (Event){.kind = EVENT_BACKGROUND, .light = lightness > 500};
}

// An operating system command or another report, up to its end.
static size_t parse_report(const char *bytes, size_t length, bool late, Event *out)
{
    for (size_t i = 2; i < length && i < REPORT_MOST; i++) {
        bool string_end = bytes[i] == ESC && i + 1 < length && bytes[i + 1] == '\\';
        if (bytes[i] != '\a' && !string_end)
            continue;
        read_report(bytes, bytes + i, out);
        return i + (string_end ? 2 : 1);
    }
    return late || length >= REPORT_MOST ? length : 0;
}

static size_t parse_alt(const char *bytes, size_t length, bool late, Event *out)
{
    size_t used = parse_character(bytes + 1, length - 1, late, out);
    if (used == 0)
        return 0;
    if (out->kind == EVENT_KEY) {
        Key key = out->key;
        out->kind = EVENT_NONE;
        set_key(out, key.code, key.mods | (unsigned)MOD_ALT);
    }
    return used + 1;
}

static size_t parse_escape(Input *input, const char *bytes, size_t length, bool late, Event *out);

// Some terminals send Alt with an arrow as ESC before its sequence.
static size_t parse_double_escape(Input *input, const char *bytes, size_t length, bool late, Event *out)
{
    if (length >= 3 && bytes[2] == ESC) { // the key held down
        set_key(out, K_ESCAPE, 0);
        return 1;
    }
    size_t used = parse_escape(input, bytes + 1, length - 1, late, out);
    if (used > 0 && out->kind == EVENT_KEY && !(out->key.mods & MOD_ALT))
        set_key(out, out->key.code, out->key.mods | (unsigned)MOD_ALT);
    return used == 0 ? 0 : used + 1;
}

static size_t parse_escape(Input *input, const char *bytes, size_t length, bool late, Event *out)
{
    if (length == 1) {
        if (late)
            set_key(out, K_ESCAPE, 0);
        return late ? 1 : 0;
    }
    if (length == 2 && late && bytes[1] != ESC)
        return parse_alt(bytes, length, late, out);
    switch (bytes[1]) {
    case '[':
        return sequence_csi(bytes, length, late, out, &input->in_paste);
    case 'O':
        return sequence_ss3(bytes, length, late, out);
    case ESC:
        return parse_double_escape(input, bytes, length, late, out);
    case ']':
    case 'P':
    case '_':
    case '^':
        return parse_report(bytes, length, late, out);
    default:
        return parse_alt(bytes, length, late, out);
    }
}

// The defined sequence at the start of bytes; *partial tells that one could still come.
static const Defined *find_defined(const Input *input, const char *bytes, size_t length, bool *partial)
{
    const Defined *found = NULL;
    for (size_t i = 0; i < input->defined.count; i++) {
        const Defined *defined = &input->defined.items[i];
        size_t size = strlen(defined->sequence);
        bool same = memcmp(defined->sequence, bytes, size < length ? size : length) == 0;
        if (same && size <= length && (found == NULL || size > strlen(found->sequence)))
            found = defined;
        *partial |= same && size > length;
    }
    return found;
}

static size_t parse(Input *input, const char *bytes, size_t length, bool late, Event *out)
{
    unsigned char byte = (unsigned char)bytes[0];
    if (byte >= ' ' && byte != 0x7F)
        return parse_character(bytes, length, late, out);
    bool partial = false;
    const Defined *defined = find_defined(input, bytes, length, &partial);
    if (defined != NULL) {
        *out = (Event){.kind = EVENT_KEY, .key = defined->key};
        return strlen(defined->sequence);
    }
    if (partial && !late)
        return 0;
    return byte == ESC ? parse_escape(input, bytes, length, late, out) : parse_control(byte, out);
}

bool input_next(Input *input, bool late, Event *out)
{
    *out = (Event){.kind = EVENT_NONE};
    while (out->kind == EVENT_NONE) {
        if (input->in_paste) {
            if (!paste_continue(input, late, out))
                return false;
            break;
        }
        size_t length = input->bytes.length - input->at;
        if (length == 0)
            return false;
        size_t used = parse(input, input->bytes.data + input->at, length, late, out);
        if (used == 0)
            return false;
        input->at += used;
    }
    out->pending = input->bytes.length - input->at;
    return true;
}
