// SPDX-License-Identifier: MIT
// The sanitiser under any bytes: what comes out is clean and stays as it is, its ASCII form is ASCII, and
// cutting it to columns stays within them.
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/sanitise.h"
#include "rapport/base/width.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool kept)
{
    if (!kept)
        abort();
}

static void check_ascii(const Str *shown)
{
    Str ascii = STR_INIT;
    sanitise_ascii(&ascii, str_get(shown), shown->length);
    for (size_t i = 0; i < ascii.length; i++)
        require(ascii.data[i] >= 0x20 && ascii.data[i] < 0x7F);
    str_clear(&ascii);
}

static void check_cut(const Str *shown, int columns, Truncate how)
{
    Str cut = STR_INIT;
    width_truncate(&cut, str_get(shown), columns, how, "…");
    require(width_text(str_get(&cut), cut.length) <= columns);
    require(sanitise_clean(str_get(&cut), cut.length));
    str_clear(&cut);
}

static void check_line(const char *text, size_t length)
{
    Str shown = STR_INIT, again = STR_INIT;
    sanitise(&shown, text, length, SANITISE_LINE);
    require(sanitise_clean(str_get(&shown), shown.length));
    sanitise(&again, str_get(&shown), shown.length, SANITISE_LINE);
    require(again.length == shown.length && memcmp(str_get(&again), str_get(&shown), shown.length) == 0);
    check_ascii(&shown);
    int columns = length > 0 ? (unsigned char)text[0] % 40 : 0;
    check_cut(&shown, columns, TRUNCATE_END);
    check_cut(&shown, columns, TRUNCATE_MIDDLE);
    str_clear(&shown);
    str_clear(&again);
}

static void check_lines(const char *text, size_t length)
{
    Str shown = STR_INIT;
    sanitise(&shown, text, length, SANITISE_TEXT);
    for (size_t at = 0; at < shown.length;) {
        size_t line = strcspn(shown.data + at, "\n");
        require(sanitise_clean(shown.data + at, line));
        at += line + 1;
    }
    str_clear(&shown);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    check_line((const char *)data, size);
    check_lines((const char *)data, size);
    return 0;
}
