// SPDX-License-Identifier: MIT
// Any bytes as a message, as its subject and as the names in it: every finding lies in the text and says a
// sentence.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/str.h"
#include "rapport/core/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool asked(const void *self, const char *name)
{
    (void)self;
    return name[0] == 'K';
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    Str text = STR_INIT;
    str_append_n(&text, (const char *)data + 2, size - 2);
    const char *bytes = str_get(&text);
    const char *name = size > 40 ? bytes + 30 : "Anna Lindqvist"; // to the end: also a long one
    CheckPerson person = {.name = name, .given = (data[1] & 1) != 0 ? "Anna" : NULL, .address_as = NULL};
    CheckInput input;
    CheckResult result;
    check_input_init(&input);
    input.text = bytes;
    input.subject = (data[1] & 2) != 0 ? bytes : NULL;
    input.channel = (Channel)(data[0] % CHANNEL_COUNT);
    input.occasion = (Occasion)(data[1] % OCCASION_COUNT);
    input.recipients = &person;
    input.recipient_count = 1;
    input.my_name = (data[1] & 4) != 0 ? name : "Robin Alder";
    input.talk = (data[1] & 8) != 0 ? name : NULL;
    input.is_organisation = input.is_contact = asked;
    vec_push(&input.organisations, name);
    vec_push(&input.ground, (const char *)"Northgate University");
    check_run(&input, &result);
    for (size_t i = 0; i < result.findings.count; i++) {
        const CheckFinding *one = &result.findings.items[i];
        if (one->from > one->to || one->to > strlen(bytes) || one->message == NULL || one->message[0] == '\0')
            abort();
    }
    check_result_clear(&result);
    check_input_clear(&input);
    str_clear(&text);
    return 0;
}
