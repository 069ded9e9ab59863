// SPDX-License-Identifier: MIT
// What comes from outside into keys: the first byte chooses between a key name of a configuration file and
// the raw bytes of a terminal. Names must read back, input must be used up and pastes must be clean text.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/screen/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool fact)
{
    if (!fact)
        abort();
}

static void try_name(const char *text)
{
    Key keys[8];
    int count = keys_parse(text, keys, 8);
    require(count >= 0 && count <= 8);
    for (int i = 0; i < count; i++) {
        Str name = STR_INIT;
        Key back;
        key_format(keys[i], &name);
        require(key_parse(str_get(&name), &back) && key_equal(back, keys[i]));
        str_clear(&name);
    }
}

static void check_event(Event *event)
{
    require(event->kind == EVENT_KEY || event->kind == EVENT_PASTE || event->kind == EVENT_MOUSE ||
            event->kind == EVENT_FOCUS || event->kind == EVENT_BACKGROUND);
    if (event->kind == EVENT_PASTE) {
        require(utf8_valid(event->text, event->length));
        require(memchr(event->text, '\033', event->length) == NULL);
    }
    if (event->kind == EVENT_MOUSE)
        require(event->mouse.row >= 0 && event->mouse.col >= 0 && event->mouse.button <= 3);
    event_clear(event);
}

static void try_input(const uint8_t *data, size_t size)
{
    Input *input = input_new();
    Event event;
    size_t step = size > 0 ? 1 + data[0] % 7u : 1;
    input_define(input, "\033[3$", (Key){K_DELETE, MOD_SHIFT});
    for (size_t at = 0; at < size; at += step) {
        input_feed(input, (const char *)data + at, size - at < step ? size - at : step);
        while (input_next(input, false, &event))
            check_event(&event);
    }
    while (input_next(input, true, &event))
        check_event(&event);
    require(input_patience(input) == -1);
    input_free(input);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    if (data[0] == 'n') {
        char *text = strndup((const char *)data + 1, size - 1);
        if (text != NULL)
            try_name(text);
        free(text);
    } else {
        try_input(data + 1, size - 1);
    }
    return 0;
}
