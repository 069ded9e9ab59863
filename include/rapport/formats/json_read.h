// SPDX-License-Identifier: MIT
// Reading JSON, one document (or line) at a time, strictly: valid UTF-8, no duplicate keys, no NUL in texts,
// nothing behind the value, nesting at most JSON_DEPTH.
#ifndef RAPPORT_FORMATS_JSON_READ_H
#define RAPPORT_FORMATS_JSON_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/error.h"

typedef struct JsonValue JsonValue;

typedef enum JsonKind {
    JSON_IS_NULL,
    JSON_IS_BOOL,
    JSON_IS_INT,
    JSON_IS_REAL,
    JSON_IS_TEXT,
    JSON_IS_ARRAY,
    JSON_IS_OBJECT
} JsonKind;

// NULL with ERROR_INPUT and the position in the text. The value owns all that the getters hand out.
JsonValue *json_read_parse(const char *text, size_t length, Error *err);
void json_read_free(JsonValue *value); // only what json_read_parse gave

// Borrowed; a NULL value reads as null everywhere, so that look-ups can be chained.
JsonKind json_read_kind(const JsonValue *value);
const JsonValue *json_read_member(const JsonValue *object, const char *key); // NULL when absent or no object
const JsonValue *json_read_item(const JsonValue *array, size_t position);    // NULL when absent or no array
size_t json_read_count(const JsonValue *container); // items or members; 0 for other kinds

const char *json_read_text(const JsonValue *value);               // NULL when it is no text
int64_t json_read_int(const JsonValue *value, int64_t otherwise); // otherwise when it is no whole number
double json_read_real(const JsonValue *value, double otherwise);  // whole numbers too
bool json_read_bool(const JsonValue *value, bool otherwise);

// The same for a member.
const char *json_read_member_text(const JsonValue *object, const char *key);
int64_t json_read_member_int(const JsonValue *object, const char *key, int64_t otherwise);
bool json_read_member_bool(const JsonValue *object, const char *key, bool otherwise);

// Calls visit for each member in the order of the text; stops when it returns false. Returns whether it went
// through.
bool json_read_members(const JsonValue *object,
                       bool (*visit)(void *self, const char *key, const JsonValue *value), void *self);

#endif
