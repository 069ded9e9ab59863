// SPDX-License-Identifier: MIT
// Private to screen: the one function that writes a cell.
#ifndef RAPPORT_SCREEN_CANVAS_PLACE_H
#define RAPPORT_SCREEN_CANVAS_PLACE_H

#include "rapport/screen/canvas.h"

// Writes the cell (width 1 or 2) with its tail where the clip allows; half a wide character becomes a blank.
void canvas_place(Canvas *canvas, int row, int col, const Cell *cell);

#endif
