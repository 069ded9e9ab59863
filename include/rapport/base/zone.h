// SPDX-License-Identifier: MIT
// Other people's time zones, from the system's zone files (RFC 8536); the machine's own is the clock's.
#ifndef RAPPORT_BASE_ZONE_H
#define RAPPORT_BASE_ZONE_H

#include <stdbool.h>
#include <stdint.h>

// Minutes east of Greenwich at the UTC second in a zone such as "Europe/Stockholm". False: no such zone is
// known here. Reads a file of a few kilobytes.
bool zone_offset(const char *name, int64_t utc, int32_t *offset_min);

#endif
