// SPDX-License-Identifier: MIT
// The rest of a network, straight into the tables of a database whose people were imported: three
// interactions and one follow-up each, three ties, rhythms, and what is derived from them. Indices and
// triggers make way meanwhile, and the counters are made anew. Always the same for the same people and day.
//     fill DATABASE DAY          DAY: the civil day taken for today
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EACH = 3, SPAN_DAYS = 900, NEVER = -999999, DAY_SECONDS = 86400, TIES = 3 };

typedef struct Facts {
    int64_t id;
    int last_out, last_in, next_due;
    unsigned char unanswered, stage;
} Facts;

typedef struct Fill {
    sqlite3 *db;
    Facts *people;
    size_t count;
    int today;
    uint64_t random;
} Fill;

static void complain(Fill *fill, const char *what)
{
    fprintf(stderr, "fill: %s: %s\n", what, sqlite3_errmsg(fill->db));
    exit(1);
}

static void run(Fill *fill, const char *sql)
{
    if (sqlite3_exec(fill->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        complain(fill, sql);
}

static sqlite3_stmt *prepare(Fill *fill, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(fill->db, sql, -1, &stmt, NULL) != SQLITE_OK)
        complain(fill, sql);
    return stmt;
}

static void step(Fill *fill, sqlite3_stmt *stmt)
{
    if (sqlite3_step(stmt) != SQLITE_DONE)
        complain(fill, "writing");
    sqlite3_reset(stmt);
}

static uint64_t next(Fill *fill)
{
    uint64_t z = fill->random += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static size_t below(Fill *fill, size_t limit)
{
    return (size_t)(next(fill) % limit);
}

static void bind_uid(Fill *fill, sqlite3_stmt *stmt, int at)
{
    uint64_t uid[2] = {next(fill), next(fill)};
    sqlite3_bind_blob(stmt, at, uid, sizeof uid, SQLITE_TRANSIENT);
}

// ---- indices and triggers make way

static char **take_away(Fill *fill, size_t *count)
{
    char **sql = NULL, *drops = NULL;
    sqlite3_stmt *stmt = prepare(
        fill,
        "SELECT sql, 'DROP ' || type || ' ' || name FROM sqlite_schema WHERE sql IS NOT NULL AND"
        " (type = 'trigger' OR (type = 'index' AND tbl_name IN ('contact', 'interaction', 'participant',"
        " 'followup', 'tie'))) ORDER BY type, name");
    *count = 0;
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        sql = realloc(sql, (*count + 1) * sizeof *sql);
        sql[(*count)++] = sqlite3_mprintf("%s", sqlite3_column_text(stmt, 0));
        drops = sqlite3_mprintf("%z%s;", drops, sqlite3_column_text(stmt, 1));
    }
    sqlite3_finalize(stmt);
    run(fill, drops);
    sqlite3_free(drops);
    return sql;
}

static void put_back(Fill *fill, char **sql, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        run(fill, sql[i]);
        sqlite3_free(sql[i]);
    }
    free(sql);
}

// ---- people

static void read_people(Fill *fill)
{
    sqlite3_stmt *stmt = prepare(fill, "SELECT id FROM contact WHERE state <> 'me' ORDER BY id");
    size_t room = 0;
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        if (fill->count == room)
            fill->people = realloc(fill->people, (room = room * 2 + 1024) * sizeof *fill->people);
        fill->people[fill->count++] = (Facts){
            .id = sqlite3_column_int64(stmt, 0), .last_out = NEVER, .last_in = NEVER, .next_due = NEVER};
    }
    sqlite3_finalize(stmt);
}

// Everybody comes up as often as everybody else, scattered.
static Facts *scattered(Fill *fill, size_t k)
{
    static const uint64_t PRIMES[] = {7368787, 9576890767, 15485863};
    uint64_t round = k / fill->count % 3;
    return &fill->people[(k % fill->count * PRIMES[round] + round * 12345) % fill->count];
}

// ---- interactions

static char *words(Fill *fill, char text[160])
{
    static const char *const HEADS[] = {"ro", "ta", "me", "li", "so",  "ve",
                                        "ka", "du", "pi", "na", "gre", "sto"};
    static const char *const TAILS[] = {"bot",  "lent", "ring", "ka",  "ver", "mont", "sel", "gard",
                                        "tion", "ble",  "ward", "lin", "pet", "nook", "fer", "da"};
    size_t length = 0, count = 4 + below(fill, 8);
    for (size_t i = 0; i < count; i++) {
        size_t a = below(fill, 12), b = below(fill, 1 + below(fill, 16)),
               c = below(fill, 1 + below(fill, 16));
        length += (size_t)snprintf(text + length, 160 - length, "%s%s%s%s", i > 0 ? " " : "", HEADS[a],
                                   TAILS[b], i % 3 == 2 ? "" : TAILS[c]);
    }
    return text;
}

typedef struct Kind {
    const char *kind, *channel, *direction, *outcome, *role;
    unsigned char stage;
} Kind;

static const char *const STAGES[] = {"spotted", "approached", "talking", "met", "in-touch"};

// In ten: how often each happens.
static const Kind KINDS[] = {
    {"message", "linkedin", "out", NULL, "to", 1},   {"message", "email", "out", NULL, "to", 1},
    {"message", "email", "out", NULL, "to", 1},      {"message", "linkedin", "out", NULL, "to", 1},
    {"message", "email", "in", NULL, "from", 2},     {"message", "linkedin", "in", NULL, "from", 2},
    {"message", "email", "in", NULL, "from", 2},     {"meeting", "in-person", "mutual", "held", "present", 3},
    {"call", "phone", "mutual", NULL, "present", 4}, {"note", NULL, NULL, NULL, "present", 0}};

static void note_facts(Facts *p, const Kind *kind, int day)
{
    bool out = kind->direction != NULL && strcmp(kind->direction, "out") == 0;
    bool in = kind->direction != NULL && strcmp(kind->direction, "in") == 0;
    if (kind->direction == NULL)
        return;
    p->last_out = in ? p->last_out : day;
    p->last_in = out ? p->last_in : day;
    p->unanswered = out ? (unsigned char)(p->unanswered + 1) : 0;
    p->stage = kind->stage > p->stage ? kind->stage : p->stage;
}

static void add_interactions(Fill *fill)
{
    sqlite3_stmt *one =
        prepare(fill, "INSERT INTO interaction (uid, at_utc, offset_min, day, kind, channel, direction,"
                      " text, outcome) VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?)");
    sqlite3_stmt *who =
        prepare(fill, "INSERT INTO participant (interaction, contact, role) VALUES (?, ?, ?)");
    size_t total = EACH * fill->count;
    char text[160];
    for (size_t k = 0; k < total; k++) {
        Facts *p = scattered(fill, k);
        const Kind *kind = &KINDS[below(fill, sizeof KINDS / sizeof *KINDS)];
        int day = fill->today - SPAN_DAYS + (int)(k * SPAN_DAYS / total);
        bind_uid(fill, one, 1);
        sqlite3_bind_int64(one, 2, (int64_t)day * DAY_SECONDS + (int64_t)below(fill, DAY_SECONDS));
        sqlite3_bind_int(one, 3, day);
        sqlite3_bind_text(one, 4, kind->kind, -1, SQLITE_STATIC);
        sqlite3_bind_text(one, 5, kind->channel, -1, SQLITE_STATIC);
        sqlite3_bind_text(one, 6, kind->direction, -1, SQLITE_STATIC);
        sqlite3_bind_text(one, 7, words(fill, text), -1, SQLITE_TRANSIENT);
        sqlite3_bind_text(one, 8, kind->outcome, -1, SQLITE_STATIC);
        step(fill, one);
        sqlite3_bind_int64(who, 1, sqlite3_last_insert_rowid(fill->db));
        sqlite3_bind_int64(who, 2, p->id);
        sqlite3_bind_text(who, 3, kind->role, -1, SQLITE_STATIC);
        step(fill, who);
        note_facts(p, kind, day);
    }
    sqlite3_finalize(one);
    sqlite3_finalize(who);
    run(fill,
        "INSERT INTO words (rowid, subject, text) SELECT id, subject, text FROM interaction ORDER BY id");
}

// ---- follow-ups and ties

static void add_followups(Fill *fill)
{
    static const char *const TEXTS[] = {"Ask how the move went", "Send the slides", "Suggest a coffee",
                                        "Say thanks", "Introduce to the robotics club"};
    sqlite3_stmt *one =
        prepare(fill, "INSERT INTO followup (uid, contact, day, text, origin, state, closed_utc,"
                      " closed_day) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (size_t k = 0; k < fill->count; k++) {
        Facts *p = scattered(fill, k);
        bool done = k % 50 == 0;
        // One in twenty is late; the rest lies ahead within a year.
        int day = done || k % 20 == 1 ? fill->today - 1 - (int)below(fill, 60)
                                      : fill->today + (int)below(fill, 365);
        bind_uid(fill, one, 1);
        sqlite3_bind_int64(one, 2, p->id);
        sqlite3_bind_int(one, 3, day);
        sqlite3_bind_text(one, 4, TEXTS[below(fill, sizeof TEXTS / sizeof *TEXTS)], -1, SQLITE_STATIC);
        sqlite3_bind_text(one, 5,
                          k % 10 == 2   ? "my-promise"
                          : k % 10 == 3 ? "their-promise"
                                        : "hand",
                          -1, SQLITE_STATIC);
        sqlite3_bind_text(one, 6, done ? "done" : "open", -1, SQLITE_STATIC);
        sqlite3_bind_null(one, 7);
        sqlite3_bind_null(one, 8);
        if (done) {
            sqlite3_bind_int64(one, 7, (int64_t)day * DAY_SECONDS);
            sqlite3_bind_int(one, 8, day);
        }
        step(fill, one);
        p->next_due = done ? NEVER : day;
    }
    sqlite3_finalize(one);
}

static void add_ties(Fill *fill)
{
    static const char *const TIE_KINDS[] = {"colleagues", "friends", "studied-together"};
    sqlite3_stmt *one = prepare(fill, "INSERT INTO tie (a, b, kind) VALUES (?, ?, ?)");
    for (size_t k = 0; k < TIES * fill->count; k++) {
        const Facts *a = &fill->people[k / TIES], *b = &fill->people[below(fill, fill->count)];
        if (a == b)
            continue;
        sqlite3_bind_int64(one, 1, a->id);
        sqlite3_bind_int64(one, 2, b->id);
        sqlite3_bind_text(one, 3, TIE_KINDS[k % 3], -1, SQLITE_STATIC);
        step(fill, one);
    }
    sqlite3_finalize(one);
}

// ---- what follows from them

static void bind_day(sqlite3_stmt *stmt, int at, int day)
{
    if (day == NEVER)
        sqlite3_bind_null(stmt, at);
    else
        sqlite3_bind_int(stmt, at, day);
}

static void set_facts(Fill *fill)
{
    static const int RHYTHMS[] = {30, 90, 180};
    sqlite3_stmt *one = prepare(
        fill, "UPDATE contact SET last_out_day = ?, last_in_day = ?, next_due_day = ?,"
              " unanswered = ?, stage = ?, rhythm_days = ?, favourite = ?, waiting_day = ?, owed_day = ?"
              " WHERE id = ?");
    for (size_t i = 0; i < fill->count; i++) {
        const Facts *p = &fill->people[i];
        bind_day(one, 1, p->last_out);
        bind_day(one, 2, p->last_in);
        bind_day(one, 3, p->next_due);
        sqlite3_bind_int(one, 4, p->unanswered);
        sqlite3_bind_text(one, 5, STAGES[p->stage], -1, SQLITE_STATIC);
        sqlite3_bind_int(one, 6, i % 3 == 0 ? RHYTHMS[i / 3 % 3] : 0);
        sqlite3_bind_int(one, 7, i % 500 == 0);
        bind_day(one, 8, p->unanswered > 0 ? p->last_out : NEVER);
        bind_day(one, 9, p->last_in > p->last_out ? p->last_in : NEVER);
        sqlite3_bind_int64(one, 10, p->id);
        step(fill, one);
    }
    sqlite3_finalize(one);
    run(fill,
        "DELETE FROM day_count; INSERT INTO day_count SELECT day, count(*) FROM followup WHERE state = 'open'"
        " GROUP BY day");
}

int main(int argc, char **argv)
{
    Fill fill = {.today = argc > 2 ? atoi(argv[2]) : 0, .random = 20261124};
    size_t count;
    if (argc < 3 || sqlite3_open_v2(argv[1], &fill.db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) {
        fprintf(stderr, "usage: fill DATABASE DAY\n");
        return 2;
    }
    run(&fill, "PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; PRAGMA journal_mode = OFF;"
               "PRAGMA foreign_keys = OFF; BEGIN");
    char **sql = take_away(&fill, &count);
    read_people(&fill);
    add_interactions(&fill);
    add_followups(&fill);
    add_ties(&fill);
    set_facts(&fill);
    put_back(&fill, sql, count);
    run(&fill, "COMMIT; PRAGMA journal_mode = WAL");
    free(fill.people);
    sqlite3_close(fill.db);
    return 0;
}
