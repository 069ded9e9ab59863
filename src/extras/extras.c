// SPDX-License-Identifier: MIT
// The door of the optional module: the table of what it can do.
#include "rapport/formats/extras.h"

#include "archive_zip.h"
#include "ical.h"
#include "mail.h"

__attribute__((visibility("default"))) const Extras *rapport_extras(void);

const Extras *rapport_extras(void)
{
    static const Extras extras = {
        .version = EXTRAS_VERSION, .archive = &EXTRAS_ARCHIVE, .mail = &EXTRAS_MAIL, .ical = &EXTRAS_ICAL};
    return &extras;
}
