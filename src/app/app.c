// SPDX-License-Identifier: MIT
// The App: an open database with the rules that its settings give.
#include "rapport/app/app.h"

#include <stdlib.h>

#include "rapport/app/drafts.h"
#include "rapport/app/spelling.h"
#include "rapport/base/mem.h"
#include "rapport/store/imports.h"

bool app_open(const StoreOptions *options, App **out, Error *err)
{
    App *app = mem_alloc(sizeof *app);
    app->calendar = calendar_default();
    if (!store_open(options, &app->store, err) || !app_reload_settings(app, err) ||
        (!store_read_only(app->store) && !app_templates_seed(app, err))) {
        app_close(app);
        return false;
    }
    *out = app;
    return true;
}

void app_close(App *app)
{
    if (app == NULL)
        return;
    store_close(app->store);
    days_off_clear(&app->days_off);
    vec_clear(&app->routines);
    app_forget_spelling(app);
    free(app);
}

int32_t app_today(const App *app)
{
    return store_today(app->store);
}

DateContext app_date_context(const App *app, bool past)
{
    Moment now = store_now(app->store);
    return (DateContext){.today = moment_day(now),
                         .minute = moment_minute(now),
                         .past = past,
                         .month_first = app->month_first,
                         .first_weekday = app->month_first ? 6 : 0,
                         .calendar = &app->calendar};
}

void step_result_clear(StepResult *result)
{
    vec_clear(&result->advice);
    *result = (StepResult){0};
}

bool app_pace(App *app, size_t count, size_t total, Error *err)
{
    enum { BETWEEN_LOOKS = 64 };
    if (count % BETWEEN_LOOKS != 0)
        return true;
    if (app->pace.go_on != NULL && !app->pace.go_on(app->pace.self, count, total))
        return error_set(err, ERROR_INTERRUPTED, "stopped; nothing was changed");
    return store_journal_flush(app->store, err);
}

// Long statements ask, too.
static bool go_on(void *self, size_t count, size_t total)
{
    App *app = self;
    return app->pace.go_on == NULL || app->pace.go_on(app->pace.self, count, total);
}

void app_watch(App *app, bool on)
{
    store_watch(app->store, on && app->pace.go_on != NULL ? go_on : NULL, app);
}

static bool travelled(App *app, bool done, Error *err)
{
    if (done && (store_last_change(app->store) & CHANGE_SETTINGS) != 0)
        return app_reload_settings(app, err);
    return done;
}

bool app_undo(App *app, bool mine, JournalStep *step, Error *err)
{
    app_watch(app, true);
    bool fine = store_undo(app->store, mine, step, err);
    app_watch(app, false);
    return travelled(app, fine, err);
}

bool app_redo(App *app, bool mine, JournalStep *step, Error *err)
{
    app_watch(app, true);
    bool fine = store_redo(app->store, mine, step, err);
    app_watch(app, false);
    return travelled(app, fine, err);
}
