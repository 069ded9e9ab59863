// SPDX-License-Identifier: MIT
// What is only polite in a message, told from its words alone: thanks and canned congratulations, which need
// no answer, and the greeting, which says nothing of what follows.
#ifndef RAPPORT_CORE_COURTESY_H
#define RAPPORT_CORE_COURTESY_H

#include <stdbool.h>

// True when the text is nothing but a thank-you or a congratulation, perhaps with a name: no question, at
// most 16 words, all of them known ones but one. NULL and empty texts are none.
bool text_is_courtesy(const char *text);

// Behind a greeting that has lines of its own ("Dear Priya,") and blank lines: where the message begins to
// say something. The text itself when it says nothing else; NULL only for NULL.
const char *text_after_greeting(const char *text);

#endif
