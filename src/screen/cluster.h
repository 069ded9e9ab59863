// SPDX-License-Identifier: MIT
// Private to screen: one grapheme cluster as the cells that curses and every terminal agree on.
#ifndef RAPPORT_SCREEN_CLUSTER_H
#define RAPPORT_SCREEN_CLUSTER_H

#include "rapport/screen/canvas.h"

enum { CLUSTER_CELLS = 2 }; // a cluster has two columns at most

// Turns the cluster (sanitised, 1 or more bytes) into cells of width 1 or 2, without style and without tails.
// Gives their count, 0 for what has no width. A joined emoji becomes its first picture, a flag its two
// letters, a spacing mark a cell of its own, a character without a known width U+FFFD. The widths add up to
// width_cluster().
int cluster_cells(const char *cluster, size_t length, Cell cells[CLUSTER_CELLS]);

#endif
