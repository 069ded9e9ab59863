// SPDX-License-Identifier: MIT
// The least that a program on ncurses can do: a screen of text. What starting costs at best.
#include <curses.h>
#include <locale.h>

int main(void)
{
    setlocale(LC_ALL, "");
    initscr();
    raw();
    noecho();
    keypad(stdscr, TRUE);
    for (int y = 0; y < LINES - 1; y++)
        mvprintw(y, 0, "%3d  a line as long as those of a list of people usually are", y);
    mvprintw(LINES - 1, 0, "ready");
    refresh();
    for (int key = 0, n = 0; key != 'q'; key = getch(), n++) {
        mvprintw(LINES - 1, 0, "ready %d", n);
        refresh();
    }
    endwin();
    return 0;
}
