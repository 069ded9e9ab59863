// SPDX-License-Identifier: MIT
// How much fits into a message of each channel, and the counter that says so. Characters are UTF-16 units, as
// web pages count, so that we never allow too much. Limits as the sites state them: a LinkedIn invitation
// note 200 (300 with premium), a LinkedIn message 8,000, an InMail 200 for the subject and 1,900 for the
// text. SMS parts: GSM 03.38.
#ifndef RAPPORT_CORE_CHANNEL_H
#define RAPPORT_CORE_CHANNEL_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/str.h"
#include "rapport/core/kinds.h"

typedef struct ChannelLimits {
    Channel channel;
    bool has_subject;
    int subject, text; // units; 0 = no limit
    int text_premium;
    bool parts; // counted in SMS parts too
} ChannelLimits;

const ChannelLimits *channel_limits(Channel channel); // never NULL; NONE has no limits

typedef struct ChannelCount {
    size_t subject, text;             // UTF-16 units
    size_t subject_limit, text_limit; // 0 = none
    size_t parts;                     // of an SMS; 0 where parts do not matter
    bool over;                        // subject or text is over its limit
} ChannelCount;

// subject and text may be NULL.
ChannelCount channel_count(Channel channel, bool premium, const char *subject, const char *text);
// The same of what was counted, without the parts.
ChannelCount channel_count_units(Channel channel, bool premium, size_t subject, size_t text);

// Appends the counter of the text: "256/300  44 left", "312/300  -12", "161 characters  2 parts", "90
// characters".
void channel_counter(const ChannelCount *count, Str *out);

// The parts that an SMS takes: 160 characters of the GSM alphabet or 70 others in one, 153 or 67 each in
// several.
size_t channel_sms_parts(const char *text, size_t length);

#endif
