// SPDX-License-Identifier: MIT
// The life of a Followup value. A new one is open, since it is made to be done.
#include "rapport/core/followup.h"

void followup_init(Followup *followup)
{
    *followup = (Followup){
        .day = CIVIL_NONE,
        .minute = -1,
        .earliest = CIVIL_NONE,
        .latest = CIVIL_NONE,
        .state = FOLLOWUP_OPEN,
        .closed_day = CIVIL_NONE,
    };
}

void followup_clear(Followup *followup)
{
    free(followup->contact_name);
    free(followup->organisation_name);
    free(followup->contact_zone);
    free(followup->text);
    free(followup->rule);
    free(followup->reason);
    free(followup->repeat);
    followup_init(followup);
}

void followup_list_clear(FollowupList *list)
{
    for (size_t i = 0; i < list->count; i++)
        followup_clear(&list->items[i]);
    vec_clear(list);
}
