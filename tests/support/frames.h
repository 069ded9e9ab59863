// SPDX-License-Identifier: MIT
// The whole interface on a terminal in memory, driven by a script: a private database at Tue 24 Nov 2026
// 09:41, seeded ids, no worker thread. A script line is one of
//
//   size 100x30           rows and columns come reversed, as people say them; before the first key
//   locale de_DE.UTF-8    what the program takes from it: characters, first weekday, order of dates; before
//   all else sunday                weeks begin on Sunday (else Monday); before the first key ascii no UTF-8;
//   before the first key plain                 for screen readers; before the first key sample the sample
//   network that the program brings include FILE          the lines of tests/tui/frames/FILE add LINE quick
//   add, e.g. "add Ada Byron @ Acme, met at PyCon" log NAME | KIND | out, in or both | DATE | TEXT | MINUTES
//   | PLACE      what happened follow NAME | DATE | TEXT | REPEAT                   NAME "-" = for oneself,
//   REPEAT may be missing rhythm NAME | DAYS target COMPANY draft NAME | CHANNEL | TEXT set NAME VALUE a
//   setting of the database keys C-p j Enter      keys by name text hello            letters paste hello
//   click 5 10            row and column of the screen, from 0; also double, wheel-up, wheel-down
//   resize 40x12
//   speller               words are looked up (tests/support/speller); before the first key
//   rest                  the keys of the open draft have rested for a while
//   elsewhere TEXT        another program saves TEXT as that of the open draft
//
// blank lines and lines with # in front mean nothing.
#ifndef TESTS_SUPPORT_FRAMES_H
#define TESTS_SUPPORT_FRAMES_H

#include "rapport/screen/memory_terminal.h"
#include "rapport/tui/tui.h"

typedef struct FrameStage {
    App *app;
    Terminal *terminal;
    Tui *tui; // NULL until the first key
    int rows, cols;
    bool sunday, ascii, plain, speller;
    bool skipped; // its locale is not to be had here: nothing more was run
    Error err;    // what was wrong with a script line
} FrameStage;

void frame_stage_open(FrameStage *stage);
void frame_stage_open_at(FrameStage *stage, const char *path); // on a database in a file
void frame_stage_close(FrameStage *stage);

// Runs one line or several, separated by newlines. False: stage->err says which and why.
bool frame_stage_run(FrameStage *stage, const char *script);

// The screen as canvas_dump writes it, after all that was pushed was handled. Owned.
char *frame_stage_dump(FrameStage *stage);
// One row of the screen without trailing blanks. Owned.
char *frame_stage_row(FrameStage *stage, int row);
// Is the text somewhere on the screen?
bool frame_stage_shows(FrameStage *stage, const char *text);

// A frame file: a script, a line "frame", and the screen as expected. Compares; with UPDATE_FRAMES=1 in the
// environment it writes what is. False: *why (owned) tells both. True with *why: it could not be tried here.
bool frame_file_check(const char *path, char **why);

#endif
