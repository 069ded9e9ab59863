// SPDX-License-Identifier: MIT
// An interaction: something that happened with one or several contacts. Texts are owned by the struct.
#ifndef RAPPORT_CORE_INTERACTION_H
#define RAPPORT_CORE_INTERACTION_H

#include <stdbool.h>

#include "rapport/base/clock.h"
#include "rapport/base/id.h"
#include "rapport/base/vec.h"
#include "rapport/core/kinds.h"

// In the place of a length: no time of the day was said, it is on that day. at is the day's noon.
enum { MINUTES_ALL_DAY = -1 };

typedef struct Interaction {
    int64_t id;
    Id uid;
    Moment at;
    int32_t day;
    InteractionKind kind;
    Channel channel;
    Direction direction;
    Occasion occasion;
    int expects_answer; // -1 = follows from the occasion
    Answer answer;
    int32_t answer_day; // CIVIL_NONE = none named
    Outcome outcome;
    char *subject, *text;
    char *event_name;          // NULL = no event
    int minutes;               // how long a meeting takes; 0 = not said, MINUTES_ALL_DAY = no time either
    char *place;               // where it is, or a link; NULL = not said
    char *source_key;          // NULL = by hand
    VEC(int64_t) participants; // contact ids; me is implied
} Interaction;

void interaction_init(Interaction *interaction);
void interaction_clear(Interaction *interaction);
int interaction_minute(const Interaction *interaction); // of the day; -1 = no time was said
// Whether its time has come; one without a time takes the whole day.
bool interaction_is_past(const Interaction *interaction, Moment now);

#endif
