// SPDX-License-Identifier: MIT
// Templates: what is shipped goes in once and then belongs to the user: edit, remove, restore.
#include <stdlib.h>
#include <string.h>

#include "rapport/app/drafts.h"
#include "rapport/base/embedded.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/core/template.h"
#include "rapport/core/textbuf.h"
#include "rapport/store/settings.h"

extern const EmbeddedFile embedded_templates[];

static bool insert_shipped(App *app, const EmbeddedFile *file, Error *err)
{
    TemplateFile parsed;
    if (!template_file_parse(file->text, file->length, &parsed, err))
        return error_prefix(err, "%s", file->name);
    Template row = {.name = parsed.name,
                    .subject = parsed.subject,
                    .text = parsed.text,
                    .occasion = parsed.occasion,
                    .channel = parsed.channel,
                    .shipped = (char *)file->name};
    bool fine = store_template_save(app->store, &row, err);
    template_file_clear(&parsed);
    return fine;
}

// What was shipped before is remembered, so that a removed template does not come back with the next version.
static bool seeded_before(const char *list, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = list; at != NULL && (at = strstr(at, name)) != NULL; at += length)
        if ((at == list || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

bool app_templates_seed(App *app, Error *err)
{
    char *before = store_state(app->store, "shipped-templates");
    Str all = STR_INIT;
    bool news = false, fine = true;
    for (const EmbeddedFile *file = embedded_templates; file->name != NULL; file++) {
        str_appendf(&all, "%s%s", all.length > 0 ? " " : "", file->name);
        news = news || !seeded_before(before, file->name);
    }
    if (news) {
        fine = store_begin_unjournaled(app->store, err);
        for (const EmbeddedFile *file = embedded_templates; fine && file->name != NULL; file++)
            fine = seeded_before(before, file->name) || insert_shipped(app, file, err);
        fine = fine && store_state_set(app->store, "shipped-templates", str_get(&all), err) &&
               store_commit(app->store, err);
        if (!fine)
            store_rollback(app->store);
    }
    free(before);
    str_clear(&all);
    return fine;
}

// part is named where a position alone would be taken for one in the text; NULL = it is in the text.
static bool check_language(const char *text, const char *part, Error *err)
{
    if (text == NULL)
        return true;
    TemplateTree *tree = template_parse(text, strlen(text), err);
    if (tree == NULL)
        return part != NULL && error_prefix(err, "%s", part);
    template_tree_free(tree);
    return true;
}

// Runs one change of a template as a step.
static bool step(App *app, const char *verb, const char *name,
                 bool (*change)(Store *store, Template *template, Error *err), Template *template, Error *err)
{
    char *what = str_format("%s template %s", verb, name);
    bool fine = store_begin(app->store, what, err);
    free(what);
    if (fine && change(app->store, template, err) && store_commit(app->store, err))
        return true;
    store_rollback(app->store);
    return false;
}

// A name is one line that lists and headings can show: what else was typed is taken out.
static bool tidy_name(Template *template, Error *err)
{
    enum { NAME_CHARACTERS = 60 };
    Str line = STR_INIT;
    const char *name = template->name != NULL ? template->name : "";
    text_sanitise(&line, name, strlen(name), TEXT_ONE_LINE);
    char *plain = str_take(&line);
    free(template->name);
    template->name = mem_strdup(str_trim(plain));
    free(plain);
    if (*template->name == '\0')
        return error_set(err, ERROR_INPUT, "a template needs a name");
    return utf8_count_codes(template->name, strlen(template->name)) <= NAME_CHARACTERS ||
           error_set(err, ERROR_INPUT, "the name of a template has at most %d characters", NAME_CHARACTERS);
}

bool app_template_save(App *app, Template *template, Error *err)
{
    if (!tidy_name(template, err))
        return false;
    if (str_blank(template->text))
        return error_set(err, ERROR_INPUT, "%s: a template needs a text", template->name);
    return check_language(template->subject, "subject", err) && check_language(template->text, NULL, err) &&
           step(app, template->id != 0 ? "edit" : "add", template->name, store_template_save, template, err);
}

static bool remove_row(Store *store, Template *template, Error *err)
{
    return store_template_remove(store, template->id, err);
}

bool app_template_remove(App *app, const char *name, Error *err)
{
    Template row = {0};
    bool fine =
        store_template_get(app->store, name, &row, err) && step(app, "remove", name, remove_row, &row, err);
    template_clear(&row);
    return fine;
}

static const EmbeddedFile *find_shipped(const char *name, TemplateFile *parsed)
{
    for (const EmbeddedFile *file = embedded_templates; file->name != NULL; file++) {
        if (!template_file_parse(file->text, file->length, parsed, NULL))
            continue;
        if (strcmp(parsed->name, name) == 0)
            return file;
        template_file_clear(parsed);
    }
    return NULL;
}

bool app_template_restore(App *app, const char *name, Error *err)
{
    TemplateFile parsed;
    const EmbeddedFile *file = find_shipped(name, &parsed);
    if (file == NULL)
        return error_set(err, ERROR_NOT_FOUND, "%s: is not one of the templates that came with the program",
                         name);
    Template row = {0};
    bool exists = store_template_get(app->store, name, &row, NULL);
    Template wanted = {.id = exists ? row.id : 0,
                       .name = parsed.name,
                       .subject = parsed.subject,
                       .text = parsed.text,
                       .occasion = parsed.occasion,
                       .channel = parsed.channel,
                       .shipped = (char *)file->name};
    bool fine = step(app, "restore", name, store_template_save, &wanted, err);
    template_clear(&row);
    template_file_clear(&parsed);
    return fine;
}

bool app_template_version(App *app, Template *template, int version, Error *err)
{
    TemplateVersions all = {0};
    TemplateVersion *found = NULL;
    bool fine = store_template_versions(app->store, template->id, &all, err);
    for (size_t i = 0; i < all.count; i++)
        found = all.items[i].version == version ? &all.items[i] : found;
    if (found != NULL) {
        free(template->subject);
        free(template->text);
        template->subject = mem_strdup(found->subject);
        template->text = mem_strdup(found->text);
        template->version = version;
        template->came = found->came;
    } else if (fine) {
        fine = error_set(err, ERROR_INPUT, "%s has no version %d; the last one is %d", template->name,
                         version, template->version);
    }
    template_versions_clear(&all);
    return fine;
}

bool app_template_restore_version(App *app, Template *template, Error *err)
{
    return step(app, "restore", template->name, store_template_save, template, err);
}
