// SPDX-License-Identifier: MIT
// Aunt Sally turns out to have a friend there: the way to somebody leads through people, and is as strong as
// its weakest step.
#include "rapport/core/path.h"

#include <string.h>

#include "rapport/base/civil.h"

static const struct {
    const char *kind, *words;
    int strength;
} TIES[] = {{"family", "is family of", 3},
            {"friend", "is a friend of", 3},
            {"works-with", "works with", 2},
            {"studied-with", "studied with", 2},
            {"introduced", "named", 2},
            {"knows", "knows", 1},
            {"colleague", "works at the same place as", 1}};
enum { TIE_COUNT = sizeof TIES / sizeof *TIES };

int path_tie_strength(const char *kind)
{
    for (size_t i = 0; i < TIE_COUNT; i++)
        if (strcmp(TIES[i].kind, kind) == 0)
            return TIES[i].strength;
    return 1;
}

const char *path_tie_words(const char *kind)
{
    for (size_t i = 0; i < TIE_COUNT; i++)
        if (strcmp(TIES[i].kind, kind) == 0)
            return TIES[i].words;
    return "knows";
}

const char *path_strength_word(int strength)
{
    static const char *const WORDS[] = {"slightly", "slightly", "well", "closely"};
    return strength >= 0 && strength <= PATH_STRENGTH_MOST ? WORDS[strength] : WORDS[0];
}

int path_own_strength(Stage stage, int32_t last_day, int32_t today)
{
    enum { A_YEAR = 365 };
    static const int BY_STAGE[STAGE_COUNT] = {[STAGE_TALKING] = 2,
                                              [STAGE_SCHEDULED] = 2,
                                              [STAGE_MET] = 2,
                                              [STAGE_IN_TOUCH] = 3,
                                              [STAGE_ADVOCATE] = 3};
    int strength = BY_STAGE[stage];
    if (last_day != CIVIL_NONE && today - last_day > A_YEAR)
        strength--;
    return strength > 1 ? strength : 1;
}

void path_weigh(IntroductionPath *path)
{
    path->strength = path->own;
    for (int i = 0; i < path->count; i++)
        if (path->steps[i].strength < path->strength)
            path->strength = path->steps[i].strength;
}

static int sum(const IntroductionPath *path)
{
    int all = path->own;
    for (int i = 0; i < path->count; i++)
        all += path->steps[i].strength;
    return all;
}

int path_compare(const void *a, const void *b)
{
    const IntroductionPath *x = a, *y = b;
    if (x->count != y->count)
        return x->count - y->count;
    if (x->strength != y->strength)
        return y->strength - x->strength;
    if (sum(x) != sum(y))
        return sum(y) - sum(x);
    for (int i = 0; i < x->count; i++)
        if (x->steps[i].from != y->steps[i].from)
            return x->steps[i].from < y->steps[i].from ? -1 : 1;
    return 0;
}
