// SPDX-License-Identifier: MIT
// Private to screen: what the escape sequences of terminals mean.
#ifndef RAPPORT_SCREEN_INPUT_SEQUENCES_H
#define RAPPORT_SCREEN_INPUT_SEQUENCES_H

#include "rapport/screen/event.h"

// bytes start with ESC [ or ESC O and are 3 or more, or late. Both give the bytes used, 0 for "need more"
// (never when late). *paste becomes true when a bracketed paste begins.
size_t sequence_csi(const char *bytes, size_t length, bool late, Event *out, bool *paste);
size_t sequence_ss3(const char *bytes, size_t length, bool late, Event *out);

#endif
