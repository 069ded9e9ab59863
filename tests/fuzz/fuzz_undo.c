// SPDX-License-Identifier: MIT
// Any bytes as the undo log of a draft, the first byte choosing the text: loading refuses or undo and redo
// keep the text valid. The log comes from the database file, which may be anybody's.
#include <stdint.h>
#include <stdlib.h>

#include "rapport/base/utf8.h"
#include "rapport/core/textbuf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TextBuf *buf = textbuf_new(TEXT_MANY_LINES);
    textbuf_set(buf, "h\xc3\xa9llo there\n", size > 0 ? data[0] % 15 : 0);
    if (size > 0 && textbuf_undo_load(buf, (const char *)data + 1, size - 1, NULL))
        for (int round = 0; round < 2; round++) {
            while (textbuf_undo(buf))
                if (!utf8_valid(textbuf_text(buf), textbuf_length(buf)))
                    abort();
            while (textbuf_redo(buf))
                if (textbuf_cursor(buf) > textbuf_length(buf))
                    abort();
        }
    textbuf_free(buf);
    return 0;
}
