// SPDX-License-Identifier: MIT
// A profile URL is the one steady name of a person on LinkedIn, but it is written in many ways: with and
// without scheme and www, on country hosts, with tracking queries, percent-encoded or not. The slug is what
// all of them share.
#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/formats/linkedin.h"

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static void append_decoded(Str *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length;) {
        const char *percent = memchr(text + i, '%', length - i);
        size_t run = percent == NULL ? length - i : (size_t)(percent - text) - i;
        str_append_n(out, text + i, run);
        i += run;
        if (i == length)
            break;
        int high = i + 2 < length ? hex_digit(text[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        str_push(out, low >= 0 ? (char)(high * 16 + low) : '%');
        i += low >= 0 ? 3 : 1;
    }
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

// Steps over prefix (ASCII case ignored) or returns NULL.
static const char *after(const char *text, const char *prefix)
{
    for (; *prefix != '\0'; text++, prefix++) {
        if (lower(*text) != *prefix)
            return NULL;
    }
    return text;
}

// Steps over "https://www.linkedin.com/in/" in any of its forms or returns NULL.
static const char *after_profile_path(const char *url)
{
    while (*url == ' ')
        url++;
    const char *rest = after(url, "https://");
    if (rest == NULL)
        rest = after(url, "http://");
    if (rest == NULL)
        rest = url;
    size_t host = strcspn(rest, "/");
    const char *domain = host >= 12 ? rest + host - 12 : NULL;
    if (domain == NULL || after(domain, "linkedin.com") == NULL || (domain > rest && domain[-1] != '.'))
        return NULL;
    for (const char *c = rest; c < domain; c++) {
        if (lower(*c) < 'a' && *c != '.' && *c != '-')
            return NULL;
    }
    rest = after(rest + host, "/in/");
    while (rest != NULL && *rest == '/')
        rest++;
    return rest;
}

// A decoded slug that could not be one (control characters, blanks, another path) keeps its encoded form.
static bool presentable(const char *slug, size_t length)
{
    if (!utf8_valid(slug, length))
        return false;
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)slug[i] <= ' ' || slug[i] == 0x7F || slug[i] == '/' || slug[i] == '?' ||
            slug[i] == '#' || slug[i] == '%')
            return false;
    }
    return true;
}

bool linkedin_slug(const char *url, Str *slug)
{
    const char *text = url == NULL ? NULL : after_profile_path(url);
    size_t length = text == NULL ? 0 : strcspn(text, "/?# \t\r\n");
    if (length == 0 || length > 512)
        return false;
    size_t start = slug->length;
    append_decoded(slug, text, length);
    if (!presentable(slug->data + start, slug->length - start)) {
        str_truncate(slug, start);
        str_append_n(slug, text, length);
    }
    for (size_t i = start; i < slug->length; i++)
        slug->data[i] = lower(slug->data[i]);
    return true;
}

void linkedin_url(const char *slug, Str *url)
{
    str_append(url, "https://www.linkedin.com/in/");
    for (; *slug != '\0'; slug++) {
        unsigned char byte = (unsigned char)*slug;
        if (byte <= ' ' || byte >= 0x7F || strchr("/?#\"<>", byte) != NULL)
            str_appendf(url, "%%%02X", byte);
        else
            str_push(url, (char)byte);
    }
}
