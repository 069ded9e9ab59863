// SPDX-License-Identifier: MIT
// Terminals disagree about joined emoji, skin tones, variation selectors, flags and new characters. A row
// stays in its columns only when everybody counts alike, so a cluster is reduced to what everybody counts
// alike before it becomes cells. The full text stays in storage and in what is copied.
#include "cluster.h"

#include <string.h>
#include <wchar.h>

#include "rapport/base/utf8.h"
#include "rapport/base/width.h"

enum { JOINER = 0x200D };

static bool is_selector(uint32_t code)
{
    return code >= 0xFE00 && code <= 0xFE0F;
}

static bool is_flag_letter(uint32_t code)
{
    return code >= 0x1F1E6 && code <= 0x1F1FF;
}

// What the terminal advances by; -1 when the C library does not know, and curses with it.
static int code_width(uint32_t code)
{
    return wcwidth((wchar_t)code);
}

static void cell_add(Cell *cell, uint32_t code)
{
    char bytes[4];
    size_t length = utf8_encode(code, bytes);
    if (cell->length + length > CELL_BYTES)
        return;
    memcpy(cell->text + cell->length, bytes, length);
    cell->length = (uint8_t)(cell->length + length);
}

static void cell_begin(Cell *cell, uint32_t code, int width)
{
    *cell = (Cell){.width = (uint8_t)width};
    cell_add(cell, code);
}

int cluster_cells(const char *cluster, size_t length, Cell cells[CLUSTER_CELLS])
{
    int count = 0;
    int codes = 0; // in the last cell
    int room = width_cluster(cluster, length);
    for (size_t at = 0; at < length;) {
        uint32_t code;
        at += utf8_decode(cluster + at, length - at, &code, NULL);
        if (code == JOINER || is_selector(code))
            continue;
        if (is_flag_letter(code))
            code = 'A' + (code - 0x1F1E6);
        int width = code_width(code);
        if (width < 0) {
            code = UTF8_BAD;
            width = 1;
        }
        if (width > room) // what is joined to the base
            continue;
        if (width > 0) {
            cell_begin(&cells[count++], code, width);
            room -= width;
            codes = 1;
        } else if (width == 0 && count > 0 && codes < CELL_CODES) {
            cell_add(&cells[count - 1], code);
            codes++;
        }
    }
    for (; room > 0 && count > 0 && count < CLUSTER_CELLS; room--) // nonsense, but the columns add up
        cell_begin(&cells[count++], ' ', 1);
    return count;
}
