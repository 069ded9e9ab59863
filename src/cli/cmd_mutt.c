// SPDX-License-Identifier: MIT
// mutt-query: the protocol of mutt's query_command, which aerc speaks too. A first line that is shown, then a
// line for each address: address, name, note, with tabs between.
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/base/sanitise.h"
#include "rapport/core/query.h"
#include "rapport/store/search.h"

enum { QUERY_ANSWERS = 200 };

static void add_field(Str *out, const char *text, char end)
{
    sanitise(out, text != NULL ? text : "", text != NULL ? strlen(text) : 0, SANITISE_LINE);
    str_push(out, end);
}

static size_t add_addresses(Str *out, const Contact *contact)
{
    const ContactRole *role = contact_role(contact, ORGANISATION_COMPANY);
    size_t count = 0;
    for (size_t i = 0; i < contact->reaches.count; i++)
        if (contact->reaches.items[i].kind == REACH_EMAIL) {
            add_field(out, contact->reaches.items[i].value, '\t');
            add_field(out, contact->name, '\t');
            add_field(out, role != NULL ? role->name : NULL, '\n');
            count++;
        }
    return count;
}

bool cmd_mutt_query(Cli *cli, Error *err)
{
    Str text = STR_INIT, lines = STR_INIT;
    Query *query = NULL;
    ContactIds ids = {0};
    size_t count = 0;
    // Lenient: what is typed there is rarely a whole query.
    bool fine = argument_rest(cli, 0, &text, err) &&
                query_parse(str_get(&text), QUERY_LENIENT, app_today(cli->app), &query, err) &&
                store_search(cli->app->store, query, SORT_DEFAULT, false, QUERY_ANSWERS, &ids, err);
    for (size_t i = 0; fine && i < ids.count; i++) {
        Contact contact;
        contact_init(&contact);
        fine = store_contact_get(cli->app->store, ids.items[i], true, &contact, err);
        count += fine ? add_addresses(&lines, &contact) : 0;
        contact_clear(&contact);
    }
    if (fine) {
        print(cli, "%zu address%s in rapport\n", count, count == 1 ? "" : "es");
        str_append(&cli->out, str_get(&lines));
    }
    if (fine && count == 0)
        fine = error_set(err, ERROR_NOT_FOUND, "nobody with an e-mail address answers \"%.120s\"",
                         str_get(&text));
    query_free(query);
    vec_clear(&ids);
    str_clear(&text);
    str_clear(&lines);
    return fine;
}
