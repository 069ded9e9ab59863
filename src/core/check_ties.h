// SPDX-License-Identifier: MIT
// The name of an organisation in a message, and whether the message calls it theirs.
#ifndef RAPPORT_CORE_CHECK_TIES_H
#define RAPPORT_CORE_CHECK_TIES_H

#include "check_text.h"

typedef struct CheckName {
    size_t first, behind;          // words
    const CheckSentence *sentence; // that they stand in
    bool known;                    // some organisation that we know
    bool house;                    // sounds like one: "Fairmount Mutual"
} CheckName;

bool check_name_is_yours(CheckText *text, const CheckName *name);
// It may call something theirs: it speaks of you, it or the next one.
bool check_speaks_of_you(CheckText *text, const CheckSentence *sentence);

#endif
