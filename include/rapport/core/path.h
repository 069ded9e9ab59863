// SPDX-License-Identifier: MIT
// Introduction paths: who could introduce me to somebody, and how well each step of the way knows the next.
// The strength is a word about two people, told where an introduction is asked for; it is no mark for
// anybody.
#ifndef RAPPORT_CORE_PATH_H
#define RAPPORT_CORE_PATH_H

#include <stdint.h>

#include "rapport/core/kinds.h"

enum { PATH_STEPS_MOST = 3, PATH_STRENGTH_MOST = 3, PATH_KIND_SIZE = 16 };

// 1 slightly, 2 well, 3 closely; ties of a kind that is not known count as slight.
int path_tie_strength(const char *kind);
// How well I know somebody: what came of it so far, and how long ago the last word was (CIVIL_NONE = never).
int path_own_strength(Stage stage, int32_t last_day, int32_t today);
const char *path_strength_word(int strength);
// "is a friend of", "knows": between two names.
const char *path_tie_words(const char *kind);

typedef struct PathStep {
    int64_t from, to;
    char kind[PATH_KIND_SIZE]; // of the tie; "colleague" = they work at the same place now
    int strength;
} PathStep;

// From somebody I know to the one I want to know.
typedef struct IntroductionPath {
    PathStep steps[PATH_STEPS_MOST];
    int count;
    int own;      // how well I know the first of them
    int strength; // of its weakest step, the first one among them
} IntroductionPath;

void path_weigh(IntroductionPath *path);
// The shortest first, then the strongest; by whom one would ask, so that the order is always the same.
int path_compare(const void *a, const void *b);

#endif
