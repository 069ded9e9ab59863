// SPDX-License-Identifier: MIT
// Who waits for whom, from the days that contacts keep; by index, so that a page costs the same at any size.
#ifndef RAPPORT_STORE_BOARD_H
#define RAPPORT_STORE_BOARD_H

#include "rapport/core/interaction.h"
#include "rapport/store/store.h"

typedef enum BoardPlace {
    BOARD_OWE,     // they wrote last and want an answer
    BOARD_WAITING, // my message has no answer
    BOARD_QUIET,   // nobody waits, and no word for a while
    BOARD_PENDING, // an invitation is not accepted
    BOARD_PLACES
} BoardPlace;

typedef struct BoardQuestion {
    int32_t since;       // nobody whose waiting (or last word) is older
    int32_t quiet_until; // the last word of the quiet is not younger
    bool active_only;    // else the pool too
} BoardQuestion;

typedef struct BoardRow {
    int64_t contact;
    Id uid;
    char *name;
    int32_t since; // the day it is about: of the last word, where nobody waits
} BoardRow;
typedef VEC(BoardRow) BoardRows;

// At most max contacts, those who wait longest first. Nobody who rests or is in the trash. Appends.
bool store_board(Store *store, BoardPlace place, const BoardQuestion *question, size_t max, BoardRows *rows,
                 Error *err);
void store_board_clear(BoardRows *rows);
// How many there are, counted up to most: each costs a page.
size_t store_board_count(Store *store, BoardPlace place, const BoardQuestion *question, size_t most);

// How many of the first most who wait for my answer are not active: they came with an import.
size_t store_board_imported(Store *store, int32_t since, size_t most);

// The newest message with the contact, up to today; id 0 when there is none. Init before.
bool store_last_message(Store *store, int64_t contact, Interaction *message, Error *err);

#endif
