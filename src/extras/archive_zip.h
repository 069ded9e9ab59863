// SPDX-License-Identifier: MIT
// Zip archives by libarchive, as the program sees them.
#ifndef RAPPORT_EXTRAS_ARCHIVE_ZIP_H
#define RAPPORT_EXTRAS_ARCHIVE_ZIP_H

#include "rapport/formats/extras.h"

extern const ExtrasArchive EXTRAS_ARCHIVE;

#endif
