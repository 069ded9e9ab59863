// SPDX-License-Identifier: MIT
// The templates that ship (assets/templates): whatever is known of a contact, a complete, polite message
// comes out. Each is rendered for a contact of whom only the name is known, for one of whom all is, and for
// many between.
#include <ctype.h>
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/civil.h"
#include "rapport/base/file.h"
#include "rapport/base/vec.h"
#include "rapport/core/channel.h"
#include "rapport/core/check.h"
#include "rapport/core/placeholders.h"
#include "rapport/core/template.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

typedef VEC(TemplateFile) Files;

static int by_name(const void *a, const void *b)
{
    return strcmp(((const TemplateFile *)a)->name, ((const TemplateFile *)b)->name);
}

static int load_all(void **state)
{
    Files *files = calloc(1, sizeof *files);
    DIR *folder = opendir(TEST_SOURCE "/assets/templates");
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        if (!str_ends(entry->d_name, ".txt"))
            continue;
        char *path = str_format(TEST_SOURCE "/assets/templates/%s", entry->d_name);
        Str text = STR_INIT;
        TemplateFile file;
        Error err;
        error_clear(&err);
        if (!file_read(path, 1u << 16, &text, &err) ||
            !template_file_parse(text.data, text.length, &file, &err)) {
            print_error("%s:%d:%d: %s\n", entry->d_name, err.line, err.column, err.message);
            return 1;
        }
        if (strncmp(entry->d_name, file.name, strlen(file.name)) != 0 ||
            strcmp(entry->d_name + strlen(file.name), ".txt") != 0) {
            print_error("%s is named %s\n", entry->d_name, file.name);
            return 1;
        }
        vec_push(files, file);
        str_clear(&text);
        free(path);
    }
    if (folder != NULL)
        closedir(folder);
    if (files->count > 0)
        qsort(files->items, files->count, sizeof files->items[0], by_name);
    *state = files;
    return 0;
}

static int free_all(void **state)
{
    Files *files = *state;
    for (size_t i = 0; i < files->count; i++)
        template_file_clear(&files->items[i]);
    vec_clear(files);
    free(files);
    return 0;
}

// ---- contacts ----

static const char *const ordinary[] = {"Acme",
                                       "Northfield College",
                                       "transport",
                                       "Gothenburg",
                                       "the autumn career fair",
                                       "Erik Holm",
                                       "Sam Okafor",
                                       "the robotics club",
                                       "timetables as open data",
                                       "the new line to the harbour",
                                       "the reading list",
                                       "the slides",
                                       "Tuesday at 10 or Thursday at 15",
                                       "Analyst, network planning"};

static const char *const lengthy[] = {"Northern Institute of Applied Cartography",
                                      "Royal College of Southfield upon the Water",
                                      "renewable energy and district heating",
                                      "Saint Bartholomew by the Northern Sea",
                                      "the Southfield autumn fair for engineers",
                                      "Maximiliane Featherstonehaugh",
                                      "Bartholomew Wriothesley-Cholmondeley",
                                      "the Southfield alumni robotics club",
                                      "timetables of night trains as open data",
                                      "the new tram line between harbour and hospital",
                                      "the annotated reading list on tram planning",
                                      "the slides of my talk about night trains",
                                      "Tuesday 1 December at 10 or Thursday 3 December at 15",
                                      "Senior analyst, network planning and timetables"};

enum { FIELDS = sizeof ordinary / sizeof ordinary[0], ALL_FIELDS = (1 << (FIELDS + 2)) - 1 };

// Of a person the fields in the mask, each with its value.
static void take_fields(PlaceholderPerson *person, const char *const *values, unsigned mask)
{
    const char **slots[] = {&person->company,       &person->school,        &person->industry,
                            &person->location,      &person->met_where,     &person->introduced_by,
                            &person->introduced_to, &person->common_ground, &person->last_topic,
                            &person->hook,          &person->their_promise, &person->my_promise,
                            &person->slots,         &person->opening};
    for (size_t i = 0; i < FIELDS; i++)
        *slots[i] = mask & (1u << i) ? values[i] : NULL;
    if (mask & (1u << FIELDS))
        person->met_day = civil_day(2026, 11, 3);
    if (mask & (2u << FIELDS))
        person->last_day = civil_day(2025, 9, 17);
}

// A contact of whom the fields in the mask are known, and the name always.
static PlaceholderSource contact_of(const char *const *values, unsigned mask, bool has_long_name)
{
    PlaceholderSource source;
    placeholder_source_init(&source);
    take_fields(&source.contact, values, mask);
    source.today = civil_day(2026, 11, 24);
    source.contact.name = has_long_name ? "Wolfgang-Maximilian Featherstonehaugh" : "Maya Lindqvist";
    source.me.name = has_long_name ? "Anna-Theodora Cholmondeley" : "Anna Berg";
    return source;
}

static const char *const elsewhere[FIELDS] = {"Blue Harbor Ferries", "Eastgate School", "shipping", "Malmo"};

// The second recipient of a message to two.
static void take_other(PlaceholderSource *source, unsigned mask, bool has_long_name)
{
    take_fields(&source->other, elsewhere, mask);
    source->other.name = has_long_name ? "Persephone-Guinevere Wriothesley" : "Noor Haddad";
}

typedef struct Message {
    Str subject, text;
    TemplateSpans spans;
} Message;

static Message render(const TemplateFile *file, const PlaceholderSource *source)
{
    TemplateValues values = {placeholder_value, source, source->today};
    Message message = {0};
    assert_true(template_fill(file->subject, &values, &message.subject, NULL, NULL));
    assert_true(template_fill(file->text, &values, &message.text, &message.spans, NULL));
    return message;
}

static void message_clear(Message *message)
{
    str_clear(&message->subject);
    str_clear(&message->text);
    vec_clear(&message->spans);
}

// ---- what every message must be ----

static int count_of(const char *text, const char *word)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, word)) != NULL; at++)
        count++;
    return count;
}

// Fails with the template's name and the text when the message has what it must not have.
static void refuse(const TemplateFile *file, const char *text, const char *const *patterns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(text, patterns[i]) != NULL)
            fail_msg("%s has \"%s\":\n%s", file->name, patterns[i], text);
}

static void check_form(const TemplateFile *file, const char *text)
{
    static const char *const signs[] = {"{{", "}}", "[[", "]]", "  ", " \n", "\n ", "\n\n\n", " ,", " .",
                                        " ;", " :", " ?", " !", ",,", "..",  ",.",  "()",     ";.", "\t"};
    refuse(file, text, signs, COUNT(signs));
    size_t length = strlen(text);
    if (length == 0 || isspace((unsigned char)text[0]) || isspace((unsigned char)text[length - 1]))
        fail_msg("%s is empty or begins or ends blank:\n%s", file->name, text);
}

// Requests and introductions go to strangers, but for those that speak of having met.
static bool was_met(const TemplateFile *file)
{
    bool first = file->occasion == OCCASION_REQUEST || file->occasion == OCCASION_INTRODUCTION ||
                 file->occasion == OCCASION_NUDGE;
    return !first || strstr(file->name, "-met") != NULL || strstr(file->name, "-event") != NULL;
}

// The check has nothing to say, as long as something is known of what was said, where a template thanks for
// it.
static void check_finds_nothing(const TemplateFile *file, const PlaceholderSource *source,
                                const Message *message)
{
    const PlaceholderPerson *person = &source->contact;
    CheckPerson recipients[] = {{.name = person->name, .address_as = person->address_as},
                                {.name = source->other.name, .address_as = source->other.address_as}};
    CheckInput input;
    CheckResult result;
    check_input_init(&input);
    input.subject = file->subject != NULL ? str_get(&message->subject) : NULL;
    input.text = str_get(&message->text);
    input.channel = file->channel;
    input.occasion = file->occasion;
    input.recipients = recipients;
    input.recipient_count = source->other.name != NULL ? 2 : 1;
    input.my_name = source->me.name;
    input.met = was_met(file);
    input.talk = person->last_topic;
    input.off = 1u << CHECK_LONG; // of ordinary values: test_manners
    if (person->last_topic == NULL)
        input.off |= 1u << CHECK_NO_THANKS;
    if (person->introduced_by == NULL && strstr(file->name, "introduced") != NULL)
        input.off |= 1u << CHECK_NO_COMMON_GROUND; // it is for people whose introducer is known
    if (person->company != NULL)
        vec_push(&input.organisations, person->company);
    if (source->other.company != NULL)
        vec_push(&input.organisations, source->other.company);
    if (person->school != NULL)
        vec_push(&input.organisations, person->school);
    if (person->common_ground != NULL)
        vec_push(&input.ground, person->common_ground);
    if (person->introduced_by != NULL)
        vec_push(&input.bonds, person->introduced_by);
    if (person->met_where != NULL)
        vec_push(&input.bonds, person->met_where);
    check_run(&input, &result);
    for (size_t i = 0; i < result.findings.count; i++)
        fail_msg("%s: %s: %s\n%s", file->name, check_rule(result.findings.items[i].rule)->id,
                 result.findings.items[i].message, input.text);
    check_result_clear(&result);
    check_input_clear(&input);
}

static void check_message(const TemplateFile *file, const PlaceholderSource *source, const char *greeting)
{
    Message message = render(file, source);
    check_form(file, str_get(&message.text));
    if (file->subject != NULL)
        check_form(file, str_get(&message.subject));
    for (size_t i = 0; i < message.spans.count; i++)
        assert_true(message.spans.items[i].filled);
    char *first = str_format("Hello %s,", greeting);
    if (!str_starts(message.text.data, first))
        fail_msg("%s does not begin with %s:\n%s", file->name, first, message.text.data);
    free(first);
    ChannelCount count = channel_count(file->channel, false, str_get(&message.subject), message.text.data);
    if (count.over)
        fail_msg("%s is over the limit (%zu):\n%s", file->name, count.text, message.text.data);
    check_finds_nothing(file, source, &message);
    message_clear(&message);
}

static void test_any_contact(void **state)
{
    const Files *files = *state;
    uint32_t seed = 20261124;
    print_message("seed %u\n", seed);
    for (size_t i = 0; i < files->count; i++)
        for (int round = 0; round < 300; round++) {
            seed = seed * 1664525u + 1013904223u;
            unsigned mask = round == 0 ? 0 : round == 1 ? ALL_FIELDS : (seed >> 8) & ALL_FIELDS;
            bool has_long_name = (seed & 0x80) != 0;
            PlaceholderSource source = contact_of(has_long_name ? lengthy : ordinary, mask, has_long_name);
            check_message(&files->items[i], &source, has_long_name ? "Wolfgang-Maximilian" : "Maya");
        }
}

static bool is_for_two(const TemplateFile *file)
{
    return strstr(file->text, "{{other.") != NULL;
}

// Nothing of the one is said of the other.
static void check_two(const TemplateFile *file, PlaceholderSource *source, const char *greeting,
                      unsigned mask, bool has_long_name)
{
    const char *other = has_long_name ? "Persephone-Guinevere" : "Noor";
    take_other(source, mask, has_long_name);
    check_message(file, source, greeting);
    Message message = render(file, source);
    char *hello = str_format(", hello %s,", other),
         *works = str_format("%s works at %s.", other, elsewhere[0]);
    assert_non_null(strstr(message.text.data, hello));
    assert_true((strstr(message.text.data, works) != NULL) == (source->other.company != NULL));
    assert_true((strstr(message.text.data, elsewhere[0]) != NULL) == (source->other.company != NULL));
    free(hello);
    free(works);
    message_clear(&message);
}

static void test_any_two(void **state)
{
    const Files *files = *state;
    uint32_t seed = 20261125;
    size_t templates = 0;
    print_message("seed %u\n", seed);
    for (size_t i = 0; i < files->count; i++) {
        if (!is_for_two(&files->items[i]))
            continue;
        templates++;
        for (int round = 0; round < 300; round++) {
            seed = seed * 1664525u + 1013904223u;
            unsigned mask = round == 0 ? 0 : round == 1 ? ALL_FIELDS : (seed >> 4) & ALL_FIELDS;
            bool has_long_name = (seed & 4) != 0, other_long = (seed & 8) != 0;
            PlaceholderSource source = contact_of(has_long_name ? lengthy : ordinary, mask, has_long_name);
            check_two(&files->items[i], &source, has_long_name ? "Wolfgang-Maximilian" : "Maya",
                      round < 2 ? mask : (seed >> 20), other_long);
        }
    }
    assert_true(templates >= 1);
}

// Whatever people, places and talks are called: it stands in the message as it was typed, in one line, and
// means nothing.
static void test_values_are_inert(void **state)
{
    static const char *const hostile[] = {"{{me.email}}", "[[x]]", "]] {{first_name}} [[", "\\{{", "%s%n"};
    const Files *files = *state;
    for (size_t i = 0; i < files->count; i++)
        for (size_t k = 0; k < COUNT(hostile); k++) {
            const char *values[FIELDS];
            for (size_t field = 0; field < FIELDS; field++)
                values[field] = hostile[k];
            PlaceholderSource source = contact_of(values, ALL_FIELDS, false);
            source.me.email = "anna@berg.example";
            source.contact.address_as = hostile[k];
            take_fields(&source.other, values, ALL_FIELDS);
            source.other.name = hostile[k];
            source.other.address_as = hostile[k];
            Message message = render(&files->items[i], &source);
            char *first = str_format("Hello %s,", hostile[k]);
            assert_true(str_starts(message.text.data, first));
            assert_null(strstr(message.text.data, source.me.email));
            if (strstr(files->items[i].text, "{{last_topic}}") != NULL)
                assert_true(count_of(message.text.data, hostile[k]) >= 2);
            for (size_t span = 0; span < message.spans.count; span++)
                assert_true(message.spans.items[span].filled);
            free(first);
            message_clear(&message);
        }
}

static void test_everything_long(void **state)
{
    const Files *files = *state;
    PlaceholderSource source = contact_of(lengthy, ALL_FIELDS, true);
    source.contact.address_as = "Prof. Dr. Featherstonehaugh";
    for (size_t i = 0; i < files->count; i++)
        check_message(&files->items[i], &source, "Prof. Dr. Featherstonehaugh");
}

// Only these may stand outside blocks and without a fall-back: a contact always has a name, and so have I.
static void test_bare_placeholders(void **state)
{
    static const char *const bare[] = {"{{first_name}}", "{{greeting}}", "{{me.first_name}}"};
    const Files *files = *state;
    PlaceholderSource nobody;
    placeholder_source_init(&nobody);
    for (size_t i = 0; i < files->count; i++) {
        Message message = render(&files->items[i], &nobody);
        for (size_t span = 0; span < message.spans.count; span++) {
            const TemplateSpan *found = &message.spans.items[span];
            bool allowed = false;
            for (size_t name = 0; name < COUNT(bare); name++)
                allowed =
                    allowed || (strlen(bare[name]) == found->to - found->from &&
                                memcmp(message.text.data + found->from, bare[name], strlen(bare[name])) == 0);
            assert_true(allowed);
        }
        message_clear(&message);
    }
}

// ---- what a career adviser would hand out ----

static char *lower(const char *text)
{
    char *copy = str_format(" %s ", text);
    for (char *at = copy; *at != '\0'; at++)
        *at = (char)(*at == '\n' || *at == ',' || *at == '.' || *at == '?' || *at == ';'
                         ? ' '
                         : tolower((unsigned char)*at));
    return copy;
}

static int words_of(const char *text)
{
    int count = 0;
    for (size_t i = 0; text[i] != '\0'; i++)
        count += !isspace((unsigned char)text[i]) && (i == 0 || isspace((unsigned char)text[i - 1]));
    return count;
}

static void test_manners(void **state)
{
    static const char *const never[] = {"just checking",
                                        "just wanted",
                                        "pick your brain",
                                        "circling back",
                                        "touch base",
                                        "reach out",
                                        "reaching out",
                                        "hope this finds",
                                        "hope you are well",
                                        "any update",
                                        "asap",
                                        "urgent",
                                        "follow up",
                                        " hire ",
                                        "hiring",
                                        " resume ",
                                        " cv ",
                                        " vacancy",
                                        " job ",
                                        " jobs ",
                                        "referral",
                                        "refer me",
                                        "synerg",
                                        "quick call",
                                        "my name is",
                                        "i'd like to add you",
                                        "!"};
    const Files *files = *state;
    PlaceholderSource source = contact_of(ordinary, ALL_FIELDS, false);
    for (size_t i = 0; i < files->count; i++) {
        const TemplateFile *file = &files->items[i];
        Message message = render(file, &source);
        char *text = lower(message.text.data);
        refuse(file, text, never, COUNT(never));
        bool asks = file->occasion == OCCASION_REQUEST || occasion_expects_answer(file->occasion);
        bool may_ask = asks || file->occasion == OCCASION_RECONNECT;
        int questions = count_of(message.text.data, "?");
        if (asks ? questions != 1 : questions > (may_ask ? 1 : 0))
            fail_msg("%s asks %d questions", file->name, questions);
        int limit = file->occasion == OCCASION_REQUEST ? 75 : file->occasion == OCCASION_NUDGE ? 60 : 110;
        int words = words_of(message.text.data);
        if (words > limit)
            fail_msg("%s has %d words", file->name, words);
        int mine = count_of(text, " i ") + count_of(text, " my "),
            theirs = count_of(text, " you ") + count_of(text, " your ");
        if (file->occasion == OCCASION_REQUEST && mine - theirs >= 3)
            fail_msg("%s speaks of me %d times, of them %d times", file->name, mine, theirs);
        free(text);
        message_clear(&message);
    }
}

// What is written over which channel: everything by mail, as a message on the network and as a text message.
// With an invitation, into a stranger's inbox, by phone and face to face only what one would begin with
// there; an invitation is never nudged, and whoever has answered is connected.
static const char *const COVERAGE[OCCASION_COUNT] = {
    [OCCASION_REQUEST] = "email linkedin linkedin-note inmail phone sms in-person",
    [OCCASION_NUDGE] = "email linkedin phone sms",
    [OCCASION_REPLY] = "email linkedin sms",
    [OCCASION_CONFIRM] = "email linkedin sms",
    [OCCASION_THANK_YOU] = "email linkedin linkedin-note sms",
    [OCCASION_UPDATE] = "email linkedin sms",
    [OCCASION_RECONNECT] = "email linkedin linkedin-note inmail phone sms",
    [OCCASION_INTRODUCTION] = "email linkedin phone sms in-person",
    [OCCASION_CONGRATULATION] = "email linkedin linkedin-note sms",
    [OCCASION_OPENING] = "email linkedin sms",
    [OCCASION_REPORT_BACK] = "email linkedin sms",
};

static bool has_word(const char *words, const char *word)
{
    char *all = str_format(" %s ", words), *one = str_format(" %s ", word);
    bool found = strstr(all, one) != NULL;
    free(all);
    free(one);
    return found;
}

static void test_coverage(void **state)
{
    const Files *files = *state;
    bool there[OCCASION_COUNT][CHANNEL_COUNT] = {{false}};
    for (size_t i = 0; i < files->count; i++) {
        const TemplateFile *file = &files->items[i];
        there[file->occasion][file->channel] = true;
        assert_int_equal(file->subject != NULL, channel_limits(file->channel)->has_subject);
    }
    for (int occasion = OCCASION_NONE + 1; occasion < OCCASION_COUNT; occasion++)
        for (int channel = CHANNEL_NONE + 1; channel < CHANNEL_OTHER; channel++)
            if (there[occasion][channel] != has_word(COVERAGE[occasion], channel_name((Channel)channel)))
                fail_msg("%s over %s: %s", occasion_name((Occasion)occasion), channel_name((Channel)channel),
                         there[occasion][channel] ? "who would write that?" : "no template");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_contact),       cmocka_unit_test(test_any_two),
        cmocka_unit_test(test_values_are_inert),  cmocka_unit_test(test_everything_long),
        cmocka_unit_test(test_bare_placeholders), cmocka_unit_test(test_manners),
        cmocka_unit_test(test_coverage),
    };
    return cmocka_run_group_tests(tests, load_all, free_all);
}
