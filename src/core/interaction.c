// SPDX-License-Identifier: MIT
// The life of an Interaction value, and when it is.
#include "rapport/core/interaction.h"

#include "rapport/base/civil.h"

void interaction_init(Interaction *interaction)
{
    *interaction = (Interaction){.day = CIVIL_NONE, .expects_answer = -1, .answer_day = CIVIL_NONE};
}

void interaction_clear(Interaction *interaction)
{
    free(interaction->subject);
    free(interaction->text);
    free(interaction->event_name);
    free(interaction->place);
    free(interaction->source_key);
    vec_clear(&interaction->participants);
    interaction_init(interaction);
}

int interaction_minute(const Interaction *interaction)
{
    return interaction->minutes == MINUTES_ALL_DAY ? -1 : moment_minute(interaction->at);
}

bool interaction_is_past(const Interaction *interaction, Moment now)
{
    return interaction->minutes == MINUTES_ALL_DAY ? interaction->day < moment_day(now)
                                                   : interaction->at.utc <= now.utc;
}
