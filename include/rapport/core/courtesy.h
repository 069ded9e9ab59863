// SPDX-License-Identifier: MIT
// Thanks and canned congratulations need no answer; they are told from their words alone.
#ifndef RAPPORT_CORE_COURTESY_H
#define RAPPORT_CORE_COURTESY_H

#include <stdbool.h>

// True when the text is nothing but a thank-you or a congratulation, perhaps with a name: no question, at
// most 16 words, all of them known ones but one. NULL and empty texts are none.
bool text_is_courtesy(const char *text);

#endif
