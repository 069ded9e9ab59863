// SPDX-License-Identifier: MIT
// The JSON reader: the only file that knows jansson. Its values pass through as an opaque type of ours, so
// that the library can be replaced without touching a caller. jansson's own depth limit is 2,048; ours is
// checked first, on the text, where it costs one pass and no recursion.
#include "rapport/formats/json_read.h"

#include <jansson.h>

#include "rapport/formats/json.h"

static const json_t *inner(const JsonValue *value)
{
    return (const json_t *)(const void *)value;
}

static const JsonValue *outer(const json_t *value)
{
    return (const JsonValue *)(const void *)value;
}

// True when brackets outside of strings nest deeper than JSON_DEPTH.
static bool too_deep(const char *text, size_t length)
{
    int depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        if (quoted && text[i] == '\\')
            i++;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted && (text[i] == '[' || text[i] == '{'))
            depth++;
        else if (!quoted && (text[i] == ']' || text[i] == '}'))
            depth--;
        if (depth > JSON_DEPTH)
            return true;
    }
    return false;
}

JsonValue *json_read_parse(const char *text, size_t length, Error *err)
{
    if (too_deep(text, length)) {
        error_set(err, ERROR_INPUT, "the JSON nests deeper than %d", JSON_DEPTH);
        return NULL;
    }
    json_error_t why;
    json_t *value = json_loadb(text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
    if (value == NULL)
        error_at(err, ERROR_INPUT, why.line, why.column, "this is no JSON: %s", why.text);
    return (JsonValue *)(void *)value;
}

void json_read_free(JsonValue *value)
{
    json_decref((json_t *)(void *)value);
}

JsonKind json_read_kind(const JsonValue *value)
{
    static const JsonKind kinds[] = {
        [JSON_OBJECT] = JSON_IS_OBJECT, [JSON_ARRAY] = JSON_IS_ARRAY, [JSON_STRING] = JSON_IS_TEXT,
        [JSON_INTEGER] = JSON_IS_INT,   [JSON_REAL] = JSON_IS_REAL,   [JSON_TRUE] = JSON_IS_BOOL,
        [JSON_FALSE] = JSON_IS_BOOL,    [JSON_NULL] = JSON_IS_NULL,
    };
    return value == NULL ? JSON_IS_NULL : kinds[json_typeof(inner(value))];
}

const JsonValue *json_read_member(const JsonValue *object, const char *key)
{
    return outer(json_object_get(inner(object), key));
}

const JsonValue *json_read_item(const JsonValue *array, size_t position)
{
    return outer(json_array_get(inner(array), position));
}

size_t json_read_count(const JsonValue *container)
{
    return json_is_array(inner(container)) ? json_array_size(inner(container))
                                           : json_object_size(inner(container));
}

const char *json_read_text(const JsonValue *value)
{
    return json_string_value(inner(value));
}

int64_t json_read_int(const JsonValue *value, int64_t otherwise)
{
    return json_is_integer(inner(value)) ? json_integer_value(inner(value)) : otherwise;
}

double json_read_real(const JsonValue *value, double otherwise)
{
    return json_is_number(inner(value)) ? json_number_value(inner(value)) : otherwise;
}

bool json_read_bool(const JsonValue *value, bool otherwise)
{
    return json_is_boolean(inner(value)) ? json_is_true(inner(value)) : otherwise;
}

const char *json_read_member_text(const JsonValue *object, const char *key)
{
    return json_read_text(json_read_member(object, key));
}

int64_t json_read_member_int(const JsonValue *object, const char *key, int64_t otherwise)
{
    return json_read_int(json_read_member(object, key), otherwise);
}

bool json_read_member_bool(const JsonValue *object, const char *key, bool otherwise)
{
    return json_read_bool(json_read_member(object, key), otherwise);
}

bool json_read_members(const JsonValue *object,
                       bool (*visit)(void *self, const char *key, const JsonValue *value), void *self)
{
    json_t *all = (json_t *)(void *)(uintptr_t)inner(
        object); // iterating does not change it, but the library's type is not const
    for (void *at = json_object_iter(all); at != NULL; at = json_object_iter_next(all, at)) {
        if (!visit(self, json_object_iter_key(at), outer(json_object_iter_value(at))))
            return false;
    }
    return true;
}
