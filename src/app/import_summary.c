// SPDX-License-Identifier: MIT
// What an import tells of itself: in a line of the history, and as the summary that is kept with it.
#include <string.h>

#include "import_internal.h"
#include "rapport/base/mem.h"
#include "rapport/formats/json.h"

char *import_describe(const Importing *im)
{
    const char *path = im->request->paths[0], *slash = strrchr(path, '/');
    const char *name = slash != NULL && slash[1] != '\0' ? slash + 1 : path;
    size_t more = im->request->path_count - 1;
    return more == 0 ? str_format("import %s", name)
                     : str_format("import %s and %zu more file%s", name, more, more == 1 ? "" : "s");
}

char *import_paths(const Importing *im)
{
    Str out = STR_INIT;
    for (size_t i = 0; i < im->request->path_count; i++)
        str_appendf(&out, "%s%s", i > 0 ? "\n" : "", im->request->paths[i]);
    return str_take(&out);
}

char *import_formats(const Importing *im)
{
    Str out = STR_INIT;
    for (size_t i = 0; i < im->report->files.count; i++) {
        const char *format = im->report->files.items[i].format;
        bool known = false;
        for (size_t j = 0; j < i; j++)
            known = known || str_equal(im->report->files.items[j].format, format);
        if (!known)
            str_appendf(&out, "%s%s", out.length > 0 ? " " : "", format);
    }
    return str_take(&out);
}

// Of those who are not of the pool: Today tells of them.
static void write_job_changes(const Importing *im, JsonWriter *json)
{
    enum { CHANGES_MOST = 500 };
    char uid[ID_TEXT_SIZE];
    size_t written = 0;
    json_field_array(json, "job_changes");
    for (size_t i = 0; i < im->report->job_changes.count && written < CHANGES_MOST; i++) {
        const JobChange *change = &im->report->job_changes.items[i];
        if (!change->active)
            continue;
        json_write_object(json);
        id_format(change->uid, uid);
        json_field_text(json, "contact", uid);
        json_field_text(json, "from", change->from);
        json_field_text(json, "to", change->to);
        json_write_object_end(json);
        written++;
    }
    json_write_array_end(json);
}

char *plan_change_line(const PlanChange *change)
{
    char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];
    Str line = STR_INIT;
    str_appendf(&line, "%s: ", change->what);
    if (change->name != NULL)
        str_appendf(&line, "%s, ", change->name);
    str_appendf(&line, "%s: %s", change->text, date_absolute(change->from, change->from_minute, from));
    if (change->to != CIVIL_NONE)
        str_appendf(&line, " -> %s", date_absolute(change->to, change->to_minute, to));
    return str_take(&line);
}

void import_report_files(const ImportReport *report, JsonWriter *json)
{
    json_field_array(json, "files");
    for (size_t i = 0; i < report->files.count; i++) {
        const ImportFile *file = &report->files.items[i];
        json_write_object(json);
        json_field_text(json, "path", file->path);
        json_field_text(json, "format", file->format);
        json_field_int(json, "rows", file->rows);
        json_field_int(json, "new", file->created);
        json_field_int(json, "updated", file->updated);
        json_field_int(json, "unchanged", file->unchanged);
        json_field_int(json, "hidden", file->hidden);
        json_field_int(json, "duplicates", file->duplicates);
        json_field_int(json, "rejected", file->rejected);
        json_write_object_end(json);
    }
    json_write_array_end(json);
}

char *import_summary(const Importing *im)
{
    Str out = STR_INIT;
    JsonWriter json = json_write_to(&out);
    json_write_object(&json);
    import_report_files(im->report, &json);
    write_job_changes(im, &json);
    json_field_int(&json, "messages", im->report->messages);
    json_field_int(&json, "invitations", im->report->invitations);
    json_field_int(&json, "notes", im->report->notes);
    json_write_object_end(&json);
    return str_take(&out);
}
