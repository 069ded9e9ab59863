// SPDX-License-Identifier: MIT
// Cell by cell into a contact: a cell that cannot be understood drops itself with a warning and never the
// row; a cell without a field is kept as an extra, since nothing unknown is thrown away.
#include "csv_contact.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/formats/linkedin.h"

typedef struct Filling {
    const SheetRow *row;
    const CsvColumns *columns;
    CsvContactScratch *scratch;
    ImportContact contact;
} Filling;

void csv_contact_scratch_clear(CsvContactScratch *scratch)
{
    vec_clear(&scratch->emails);
    vec_clear(&scratch->phones);
    vec_clear(&scratch->links);
    vec_clear(&scratch->tags);
    vec_clear(&scratch->extra);
    str_clear(&scratch->name);
    str_clear(&scratch->key);
    str_clear(&scratch->slug);
}

static void warn(const Filling *filling, size_t position, const char *reason)
{
    sheet_tell_cell(filling->row, IMPORT_WARNING, (int)position, reason);
}

// The label of a value: what stands in its label column without Google's star for "preferred", else what the
// title says.
static const char *label_of(const Filling *filling, const CsvColumn *column)
{
    const char *label = sheet_cell_line(filling->row, column->label_at);
    if (label != NULL && *label == '*')
        label += strspn(label, "* ");
    return label != NULL && *label != '\0' ? label : column->title.fixed;
}

// Takes the next value off a cell that holds several (" ::: " in Google's files, else any of the separators).
static char *next_value(char **rest, const char *separators)
{
    while (*rest != NULL && **rest != '\0') {
        char *start = *rest;
        char *triple = strstr(start, " ::: ");
        size_t length = triple != NULL ? (size_t)(triple - start) : strlen(start);
        size_t shorter = strcspn(start, separators);
        bool at_triple = triple != NULL && length <= shorter;
        length = shorter < length ? shorter : length;
        *rest = start[length] == '\0' ? NULL : start + length + (at_triple ? 5 : 1);
        start[length] = '\0';
        str_trim(start);
        if (*start != '\0')
            return start;
    }
    return NULL;
}

static void add_emails(Filling *filling, const CsvColumn *column, size_t position, char *cell)
{
    for (char *email; (email = next_value(&cell, ",;")) != NULL;) {
        if (strchr(email, '@') == NULL || strpbrk(email, " <>") != NULL)
            warn(filling, position, "this is no e-mail address");
        else
            vec_push(&filling->scratch->emails, ((ImportValue){email, label_of(filling, column)}));
    }
}

static void add_phones(Filling *filling, const CsvColumn *column, size_t position, char *cell)
{
    for (char *phone; (phone = next_value(&cell, ";")) != NULL;) {
        if (strpbrk(phone, "0123456789") == NULL)
            warn(filling, position, "this is no phone number");
        else
            vec_push(&filling->scratch->phones, ((ImportValue){phone, label_of(filling, column)}));
    }
}

static void add_links(Filling *filling, const CsvColumn *column, char *cell)
{
    for (char *link; (link = next_value(&cell, " ")) != NULL;) {
        vec_push(&filling->scratch->links, ((ImportValue){link, label_of(filling, column)}));
        if (filling->contact.slug == NULL && linkedin_slug(link, &filling->scratch->slug))
            filling->contact.slug = str_get(&filling->scratch->slug);
    }
}

// Google marks its system groups with a star ("* myContacts"): they say nothing.
static void add_tags(Filling *filling, char *cell)
{
    for (char *tag; (tag = next_value(&cell, ",;")) != NULL;) {
        if (*tag != '*' && !str_equal(tag, "myContacts"))
            vec_push(&filling->scratch->tags, ((ImportValue){.value = tag}));
    }
}

static void set_day(Filling *filling, const CsvField *field, size_t position)
{
    int32_t *day = (int32_t *)(void *)((char *)&filling->contact + field->offset);
    if (*day == CIVIL_NONE)
        *day = sheet_cell_day(filling->row, (int)position);
}

static void set_line(Filling *filling, const CsvField *field, size_t position, const char *cell)
{
    const char **line = (const char **)(void *)((char *)&filling->contact + field->offset);
    if (*line == NULL)
        *line = cell;
    else if (!str_equal(*line, cell))
        vec_push(&filling->scratch->extra,
                 ((ImportValue){.value = cell, .label = filling->row->header->cells[position]}));
}

static void set_how(Filling *filling, size_t position, const char *cell)
{
    filling->contact.how = how_met_parse(cell);
    if (filling->contact.how == HOW_NONE)
        warn(filling, position,
             "this is no way to meet; known are event, online, introduced, chance and cold");
}

static void set_degree(Filling *filling, size_t position, const char *cell)
{
    if (*cell >= '1' && *cell <= '3')
        filling->contact.degree = *cell - '0';
    else
        warn(filling, position, "a degree is 1, 2 or 3");
}

static void fill_field(Filling *filling, const CsvColumn *column, size_t position, char *cell)
{
    const CsvField *field = column->title.field;
    switch (field->kind) {
    case CSV_FIELD_LINE:
    case CSV_FIELD_TEXT:
        set_line(filling, field, position, cell);
        break;
    case CSV_FIELD_DAY:
        set_day(filling, field, position);
        break;
    case CSV_FIELD_EMAIL:
        add_emails(filling, column, position, cell);
        break;
    case CSV_FIELD_PHONE:
        add_phones(filling, column, position, cell);
        break;
    case CSV_FIELD_LINK:
        add_links(filling, column, cell);
        break;
    case CSV_FIELD_TAGS:
        add_tags(filling, cell);
        break;
    case CSV_FIELD_HOW:
        set_how(filling, position, cell);
        break;
    case CSV_FIELD_DEGREE:
        set_degree(filling, position, cell);
        break;
    case CSV_FIELD_MIDDLE:
        filling->scratch->middle = cell;
        break;
    }
}

static void fill_cell(Filling *filling, size_t position)
{
    const SheetRow *row = filling->row;
    bool titled = position < filling->columns->count;
    const CsvColumn *column = titled ? &filling->columns->items[position] : NULL;
    if (titled && column->title.label)
        return;
    bool text = titled && column->title.field != NULL && column->title.field->kind == CSV_FIELD_TEXT;
    char *cell = text ? sheet_cell_text(row, (int)position) : sheet_cell_line(row, (int)position);
    if (cell == NULL || str_starts(cell, "0/0/0")) // classic Outlook's way to say "no day"
        return;
    if (titled && column->title.field != NULL)
        fill_field(filling, column, position, cell);
    else
        vec_push(
            &filling->scratch->extra,
            ((ImportValue){.value = cell,
                           .label = position < row->header->count ? row->header->cells[position] : NULL}));
}

static void append_part(Str *name, const char *part)
{
    if (part != NULL && name->length > 0)
        str_push(name, ' ');
    str_append(name, part);
}

// The full name: as given, else from its parts, else whatever else tells the person. False when nothing does.
static bool compose_name(Filling *filling)
{
    ImportContact *contact = &filling->contact;
    CsvContactScratch *scratch = filling->scratch;
    if (contact->name != NULL)
        return true;
    append_part(&scratch->name, contact->given);
    append_part(&scratch->name, scratch->middle);
    append_part(&scratch->name, contact->family);
    if (scratch->name.length > 0)
        contact->name = str_get(&scratch->name);
    else if (contact->nickname != NULL)
        contact->name = contact->nickname;
    else if (scratch->emails.count > 0)
        contact->name = scratch->emails.items[0].value;
    else if (contact->slug != NULL)
        contact->name = contact->slug;
    else
        contact->name = contact->company;
    return contact->name != NULL;
}

// "in/<slug>", else "name/<folded name>/<first e-mail in lower case>".
static void make_key(Filling *filling)
{
    ImportContact *contact = &filling->contact;
    Str *key = &filling->scratch->key;
    if (contact->slug != NULL) {
        str_appendf(key, "in/%s", contact->slug);
    } else {
        str_append(key, "name/");
        utf8_fold(key, contact->name, strlen(contact->name));
        str_push(key, '/');
        const char *email = filling->scratch->emails.count > 0 ? filling->scratch->emails.items[0].value : "";
        utf8_fold(key, email, strlen(email));
    }
    contact->key = str_get(key);
}

static void reset(CsvContactScratch *scratch)
{
    scratch->emails.count = scratch->phones.count = scratch->links.count = 0;
    scratch->tags.count = scratch->extra.count = 0;
    scratch->middle = NULL;
    str_truncate(&scratch->name, 0);
    str_truncate(&scratch->key, 0);
    str_truncate(&scratch->slug, 0);
}

void csv_contact_row(const SheetRow *row, const CsvColumns *columns, const char *source,
                     CsvContactScratch *scratch)
{
    reset(scratch);
    Filling filling = {.row = row, .columns = columns, .scratch = scratch};
    filling.contact = (ImportContact){.line = row->record->line,
                                      .source = source,
                                      .connected_day = CIVIL_NONE,
                                      .birthday = CIVIL_NONE,
                                      .met_day = CIVIL_NONE};
    for (size_t i = 0; i < row->record->count; i++) {
        row->record->fields[i] += csv_unguard(row->record->fields[i]) - row->record->fields[i];
        fill_cell(&filling, i);
    }
    if (!compose_name(&filling)) {
        sheet_tell(row, IMPORT_REJECTED, -1, "the row names nobody: no name, e-mail or company");
        return;
    }
    make_key(&filling);
    ImportContact *contact = &filling.contact;
    contact->emails = (ImportValues){scratch->emails.items, scratch->emails.count};
    contact->phones = (ImportValues){scratch->phones.items, scratch->phones.count};
    contact->links = (ImportValues){scratch->links.items, scratch->links.count};
    contact->tags = (ImportValues){scratch->tags.items, scratch->tags.count};
    contact->extra = (ImportValues){scratch->extra.items, scratch->extra.count};
    if (row->sink->contact != NULL)
        row->sink->contact(row->self, contact);
}
