// SPDX-License-Identifier: MIT
// The JSON writer. It is our own and not the library's because output must stream, keep the order of keys,
// and never carry a byte that a terminal would obey: people read --json on a terminal too.
#include "rapport/formats/json.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/civil.h"
#include "rapport/base/sanitise.h"
#include "rapport/base/utf8.h"

JsonWriter json_write_to(Str *out)
{
    return (JsonWriter){.out = out};
}

// The comma before a value or key, where one is due.
static void separate(JsonWriter *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->depth == 0)
        return;
    bool *filled = &json->filled[json->depth - 1];
    if (*filled)
        str_push(json->out, ',');
    *filled = true;
}

static void container_open(JsonWriter *json, char bracket)
{
    separate(json);
    str_push(json->out, bracket);
    assert(json->depth < JSON_DEPTH);
    json->filled[json->depth++] = false;
}

static void container_close(JsonWriter *json, char bracket)
{
    assert(json->depth > 0 && !json->after_key);
    json->depth--;
    str_push(json->out, bracket);
}

void json_write_object(JsonWriter *json)
{
    container_open(json, '{');
}

void json_write_object_end(JsonWriter *json)
{
    container_close(json, '}');
}

void json_write_array(JsonWriter *json)
{
    container_open(json, '[');
}

void json_write_array_end(JsonWriter *json)
{
    container_close(json, ']');
}

// Bytes that stand for themselves in every JSON string and on every terminal.
static bool plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

static bool must_escape(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x2028 || code == 0x2029 ||
           sanitise_hidden(code);
}

static void append_escape(Str *out, uint32_t code)
{
    static const char short_forms[][2] = {{'\n', 'n'}, {'\r', 'r'}, {'\t', 't'}, {'\b', 'b'}, {'\f', 'f'}};
    for (size_t i = 0; i < sizeof short_forms / sizeof *short_forms; i++) {
        if (code == (uint32_t)short_forms[i][0]) {
            str_push(out, '\\');
            str_push(out, short_forms[i][1]);
            return;
        }
    }
    if (code < 0x10000) {
        str_appendf(out, "\\u%04x", (unsigned)code);
        return;
    }
    uint32_t rest = code - 0x10000;
    str_appendf(out, "\\u%04x\\u%04x", (unsigned)(0xD800 + (rest >> 10)),
                (unsigned)(0xDC00 + (rest & 0x3FF)));
}

static void append_code(Str *out, uint32_t code)
{
    char bytes[4];
    if (code == '"' || code == '\\') {
        str_push(out, '\\');
        str_push(out, (char)code);
    } else if (must_escape(code)) {
        append_escape(out, code);
    } else {
        str_append_n(out, bytes, utf8_encode(code, bytes));
    }
}

static size_t plain_run(const char *text, size_t length)
{
    size_t run = 0;
    while (run < length && plain((unsigned char)text[run]))
        run++;
    return run;
}

static void append_quoted(Str *out, const char *text, size_t length)
{
    str_reserve(out, length + 2);
    str_push(out, '"');
    for (size_t at = 0; at < length;) {
        size_t run = at + plain_run(text + at, length - at);
        str_append_n(out, text + at, run - at);
        at = run;
        if (at < length) {
            uint32_t code;
            at += utf8_decode(text + at, length - at, &code, NULL);
            append_code(out, code);
        }
    }
    str_push(out, '"');
}

void json_write_key(JsonWriter *json, const char *key)
{
    assert(!json->after_key);
    separate(json);
    append_quoted(json->out, key, strlen(key));
    str_push(json->out, ':');
    json->after_key = true;
}

void json_write_text_n(JsonWriter *json, const char *text, size_t length)
{
    separate(json);
    append_quoted(json->out, text, length);
}

void json_write_text(JsonWriter *json, const char *text)
{
    if (text == NULL)
        json_write_null(json);
    else
        json_write_text_n(json, text, strlen(text));
}

void json_write_int(JsonWriter *json, int64_t value)
{
    separate(json);
    str_appendf(json->out, "%" PRId64, value);
}

void json_write_real(JsonWriter *json, double value)
{
    if (!isfinite(value)) {
        json_write_null(json);
        return;
    }
    separate(json);
    value += 0.0; // no minus before a zero: "-0" is read back as the whole number 0
    char digits[32];
    for (int precision = 1; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (!(strtod(digits, NULL) < value) && !(strtod(digits, NULL) > value))
            break;
    }
    char *comma = strchr(digits, ','); // the decimal sign of the locale
    if (comma != NULL)
        *comma = '.';
    str_append(json->out, digits);
}

void json_write_bool(JsonWriter *json, bool value)
{
    separate(json);
    str_append(json->out, value ? "true" : "false");
}

void json_write_null(JsonWriter *json)
{
    separate(json);
    str_append(json->out, "null");
}

void json_write_day(JsonWriter *json, int32_t day)
{
    char text[16];
    civil_format(day, text);
    json_write_text(json, day == CIVIL_NONE ? NULL : text);
}

void json_write_moment(JsonWriter *json, Moment moment)
{
    char text[32];
    moment_format(moment, text);
    json_write_text(json, text);
}

void json_field_text(JsonWriter *json, const char *key, const char *text)
{
    json_write_key(json, key);
    json_write_text(json, text);
}

void json_field_int(JsonWriter *json, const char *key, int64_t value)
{
    json_write_key(json, key);
    json_write_int(json, value);
}

void json_field_bool(JsonWriter *json, const char *key, bool value)
{
    json_write_key(json, key);
    json_write_bool(json, value);
}

void json_field_null(JsonWriter *json, const char *key)
{
    json_write_key(json, key);
    json_write_null(json);
}

void json_field_day(JsonWriter *json, const char *key, int32_t day)
{
    json_write_key(json, key);
    json_write_day(json, day);
}

void json_field_moment(JsonWriter *json, const char *key, Moment moment)
{
    json_write_key(json, key);
    json_write_moment(json, moment);
}

void json_field_object(JsonWriter *json, const char *key)
{
    json_write_key(json, key);
    json_write_object(json);
}

void json_field_array(JsonWriter *json, const char *key)
{
    json_write_key(json, key);
    json_write_array(json);
}
