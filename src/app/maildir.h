// SPDX-License-Identifier: MIT
// A Maildir as other programs keep one: a folder with cur, new and tmp, one mail a file
// (https://cr.yp.to/proto/maildir.html).
#ifndef RAPPORT_APP_MAILDIR_H
#define RAPPORT_APP_MAILDIR_H

#include <stdint.h>

#include "rapport/base/error.h"
#include "rapport/base/str.h"

// Puts a mail there as a seen draft (flags D and S): written and synced in tmp with mode 0600, then renamed
// into cur. uid names what it is a copy of, revision which one; older copies that we put there are taken
// away, unless a mail program has made them its own. "~/" is the home folder. Appends the path of the file.
// ERROR_INPUT when the folder is no Maildir.
bool maildir_put(const char *folder, const char *uid, int64_t revision, int64_t utc, const Str *mail,
                 Str *path, Error *err);

#endif
