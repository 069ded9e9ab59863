// SPDX-License-Identifier: MIT
// The record of quick add: its life, and the sentence that says what was understood, so that a wrong guess is
// seen at once.
#include "rapport/core/capture.h"

#include <stdlib.h>

#include "capture_internal.h"

void capture_init(Capture *capture)
{
    *capture = (Capture){.degree = -1};
}

static void texts_clear(CaptureTexts *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        free(texts->items[i]);
    vec_clear(texts);
}

void capture_clear(Capture *capture)
{
    char *texts[] = {capture->name,     capture->nickname,      capture->pronouns, capture->title,
                     capture->company,  capture->school,        capture->city,     capture->met_where,
                     capture->met_when, capture->introduced_by, capture->note};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        free(texts[i]);
    for (size_t i = 0; i < capture->promises.count; i++) {
        free(capture->promises.items[i].text);
        free(capture->promises.items[i].when);
    }
    vec_clear(&capture->promises);
    texts_clear(&capture->interests);
    texts_clear(&capture->emails);
    texts_clear(&capture->phones);
    texts_clear(&capture->links);
    texts_clear(&capture->tags);
    texts_clear(&capture->mutuals);
    capture_init(capture);
}

void capture_list_clear(CaptureList *list)
{
    for (size_t i = 0; i < list->count; i++)
        capture_clear(&list->items[i]);
    vec_clear(list);
}

static void describe_text(Str *out, const char *label, const char *text)
{
    if (text != NULL)
        str_appendf(out, "; %s%s", label, text);
}

static void describe_list(Str *out, const char *label, const CaptureTexts *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        describe_text(out, label, texts->items[i]);
}

static void describe_work(const Capture *capture, Str *out)
{
    if (capture->title != NULL)
        str_appendf(out, ", %s", capture->title);
    if (capture->company != NULL)
        str_appendf(out, " at %s", capture->company);
}

static void describe_meeting(const Capture *capture, Str *out)
{
    static const char *const ways[HOW_COUNT] = {"met", "met",           "met online",
                                                "met", "met by chance", "cold contact"};
    const char *way = ways[capture->how];
    bool said = capture->how != HOW_NONE && capture->how != HOW_INTRODUCED;
    if (said || capture->met_where != NULL || capture->met_when != NULL) {
        str_appendf(out, "; %s", way);
        if (capture->met_where != NULL)
            str_appendf(out, " at %s", capture->met_where);
        if (capture->met_when != NULL)
            str_appendf(out, " (%s)", capture->met_when);
    }
    describe_text(out, "introduced by ", capture->introduced_by);
}

static void describe_promises(const Capture *capture, Str *out)
{
    for (size_t i = 0; i < capture->promises.count; i++) {
        const CapturePromise *promise = &capture->promises.items[i];
        str_appendf(out, "; %s promised %s", promise->mine ? "you" : "they", promise->text);
        if (promise->when != NULL)
            str_appendf(out, " (%s)", promise->when);
    }
}

void capture_describe(const Capture *capture, Str *out)
{
    static const char *const degrees[] = {"", "1st degree", "2nd degree", "3rd degree"};
    str_append(out, capture->name);
    if (capture->pronouns != NULL)
        str_appendf(out, " (%s)", capture->pronouns);
    describe_work(capture, out);
    describe_text(out, "called ", capture->nickname);
    describe_text(out, "school ", capture->school);
    describe_text(out, "lives in ", capture->city);
    describe_meeting(capture, out);
    describe_list(out, "shared interest ", &capture->interests);
    if (capture->card)
        str_append(out, "; card");
    describe_promises(capture, out);
    describe_list(out, "", &capture->emails);
    describe_list(out, "", &capture->phones);
    describe_list(out, "", &capture->links);
    describe_list(out, "#", &capture->tags);
    if (capture->degree >= 1 && capture->degree <= 3)
        describe_text(out, "", degrees[capture->degree]);
    describe_list(out, "you both know ", &capture->mutuals);
    describe_text(out, "note: ", capture->note);
}
