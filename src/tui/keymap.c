// SPDX-License-Identifier: MIT
// Keys to commands: bindings made from the command tables and the configuration. A more special scope wins.
#include <stdio.h>
#include <string.h>

#include "frame.h"
#include "rapport/base/str.h"
#include "rapport/core/fuzzy.h"

static const CommandTable *const TABLES[] = {
    &COMMANDS_GLOBAL,    &COMMANDS_THING,    &COMMANDS_CONTACTS, &COMMANDS_CALENDAR,  &COMMANDS_TODAY,
    &COMMANDS_COMPANIES, &COMMANDS_DRAFTS,   &COMMANDS_EDITOR,   &COMMANDS_TEMPLATES, &COMMANDS_LISTS,
    &COMMANDS_REVIEW,    &COMMANDS_VERSIONS, &COMMANDS_MEETINGS,
};

enum { TABLE_COUNT = sizeof TABLES / sizeof *TABLES };

size_t command_count(void)
{
    size_t count = 0;
    for (int i = 0; i < TABLE_COUNT; i++)
        count += TABLES[i]->count;
    return count;
}

const Command *command_at(size_t index)
{
    for (int i = 0; i < TABLE_COUNT; i++) {
        if (index < TABLES[i]->count)
            return &TABLES[i]->rows[index];
        index -= TABLES[i]->count;
    }
    return NULL;
}

const Command *command_find(const char *name, size_t length)
{
    for (size_t i = 0; i < command_count(); i++) {
        const Command *command = command_at(i);
        if (strlen(command->name) == length && memcmp(command->name, name, length) == 0)
            return command;
    }
    return NULL;
}

const char *command_suggest(const char *word)
{
    enum { MOST = 512 };
    const char *names[MOST];
    size_t count = command_count() < MOST ? command_count() : MOST;
    for (size_t i = 0; i < count; i++)
        names[i] = command_at(i)->name;
    return suggest(word, names, count);
}

// ---- binding

static bool same_keys(const Binding *binding, const Key *keys, int count)
{
    if (binding->count != count)
        return false;
    for (int i = 0; i < count; i++)
        if (!key_equal(binding->keys[i], keys[i]))
            return false;
    return true;
}

bool keymap_bind(Tui *tui, unsigned scope, const char *text, const Command *command)
{
    Binding binding = {.scope = scope, .command = command};
    binding.count = keys_parse(text, binding.keys, SEQUENCE_MOST);
    if (binding.count == 0)
        return false;
    for (size_t i = 0; i < tui->bindings.count; i++) {
        Binding *other = &tui->bindings.items[i];
        if (other->scope == scope && same_keys(other, binding.keys, binding.count)) {
            other->command = command;
            return true;
        }
    }
    vec_push(&tui->bindings, binding);
    return true;
}

bool keymap_bind_first(Tui *tui, unsigned scope, const char *text, const Command *command)
{
    Key keys[SEQUENCE_MOST];
    int count = keys_parse(text, keys, SEQUENCE_MOST);
    if (!keymap_bind(tui, scope, text, command))
        return false;
    for (size_t i = 0; i < tui->bindings.count; i++) {
        Binding own = tui->bindings.items[i];
        if (own.scope != scope || !same_keys(&own, keys, count))
            continue;
        memmove(tui->bindings.items + 1, tui->bindings.items, i * sizeof own);
        tui->bindings.items[0] = own;
        break;
    }
    return true;
}

// Every key with Meta is also the leader C-g and the letter, since many terminals keep Meta for themselves.
static void bind_twin(Tui *tui, const Command *command, const char *keys)
{
    Key parsed[SEQUENCE_MOST];
    char twin[32];
    int count = keys_parse(keys, parsed, SEQUENCE_MOST);
    if (count != 1 || (parsed[0].mods & MOD_ALT) == 0)
        return;
    Str name = STR_INIT;
    key_format((Key){parsed[0].code, (uint8_t)(parsed[0].mods & ~MOD_ALT)}, &name);
    snprintf(twin, sizeof twin, "C-g %s", parsed[0].code == K_ENTER ? "s" : str_get(&name));
    str_clear(&name);
    keymap_bind(tui, command->scope, twin, command);
}

static void bind_defaults(Tui *tui, const Command *command)
{
    const char *at = command->keys;
    while (at != NULL && *at != '\0') {
        const char *end = strstr(at, "  ");
        char keys[48];
        int length = end != NULL ? (int)(end - at) : (int)strlen(at);
        snprintf(keys, sizeof keys, "%.*s", length, at);
        keymap_bind(tui, command->scope, keys, command);
        bind_twin(tui, command, keys);
        at = end != NULL ? end + 2 : NULL;
    }
}

void keymap_build(Tui *tui)
{
    tui->bindings.count = 0;
    for (size_t i = 0; i < command_count(); i++)
        bind_defaults(tui, command_at(i));
}

// ---- finding

// The higher the bit of the narrowest scope, the more special the binding.
static unsigned rank(unsigned scope)
{
    unsigned top = 0;
    for (unsigned bit = 1; bit != 0 && bit <= scope; bit <<= 1)
        if (scope & bit)
            top = bit;
    return top;
}

KeymapAnswer keymap_find(const Tui *tui, unsigned scopes, const Key *keys, int count, const Command **command)
{
    KeymapAnswer answer = KEYMAP_NOTHING;
    unsigned best = 0;
    for (size_t i = 0; i < tui->bindings.count; i++) {
        const Binding *binding = &tui->bindings.items[i];
        if ((binding->scope & scopes) == 0 || binding->count < count ||
            !same_keys(
                &(Binding){.keys = {binding->keys[0], binding->keys[1], binding->keys[2]}, .count = count},
                keys, count))
            continue;
        if (binding->count > count) {
            if (answer == KEYMAP_NOTHING)
                answer = KEYMAP_MORE;
        } else if (rank(binding->scope & scopes) > best) {
            best = rank(binding->scope & scopes);
            *command = binding->command;
            answer = KEYMAP_FOUND;
        }
    }
    return answer;
}

unsigned keymap_scopes(Tui *tui)
{
    return pane_now(tui)->kind->scopes | SCOPE_GLOBAL;
}

const char *command_keys(const Tui *tui, const Command *command, char *buffer, size_t size)
{
    Str text = STR_INIT;
    for (size_t i = 0; i < tui->bindings.count && text.length == 0; i++) {
        const Binding *binding = &tui->bindings.items[i];
        for (int j = 0; binding->command == command && j < binding->count; j++) {
            if (j > 0 && (binding->keys[j].mods != 0 || binding->keys[j - 1].mods != 0 ||
                          binding->keys[j].code >= K_ENTER))
                str_push(&text, ' ');
            key_format(binding->keys[j], &text);
        }
    }
    snprintf(buffer, size, "%s", str_get(&text));
    str_clear(&text);
    return buffer;
}

// ---- running

bool command_applies(Tui *tui, const Command *command, unsigned scopes, const Selection *selection)
{
    return (command->scope & scopes) != 0 && (command->when == NULL || command->when(tui, selection));
}

void command_run(Tui *tui, const Command *command, const char *args)
{
    Selection selection = tui_selection(tui);
    if (command->when != NULL && !command->when(tui, &selection)) {
        tui_toast(tui, false, "%s does not apply here", command->summary);
        return;
    }
    int64_t ticked = tui->ticked;
    command->run(tui, &selection, args);
    if (tui->ticked == ticked)
        tui->ticked = 0; // it was for the one command after it
}

bool tui_run_command(Tui *tui, const char *line)
{
    while (*line == ' ' || *line == ':')
        line++;
    size_t length = strcspn(line, " ");
    const Command *command = command_find(line, length);
    if (command == NULL)
        return false;
    command_run(tui, command, line + length + strspn(line + length, " "));
    return true;
}
