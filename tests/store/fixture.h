// SPDX-License-Identifier: MIT
// A store for tests: private, at a fixed moment, with seeded ids; and the quickest way to put people into it.
// These tests know the inside of the layer: some rows no public function would make.
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/fixture.h"

#include "../../src/store/db.h"
#include "rapport/store/contacts.h"

static inline Store *fixture_open(const char *path)
{
    Error err = {0};
    Store *store = NULL;
    StoreOptions options = {
        .path = path, .create = true, .clock = fixture_clock(), .ids = id_source_seeded(7)};
    if (!store_open(&options, &store, &err))
        fail_msg("%s", err.message);
    return store;
}

// Several statements of SQL, outside or inside a transaction.
static inline void fixture_sql(Store *store, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(store->db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
}

static inline int64_t fixture_int(Store *store, const char *sql)
{
    sqlite3_stmt *stmt = db_prepare(store, NULL, sql);
    if (stmt == NULL)
        fail_msg("%s: %s", sql, sqlite3_errmsg(store->db));
    int64_t value = sqlite3_step(stmt) == SQLITE_ROW ? db_i64(stmt, 0) : -1;
    sqlite3_finalize(stmt);
    return value;
}

// A contact with a company ("" or NULL = none), in the open transaction.
static inline int64_t fixture_person(Store *store, const char *name, const char *company, bool active)
{
    Contact contact;
    contact_init(&contact);
    contact.name = mem_strdup(name);
    contact.active = active;
    FINE(store_contact_insert(store, &contact, err));
    int64_t id = contact.id;
    contact_clear(&contact);
    if (!str_blank(company))
        FINE(store_role_set(store, id, ORGANISATION_COMPANY, company, NULL, err));
    return id;
}

#endif
