// SPDX-License-Identifier: MIT
// The tree of a query turned into a WHERE clause. Conditions are never NULL, so that NOT of them is right.
// Words go through the people index first; what it cannot say (which text, in a row) folded() confirms.
#include "search_sql.h"

#include <stdlib.h>

#include "rapport/base/mem.h"
#include "rapport/core/timing.h"
#include "rapport/store/settings.h"

#define LAST_DAY "max(ifnull(c.last_out_day, -999999), ifnull(c.last_in_day, -999999))"
#define LAST_KNOWN "(c.last_out_day IS NOT NULL OR c.last_in_day IS NOT NULL)"

static void bind_text(SearchSql *sql, char *owned)
{
    vec_push(&sql->binds, ((SearchBind){.text = owned}));
}

static void bind_number(SearchSql *sql, int64_t number)
{
    vec_push(&sql->binds, ((SearchBind){.number = number}));
}

void search_sql_clear(SearchSql *sql)
{
    for (size_t i = 0; i < sql->binds.count; i++)
        free(sql->binds.items[i].text);
    vec_clear(&sql->binds);
    str_clear(&sql->text);
}

// ---- words

// What the index is asked: each token quoted, the last as a beginning.
static void append_match(Str *match, const QueryValue *value)
{
    for (size_t i = 0; i < value->tokens.count; i++) {
        bool beginning = i + 1 == value->tokens.count && !value->whole;
        str_appendf(match, "%s\"%s\"%s", match->length > 0 ? " " : "", value->tokens.items[i].text,
                    beginning ? " *" : "");
    }
}

// What stands in the search form where the value matches.
static char *pattern_of(const QueryValue *value)
{
    Str pattern = STR_INIT;
    for (size_t i = 0; i < value->tokens.count; i++)
        str_appendf(&pattern, " %s", value->tokens.items[i].text);
    if (value->whole)
        str_push(&pattern, ' ');
    return str_take(&pattern);
}

void search_sql_match(SearchSql *sql, const QueryNode *words)
{
    Str match = STR_INIT;
    size_t count = words->children.count;
    for (size_t i = 0; i < (count > 0 ? count : 1); i++)
        append_match(&match, &(count > 0 ? words->children.items[i] : words)->values.items[0]);
    str_append(&sql->text, "SELECT rowid FROM people WHERE people MATCH ? ORDER BY rowid");
    bind_text(sql, str_take(&match));
}

// The words of an AND, or a single one, in one question to the index.
static void add_words(SearchSql *sql, const QueryNode *const *nodes, size_t count)
{
    Str match = STR_INIT;
    for (size_t i = 0; i < count; i++)
        append_match(&match, &nodes[i]->values.items[0]);
    str_append(&sql->text, "c.id IN (SELECT rowid FROM people WHERE people MATCH ?");
    bind_text(sql, str_take(&match));
    for (size_t i = 0; i < count; i++) {
        const QueryValue *value = &nodes[i]->values.items[0];
        if (value->tokens.count < 2)
            continue;
        str_append(&sql->text, " AND instr(tokens, ?) > 0");
        bind_text(sql, pattern_of(value));
    }
    str_push(&sql->text, ')');
}

// ---- fields of text

#define ROLE_AT(kind_and_when)                                                                               \
    "EXISTS (SELECT 1 FROM role r JOIN organisation o ON o.id = r.organisation WHERE r.contact = c.id"       \
    " AND " kind_and_when " AND instr(folded(o.name), ?) > 0)"

typedef struct TextField {
    bool indexed; // the text is part of the people index
    int patterns; // how many ? stand for the pattern
    const char *sql;
} TextField;

static const TextField TEXT_FIELDS[QUERY_FIELD_COUNT] = {
    [QUERY_NAME] = {true, 1,
                    "instr(folded(c.name) || folded(c.given) || folded(c.family) || folded(c.nickname), ?) > "
                    "0"},
    [QUERY_COMPANY] = {true, 1, ROLE_AT("o.kind = 'company'")},
    [QUERY_NOW] = {true, 1, ROLE_AT("o.kind = 'company' AND r.current = 1")},
    [QUERY_WAS] = {true, 1, ROLE_AT("o.kind = 'company' AND r.current = 0")},
    [QUERY_SCHOOL] = {true, 1, ROLE_AT("o.kind = 'school'")},
    [QUERY_GROUP] = {true, 1, ROLE_AT("o.kind = 'group'")},
    [QUERY_TITLE] = {true, 2,
                     "(instr(folded(c.headline), ?) > 0 OR EXISTS (SELECT 1 FROM role r"
                     " WHERE r.contact = c.id AND instr(folded(r.title), ?) > 0))"},
    [QUERY_TAG] = {true, 1,
                   "EXISTS (SELECT 1 FROM contact_tag ct JOIN tag t ON t.id = ct.tag"
                   " WHERE ct.contact = c.id AND instr(folded(t.name), ?) > 0)"},
    [QUERY_CITY] = {false, 1, "instr(folded(c.city), ?) > 0"},
    [QUERY_INDUSTRY] = {false, 1, "instr(folded(c.industry), ?) > 0"},
    [QUERY_BY] = {false, 1, "instr(folded(c.introduced_by), ?) > 0"},
};

static void add_text(SearchSql *sql, QueryField number, const QueryValue *value)
{
    const TextField *field = &TEXT_FIELDS[number];
    if (field->indexed) {
        Str match = STR_INIT;
        append_match(&match, value);
        str_append(&sql->text, "(c.id IN (SELECT rowid FROM people WHERE people MATCH ?) AND ");
        bind_text(sql, str_take(&match));
    }
    str_append(&sql->text, field->sql);
    for (int i = 0; i < field->patterns; i++)
        bind_text(sql, pattern_of(value));
    if (field->indexed)
        str_push(&sql->text, ')');
}

// The words index has texts in the search form: it is asked for the tokens as a phrase.
static void add_note(SearchSql *sql, const QueryValue *value)
{
    Str match = STR_INIT;
    for (size_t i = 0; i < value->tokens.count; i++)
        str_appendf(&match, "%c%s", i == 0 ? '"' : ' ', value->tokens.items[i].text);
    str_append(&match, value->whole ? "\"" : "\" *");
    str_append(&sql->text,
               "(c.id IN (SELECT p.contact FROM words w JOIN participant p ON p.interaction = w.rowid"
               " WHERE words MATCH ?)");
    bind_text(sql, str_take(&match));
    str_append(&sql->text,
               " OR c.id IN (SELECT dr.contact FROM draft d JOIN draft_recipient dr ON dr.draft = d.id"
               " JOIN draft_text t ON t.draft = d.id WHERE d.state = 'open'"
               " AND instr(folded(t.subject) || folded(t.text), ?) > 0))");
    bind_text(sql, pattern_of(value));
}

// ---- fields of choices

static void add_name(SearchSql *sql, const char *column, const char *name)
{
    if (name == NULL) {
        str_appendf(&sql->text, "c.%s IS NULL", column);
        return;
    }
    str_appendf(&sql->text, "c.%s IS ?", column);
    bind_text(sql, mem_strdup(name));
}

static void add_degree(SearchSql *sql, int degree)
{
    if (degree == QUERY_DEGREE_NONE) {
        str_append(&sql->text, "c.degree IS NULL");
        return;
    }
    str_append(&sql->text, "c.degree IS ?");
    bind_number(sql, degree);
}

static const char *const HAS_SQL[] = {
    [QUERY_HAS_EMAIL] = "EXISTS (SELECT 1 FROM reach r WHERE r.contact = c.id AND r.kind = 'email')",
    [QUERY_HAS_PHONE] = "EXISTS (SELECT 1 FROM reach r WHERE r.contact = c.id AND r.kind = 'phone')",
    [QUERY_HAS_LINKEDIN] = "EXISTS (SELECT 1 FROM reach r WHERE r.contact = c.id AND r.kind = 'link'"
                           " AND r.fold GLOB 'in/*')",
    [QUERY_HAS_NOTE] = "EXISTS (SELECT 1 FROM participant p JOIN interaction i ON i.id = p.interaction"
                       " WHERE p.contact = c.id AND i.kind = 'note')",
    [QUERY_HAS_DRAFT] = "EXISTS (SELECT 1 FROM draft_recipient dr JOIN draft d ON d.id = dr.draft"
                        " WHERE dr.contact = c.id AND d.state = 'open')",
    [QUERY_HAS_CARD] = "c.card <> 0",
    [QUERY_HAS_PROMISE] = "EXISTS (SELECT 1 FROM followup f WHERE f.contact = c.id AND f.state = 'open'"
                          " AND f.origin IN ('my-promise', 'their-promise'))",
};

typedef struct IsSql {
    const char *sql;
    enum { TODAY, HORIZON, POLITE } days[2]; // how long before today, for each ? of it
} IsSql;

static int32_t days_of(Store *store, const char *setting, int fallback)
{
    char *text = store_setting(store, setting);
    long days = text != NULL ? strtol(text, NULL, 10) : 0;
    free(text);
    return days > 0 && days < 100000 ? (int32_t)days : fallback;
}

SearchRules search_rules(Store *store)
{
    TimingSettings defaults = timing_defaults();
    return (SearchRules){days_of(store, "horizon", defaults.horizon_days),
                         days_of(store, "nudge-earliest", defaults.nudge_earliest)};
}

#define WAITING "(c.unanswered > 0 AND ifnull(c.last_out_day, -999999) >= ?)"

// is: answers from what the rows keep; the rules themselves are the timing engine's business.
static const IsSql IS_SQL[] = {
    [QUERY_IS_LATE] = {"(c.next_due_day IS NOT NULL AND c.next_due_day < ?)", {TODAY}},
    [QUERY_IS_WAITING] = {WAITING, {HORIZON}},
    [QUERY_IS_OWED] = {"(ifnull(c.last_in_day, -999999) >= ? AND ifnull((" SEARCH_LAST_WORD "), 0))",
                       {HORIZON}},
    [QUERY_IS_PENDING] = {"(c.pending_day IS NOT NULL AND c.pending_day >= ? AND c.owed_day IS NULL"
                          " AND c.waiting_day IS NULL)",
                          {HORIZON}},
    [QUERY_IS_QUIET] = {"(" WAITING " AND c.last_out_day <= ?)", {HORIZON, POLITE}},
    [QUERY_IS_RESTING] = {"(c.stage IS 'resting' OR ifnull(c.rested_until >= ?, 0))", {TODAY}},
    [QUERY_IS_FADING] = {"(c.rhythm_days > 0 AND c.state = 'active' AND c.stage IS NOT 'resting'"
                         " AND " LAST_KNOWN " AND NOT " WAITING " AND " LAST_DAY " + c.rhythm_days < ?)",
                         {HORIZON, TODAY}},
    [QUERY_IS_ME] = {"c.state = 'me'", {TODAY}},
    [QUERY_IS_FAVOURITE] = {"c.favourite <> 0", {TODAY}},
};

static void add_is(SearchSql *sql, int choice)
{
    const IsSql *row = &IS_SQL[choice];
    const int32_t days[] = {[TODAY] = 0, [HORIZON] = sql->rules.horizon, [POLITE] = sql->rules.polite};
    str_append(&sql->text, row->sql);
    int next = 0;
    for (const char *c = row->sql; *c != '\0'; c++)
        if (*c == '?')
            bind_number(sql, (int64_t)sql->today - days[row->days[next++]]);
}

// ---- fields of days

static void add_days(SearchSql *sql, QueryField field, const QueryValue *value)
{
    static const struct {
        const char *known, *day;
    } columns[QUERY_FIELD_COUNT] = {
        [QUERY_MET] = {"c.met_day IS NOT NULL", "c.met_day"},
        [QUERY_LAST] = {LAST_KNOWN, LAST_DAY},
        [QUERY_NEXT] = {"c.next_due_day IS NOT NULL", "c.next_due_day"},
        [QUERY_ADDED] = {"c.added_day IS NOT NULL", "c.added_day"},
    };
    if (value->never) {
        str_appendf(&sql->text, "NOT %s", columns[field].known);
        return;
    }
    str_appendf(&sql->text, "(%s AND %s BETWEEN ? AND ?)", columns[field].known, columns[field].day);
    bind_number(sql, value->from);
    bind_number(sql, value->to);
}

// ---- the tree

static void add_value(SearchSql *sql, QueryField field, const QueryValue *value)
{
    switch (field) {
    case QUERY_STAGE:
        add_name(sql, "stage", stage_name((Stage)value->choice));
        break;
    case QUERY_CHANNEL:
        add_name(sql, "channel", channel_name((Channel)value->choice));
        break;
    case QUERY_HOW:
        add_name(sql, "how", how_met_name((HowMet)value->choice));
        break;
    case QUERY_DEGREE:
        add_degree(sql, value->choice);
        break;
    case QUERY_HAS:
        str_append(&sql->text, HAS_SQL[value->choice]);
        break;
    case QUERY_IS:
        add_is(sql, value->choice);
        break;
    case QUERY_NOTE:
        add_note(sql, value);
        break;
    default:
        if (query_field_info(field)->kind == QUERY_DAYS)
            add_days(sql, field, value);
        else
            add_text(sql, field, value);
    }
}

static void add_field(SearchSql *sql, const QueryNode *node)
{
    str_push(&sql->text, '(');
    for (size_t i = 0; i < node->values.count; i++) {
        str_append(&sql->text, i > 0 ? " OR " : "");
        add_value(sql, node->field, &node->values.items[i]);
    }
    str_push(&sql->text, ')');
}

static void add_node(SearchSql *sql, const QueryNode *node);

static bool is_words(const QueryNode *node)
{
    return node->kind == QUERY_WORD || node->kind == QUERY_PHRASE;
}

static void add_group(SearchSql *sql, const QueryNode *node)
{
    bool join = node->kind == QUERY_AND;
    VEC(const QueryNode *) words = {0};
    size_t parts = 0;
    str_push(&sql->text, '(');
    for (size_t i = 0; i < node->children.count; i++) {
        const QueryNode *child = node->children.items[i];
        if (join && is_words(child)) {
            vec_push(&words, child);
            continue;
        }
        str_append(&sql->text, parts++ == 0 ? "" : join ? " AND " : " OR ");
        add_node(sql, child);
    }
    if (words.count > 0) {
        str_append(&sql->text, parts > 0 ? " AND " : "");
        add_words(sql, words.items, words.count);
    }
    str_push(&sql->text, ')');
    vec_clear(&words);
}

static void add_node(SearchSql *sql, const QueryNode *node)
{
    switch (node->kind) {
    case QUERY_AND:
    case QUERY_OR:
        add_group(sql, node);
        break;
    case QUERY_NOT:
        str_append(&sql->text, "NOT (");
        add_node(sql, node->children.items[0]);
        str_push(&sql->text, ')');
        break;
    case QUERY_WORD:
    case QUERY_PHRASE:
        add_words(sql, (const QueryNode *const[]){node}, 1);
        break;
    case QUERY_FIELD:
        add_field(sql, node);
    }
}

void search_sql_node(SearchSql *sql, const QueryNode *node)
{
    add_node(sql, node);
}

// state > '' lets the order index be used from its first column on.
static const char *const SCOPES[] = {
    [QUERY_SCOPE_DEFAULT] = "c.deleted_at IS NULL AND c.state > ''",
    [QUERY_SCOPE_POOL] = "c.deleted_at IS NULL AND c.state = 'pool'",
    [QUERY_SCOPE_ACTIVE] = "c.deleted_at IS NULL AND c.state = 'active'",
    [QUERY_SCOPE_TRASH] = "c.deleted_at IS NOT NULL",
    [QUERY_SCOPE_ALL] = "1",
};

void search_sql_where(SearchSql *sql, const Query *query)
{
    str_append(&sql->text, SCOPES[query != NULL ? query->scope : QUERY_SCOPE_DEFAULT]);
    if (query == NULL || !query->names_me)
        str_append(&sql->text, " AND c.state <> 'me'");
    if (query != NULL && query->root != NULL) {
        str_append(&sql->text, " AND ");
        add_node(sql, query->root);
    }
}

// ---- the order

#define COMPANY                                                                                              \
    "(SELECT o.fold FROM role r JOIN organisation o ON o.id = r.organisation WHERE r.contact = c.id"         \
    " AND r.current = 1 AND o.kind = 'company' ORDER BY r.from_day DESC, r.position, r.id LIMIT 1)"

// What is not known comes last, whichever way the rest runs.
typedef struct SortKey {
    const char *key;
    bool descending; // its natural way is downwards
} SortKey;

static const SortKey SORT_KEYS[QUERY_SORT_COUNT] = {
    [QUERY_SORT_NAME] = {"c.sort_key", false},
    [QUERY_SORT_COMPANY] = {COMPANY, false},
    [QUERY_SORT_LAST] = {"nullif(" LAST_DAY ", -999999)", false},
    [QUERY_SORT_NEXT] = {"c.next_due_day", false},
    [QUERY_SORT_MET] = {"c.met_day", false},
    [QUERY_SORT_ADDED] = {"c.added_day", false},
    [QUERY_SORT_GROUND] = {"(SELECT count(DISTINCT r.organisation) FROM role r JOIN role mine"
                           " ON mine.organisation = r.organisation WHERE r.contact = c.id"
                           " AND mine.contact = (SELECT id FROM contact WHERE state = 'me'))",
                           true},
};

static void add_sort(SearchSql *sql, QuerySortKey number, bool reverse)
{
    const SortKey *key = &SORT_KEYS[number];
    str_appendf(&sql->text, "%s%s NULLS LAST, ", key->key, key->descending != reverse ? " DESC" : "");
}

static bool sort_key_of(ContactSort sort, QuerySortKey *key)
{
    static const int keys[] = {[SORT_DEFAULT] = -1,
                               [SORT_NAME] = QUERY_SORT_NAME,
                               [SORT_COMPANY] = QUERY_SORT_COMPANY,
                               [SORT_LAST] = QUERY_SORT_LAST,
                               [SORT_NEXT] = QUERY_SORT_NEXT,
                               [SORT_MET] = QUERY_SORT_MET,
                               [SORT_ADDED] = QUERY_SORT_ADDED};
    if (keys[sort] < 0)
        return false;
    *key = (QuerySortKey)keys[sort];
    return true;
}

void search_sql_order(SearchSql *sql, const Query *query, ContactSort sort, bool reverse)
{
    QuerySortKey key;
    size_t own = query != NULL ? query->sort_count : 0;
    str_append(&sql->text, " ORDER BY ");
    if (sort_key_of(sort, &key)) {
        add_sort(sql, key, reverse);
        reverse = false;
    }
    for (size_t i = 0; i < own; i++) {
        add_sort(sql, query->sorts[i].key, query->sorts[i].reverse != reverse);
        reverse = false;
    }
    str_append(&sql->text, reverse ? "c.state, c.sort_key DESC, c.id DESC" : "c.state, c.sort_key, c.id");
}
