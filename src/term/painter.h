// SPDX-License-Identifier: MIT
// Private to term: a canvas into curses' window, only the cells that differ.
#ifndef RAPPORT_TERM_PAINTER_H
#define RAPPORT_TERM_PAINTER_H

#include "rapport/screen/canvas.h"

typedef struct Painter Painter;

Painter *painter_new(ThemeId theme, ColourDepth depth, bool ascii); // after newterm and start_color
void painter_free(Painter *painter);
void painter_set_theme(Painter *painter, ThemeId theme);
void painter_forget(
    Painter *painter); // what is on the screen is unknown: everything is painted with the next paint

// Puts the differences into stdscr and sets its cursor. False when there is none.
bool painter_paint(Painter *painter, const Canvas *canvas);

#endif
