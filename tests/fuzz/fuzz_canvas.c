// SPDX-License-Identifier: MIT
// Any bytes as text on a canvas: no row is ever wider than the screen, no control reaches a cell, and what
// layout measures is what is drawn. The first three bytes choose the place, the width and the ASCII form.
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/screen/canvas.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool fact)
{
    if (!fact)
        abort();
}

static void check_cell(const Canvas *canvas, int row, int col)
{
    const Cell *cell = canvas_cell(canvas, row, col);
    require(cell->width <= 2 && cell->length <= CELL_BYTES && (cell->length == 0) == (cell->width == 0));
    require(cell->width != 2 || (col + 1 < canvas->cols && cell[1].width == 0));
    require(cell->width != 0 || (col > 0 && cell[-1].width == 2));
    for (int i = 0; i < cell->length; i++) {
        unsigned char byte = (unsigned char)cell->text[i];
        require(byte >= ' ' && byte != 0x7F && !(canvas->ascii && byte > '~'));
    }
}

static void check_canvas(const Canvas *canvas)
{
    for (int row = 0; row < canvas->rows; row++)
        for (int col = 0; col < canvas->cols; col++)
            check_cell(canvas, row, col);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 3)
        return 0;
    setlocale(LC_CTYPE, "C.UTF-8");
    Canvas *canvas = canvas_new(2, 1 + data[0] % 40);
    int col = data[1] % 50 - 5;
    int most = data[2] % 50 - 2;
    canvas->ascii = data[2] >= 128;
    char *text = mem_strndup((const char *)data + 3, size - 3);
    int used = canvas_put_n(canvas, 0, col, most, (const char *)data + 3, size - 3, style_of(ROLE_TEXT, 0));
    require(used >= 0 && (most < 0 || used <= most) && (used == 0 || col + used <= canvas->cols));
    check_canvas(canvas);
    canvas_put(canvas, 0, col + 1, -1, text, style_of(ROLE_LATE, ATTR_BOLD)); // across what is there
    canvas_put_right(canvas, 1, 0, canvas->cols, text, style_of(ROLE_TAG, 0));
    check_canvas(canvas);
    free(text);
    canvas_free(canvas);
    return 0;
}
