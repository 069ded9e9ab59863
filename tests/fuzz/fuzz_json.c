// SPDX-License-Identifier: MIT
// JSON from strangers: read, written again by our writer, and read once more without a difference.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/formats/json.h"
#include "rapport/formats/json_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_value(JsonWriter *json, const JsonValue *value);

static bool write_member(void *self, const char *key, const JsonValue *value)
{
    json_write_key(self, key);
    write_value(self, value);
    return true;
}

static void write_value(JsonWriter *json, const JsonValue *value)
{
    switch (json_read_kind(value)) {
    case JSON_IS_NULL:
        json_write_null(json);
        break;
    case JSON_IS_BOOL:
        json_write_bool(json, json_read_bool(value, false));
        break;
    case JSON_IS_INT:
        json_write_int(json, json_read_int(value, 0));
        break;
    case JSON_IS_REAL:
        json_write_real(json, json_read_real(value, 0));
        break;
    case JSON_IS_TEXT:
        json_write_text(json, json_read_text(value));
        break;
    case JSON_IS_ARRAY:
        json_write_array(json);
        for (size_t i = 0; i < json_read_count(value); i++)
            write_value(json, json_read_item(value, i));
        json_write_array_end(json);
        break;
    case JSON_IS_OBJECT:
        json_write_object(json);
        json_read_members(value, write_member, json);
        json_write_object_end(json);
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    JsonValue *value = json_read_parse((const char *)data, size, NULL);
    if (value == NULL)
        return 0;
    Str first = STR_INIT, second = STR_INIT;
    JsonWriter json = json_write_to(&first);
    write_value(&json, value);
    JsonValue *again = json_read_parse(str_get(&first), first.length, NULL);
    if (again == NULL)
        abort();
    json = json_write_to(&second);
    write_value(&json, again);
    if (strcmp(str_get(&first), str_get(&second)) != 0)
        abort();
    json_read_free(value);
    json_read_free(again);
    str_clear(&first);
    str_clear(&second);
    return 0;
}
