// SPDX-License-Identifier: MIT
// The part of the module that writes and reads calendars.
#ifndef RAPPORT_EXTRAS_ICAL_H
#define RAPPORT_EXTRAS_ICAL_H

#include "rapport/formats/extras.h"
#include "rapport/formats/ical.h"

#define ICAL_SAID "X-RAPPORT-DAY"

bool ical_component_read(const char *text, size_t length, const IcalSink *sink, Error *err); // ical_read.c

extern const ExtrasIcal EXTRAS_ICAL;

#endif
