// SPDX-License-Identifier: MIT
// The life of an Interaction value.
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
