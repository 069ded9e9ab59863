// SPDX-License-Identifier: MIT
// The debug log. One line a call, written at once and sanitised, because a log is often read in a terminal.
#include "rapport/base/log.h"

#include <stdarg.h>
#include <stdatomic.h>

#include "rapport/base/sanitise.h"
#include "rapport/base/str.h"

// Process-wide on purpose: a log that had to be passed around would not be used. Atomic, for the worker
// thread.
static FILE *_Atomic log_sink;

void log_open(FILE *sink)
{
    atomic_store(&log_sink, sink);
}

void log_debug(const char *area, const char *format, ...)
{
    FILE *sink = atomic_load(&log_sink);
    if (sink == NULL)
        return;
    Str message = STR_INIT, line = STR_INIT;
    va_list args;
    va_start(args, format);
    str_vappendf(&message, format, args);
    va_end(args);
    str_appendf(&line, "%s: ", area);
    sanitise(&line, str_get(&message), message.length, SANITISE_LINE);
    str_push(&line, '\n');
    fwrite(line.data, 1, line.length, sink);
    fflush(sink);
    str_clear(&line);
    str_clear(&message);
}
