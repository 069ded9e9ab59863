// SPDX-License-Identifier: MIT
// Any text as a question bank: what is read has names and questions, and a refusal names its line.
#include <stdint.h>
#include <stdlib.h>

#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/questions.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = mem_strndup((const char *)data, size);
    QuestionBank bank;
    Error err = {0};
    bool fine = questions_read(text, &bank, &err);
    if (!fine && (err.line <= 0 || bank.count != 0))
        abort();
    for (size_t i = 0; fine && i < bank.count; i++) {
        if (str_blank(bank.items[i].name) || bank.items[i].questions.count == 0)
            abort();
        for (size_t k = 0; k < bank.items[i].questions.count; k++)
            if (str_blank(bank.items[i].questions.items[k]))
                abort();
    }
    questions_clear(&bank);
    free(text);
    return 0;
}
