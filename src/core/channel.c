// SPDX-License-Identifier: MIT
// The limits of channels as one table, and counting by it.
#include "rapport/core/channel.h"

#include <stdint.h>
#include <string.h>

#include "rapport/base/utf8.h"

static const ChannelLimits limits[CHANNEL_COUNT] = {
    [CHANNEL_NONE] = {.channel = CHANNEL_NONE},
    [CHANNEL_EMAIL] = {.channel = CHANNEL_EMAIL, .has_subject = true},
    [CHANNEL_LINKEDIN] = {.channel = CHANNEL_LINKEDIN, .text = 8000, .text_premium = 8000},
    [CHANNEL_LINKEDIN_NOTE] = {.channel = CHANNEL_LINKEDIN_NOTE, .text = 200, .text_premium = 300},
    [CHANNEL_INMAIL] =
        {.channel = CHANNEL_INMAIL, .has_subject = true, .subject = 200, .text = 1900, .text_premium = 1900},
    [CHANNEL_PHONE] = {.channel = CHANNEL_PHONE},
    [CHANNEL_SMS] = {.channel = CHANNEL_SMS, .parts = true},
    [CHANNEL_IN_PERSON] = {.channel = CHANNEL_IN_PERSON},
    [CHANNEL_OTHER] = {.channel = CHANNEL_OTHER},
};

const ChannelLimits *channel_limits(Channel channel)
{
    return &limits[channel > CHANNEL_NONE && channel < CHANNEL_COUNT ? channel : CHANNEL_NONE];
}

static size_t units(const char *text)
{
    return text != NULL ? utf8_count_utf16(text, strlen(text)) : 0;
}

ChannelCount channel_count(Channel channel, bool premium, const char *subject, const char *text)
{
    ChannelCount count = channel_count_units(channel, premium, units(subject), units(text));
    if (channel_limits(channel)->parts && text != NULL)
        count.parts = channel_sms_parts(text, strlen(text));
    return count;
}

ChannelCount channel_count_units(Channel channel, bool premium, size_t subject, size_t text)
{
    const ChannelLimits *rule = channel_limits(channel);
    ChannelCount count = {.subject = subject, .text = text};
    count.subject_limit = (size_t)rule->subject;
    count.text_limit = (size_t)(premium ? rule->text_premium : rule->text);
    count.over = (count.subject_limit > 0 && count.subject > count.subject_limit) ||
                 (count.text_limit > 0 && count.text > count.text_limit);
    return count;
}

void channel_counter(const ChannelCount *count, Str *out)
{
    if (count->text_limit == 0)
        str_appendf(out, "%zu %s", count->text, count->text == 1 ? "character" : "characters");
    else if (count->text <= count->text_limit)
        str_appendf(out, "%zu/%zu  %zu left", count->text, count->text_limit,
                    count->text_limit - count->text);
    else
        str_appendf(out, "%zu/%zu  -%zu", count->text, count->text_limit, count->text - count->text_limit);
    if (count->parts > 0)
        str_appendf(out, "  %zu %s", count->parts, count->parts == 1 ? "part" : "parts");
}

// ---- SMS ----

// The septets of a character in the GSM alphabet: 1, 2 for the extension table, 0 when it is not in it.
static size_t gsm_septets(uint32_t code)
{
    static const char *const beyond_ascii = "£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà";
    static const char *const extended = "^{}\\[~]|€";
    char bytes[5] = {0};
    utf8_encode(code, bytes);
    if (code == 0 || code == '`' || code == 0x7F)
        return 0;
    if (strstr(extended, bytes) != NULL)
        return 2;
    bool basic =
        (code >= 0x20 && code < 0x7F) || code == '\n' || (code > 0x7F && strstr(beyond_ascii, bytes) != NULL);
    return basic ? 1 : 0;
}

size_t channel_sms_parts(const char *text, size_t length)
{
    size_t septets = 0;
    bool gsm = true;
    for (size_t at = 0; at < length && gsm;) {
        uint32_t code = 0;
        at += utf8_decode(text + at, length - at, &code, NULL);
        size_t size = gsm_septets(code);
        gsm = size > 0;
        septets += size;
    }
    size_t count = gsm ? septets : utf8_count_utf16(text, length);
    size_t alone = gsm ? 160 : 70, joined = gsm ? 153 : 67;
    return count == 0 ? 0 : count <= alone ? 1 : (count + joined - 1) / joined;
}
