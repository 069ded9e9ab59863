// SPDX-License-Identifier: MIT
// Ways to somebody one does not know, through people one knows. Read only, and bounded: with millions of ties
// a few thousand are looked at, the nearest first.
#ifndef RAPPORT_APP_PATHS_H
#define RAPPORT_APP_PATHS_H

#include "rapport/app/app.h"
#include "rapport/base/str.h"
#include "rapport/core/path.h"

typedef VEC(IntroductionPath) IntroductionPaths; // vec_clear frees it

// At most max, the best first; none when nobody is found, or when I know them myself (*known).
bool app_paths(App *app, int64_t contact, size_t max, IntroductionPaths *paths, bool *known, Error *err);
// One path as a line: "Sally Hart (well), who is a friend of Bo Lind (closely)".
void app_path_line(App *app, const IntroductionPath *path, Str *out);

#endif
