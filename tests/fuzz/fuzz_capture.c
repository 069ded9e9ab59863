// SPDX-License-Identifier: MIT
// Any text as a quick-add line and as a pasted page: a person that was read has a name and can be described.
#include <stdint.h>
#include <stdlib.h>

#include "rapport/base/mem.h"
#include "rapport/core/capture.h"
#include "rapport/core/fields.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const Capture *capture)
{
    Str said = STR_INIT;
    capture_describe(capture, &said);
    if (capture->name == NULL || capture->name[0] == '\0' || said.length == 0)
        abort();
    for (size_t i = 0; i < capture->promises.count; i++) {
        if (capture->promises.items[i].text[0] == '\0')
            abort();
    }
    str_clear(&said);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = mem_strndup((const char *)data, size);
    Capture capture;
    CaptureList people = {0};
    FieldEdit edit;
    if (capture_line(text, NULL, &capture, NULL))
        check(&capture);
    capture_clear(&capture);
    capture_paste(text, NULL, &people, NULL, NULL);
    for (size_t i = 0; i < people.count; i++)
        check(&people.items[i]);
    capture_list_clear(&people);
    field_edit_parse(text, &edit, NULL);
    free(text);
    return 0;
}
