// SPDX-License-Identifier: MIT
// Writing JSON (RFC 8259): used by --json and by the complete export. Compact, keys in the order they are
// written.
//     JsonWriter json = json_write_to(&out);
//     json_write_object(&json);
//     json_field_text(&json, "query", query);
//     json_field_array(&json, "contacts"); ... json_write_array_end(&json);
//     json_write_object_end(&json);
// The writer only appends and never looks back, so the caller may print and empty the Str between any two
// calls.
#ifndef RAPPORT_FORMATS_JSON_H
#define RAPPORT_FORMATS_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/clock.h"
#include "rapport/base/str.h"

enum { JSON_DEPTH = 32 }; // deeper nesting is a defect of the caller (asserted)

typedef struct JsonWriter {
    Str *out;                // borrowed
    int depth;               // open objects and arrays
    bool filled[JSON_DEPTH]; // something stands in the container at this depth
    bool after_key;
} JsonWriter;

JsonWriter json_write_to(Str *out);

void json_write_object(JsonWriter *json);
void json_write_object_end(JsonWriter *json);
void json_write_array(JsonWriter *json);
void json_write_array_end(JsonWriter *json);
void json_write_key(JsonWriter *json, const char *key);

// Text is always valid UTF-8 in the output (bad bytes become U+FFFD), and what could act on a terminal is
// written as \uXXXX: C0, DEL, C1, line and paragraph separator, bidi controls, invisible and tag characters.
// NULL gives null.
void json_write_text(JsonWriter *json, const char *text);
void json_write_text_n(JsonWriter *json, const char *text, size_t length);
void json_write_int(JsonWriter *json, int64_t value);
void json_write_real(JsonWriter *json,
                     double value); // shortest form that reads back equal; not finite gives null
void json_write_bool(JsonWriter *json, bool value);
void json_write_null(JsonWriter *json);
void json_write_day(JsonWriter *json, int32_t day);      // "2026-11-24"; CIVIL_NONE gives null
void json_write_moment(JsonWriter *json, Moment moment); // RFC 3339 with offset

// A key and its value in one call.
void json_field_text(JsonWriter *json, const char *key, const char *text);
void json_field_int(JsonWriter *json, const char *key, int64_t value);
void json_field_bool(JsonWriter *json, const char *key, bool value);
void json_field_null(JsonWriter *json, const char *key);
void json_field_day(JsonWriter *json, const char *key, int32_t day);
void json_field_moment(JsonWriter *json, const char *key, Moment moment);
void json_field_object(JsonWriter *json, const char *key); // opens; close with json_write_object_end
void json_field_array(JsonWriter *json, const char *key);  // opens; close with json_write_array_end

#endif
