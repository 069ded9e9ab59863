// SPDX-License-Identifier: MIT
// A screen as a picture: SVG that looks like a terminal window, for README and reviews.
#ifndef RAPPORT_TESTS_FRAME_SVG_H
#define RAPPORT_TESTS_FRAME_SVG_H

#include <stdbool.h>

#include "rapport/base/str.h"
#include "support/pty.h"

typedef struct FrameLook {
    bool light;        // the window's own colours; the program chooses its theme itself
    bool cursor;       // draw the hardware cursor
    const char *title; // in the window's frame
} FrameLook;

void frame_svg(const Pty *pty, FrameLook look, Str *out);

#endif
