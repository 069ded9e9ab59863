// SPDX-License-Identifier: MIT
// Stand-ins for use cases that are being written; whatever app has itself goes before them.
#include "rapport/app/transfer.h"

__attribute__((weak)) bool app_export_jsonl(App *app,
                                            bool (*write)(void *self, const char *bytes, size_t length),
                                            void *self, Error *err)
{
    (void)app, (void)write, (void)self;
    return error_set(err, ERROR_USAGE, "the complete export is not there yet");
}
