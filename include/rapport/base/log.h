// SPDX-License-Identifier: MIT
// A debug log for developers: off until a sink is set (--verbose). Never holds contact data.
#ifndef RAPPORT_BASE_LOG_H
#define RAPPORT_BASE_LOG_H

#include <stdio.h>

void log_open(FILE *sink); // NULL switches the log off; the caller keeps the stream open meanwhile
void log_debug(const char *area, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
