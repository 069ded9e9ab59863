// SPDX-License-Identifier: MIT
// Words of the closed vocabularies as arguments: what is not there is answered with what is.
#include "command.h"
#include "rapport/core/fuzzy.h"

static const char *channel_at(int value)
{
    return channel_name((Channel)value);
}
static const char *occasion_at(int value)
{
    return occasion_name((Occasion)value);
}
static const char *kind_at(int value)
{
    return interaction_kind_name((InteractionKind)value);
}
static const char *answer_at(int value)
{
    return answer_name((Answer)value);
}
static const char *outcome_at(int value)
{
    return value == OUTCOME_TO_CONFIRM ? NULL : outcome_name((Outcome)value); // nobody says that
}
static const char *stage_at(int value)
{
    return stage_name((Stage)value);
}

static const struct {
    const char *what;
    const char *(*at)(int value); // NULL past the end
} TABLE[] = {
    [WORDS_CHANNEL] = {"channel", channel_at}, [WORDS_OCCASION] = {"occasion", occasion_at},
    [WORDS_KIND] = {"kind", kind_at},          [WORDS_ANSWER] = {"answer", answer_at},
    [WORDS_OUTCOME] = {"outcome", outcome_at}, [WORDS_STAGE] = {"stage", stage_at},
};

bool word_value(Vocabulary vocabulary, const char *text, int *value, Error *err)
{
    *value = 0;
    if (text == NULL)
        return true;
    TextList names = {0};
    Str list = STR_INIT;
    const char *name;
    for (int i = 1; *value == 0 && (name = TABLE[vocabulary].at(i)) != NULL; i++) {
        *value = str_equal(name, text) ? i : 0;
        vec_push(&names, name);
        str_appendf(&list, "%s%s", i > 1 ? ", " : "", name);
    }
    const char *near = *value == 0 ? suggest(text, names.items, names.count) : NULL;
    if (near != NULL)
        error_set(err, ERROR_INPUT, "there is no %s \"%.80s\"; did you mean %s?", TABLE[vocabulary].what,
                  text, near);
    else if (*value == 0)
        error_set(err, ERROR_INPUT, "there is no %s \"%.80s\"; it is one of %s", TABLE[vocabulary].what, text,
                  str_get(&list));
    vec_clear(&names);
    str_clear(&list);
    return *value != 0;
}
