// SPDX-License-Identifier: MIT
// Where the program touches others: the clipboard, the browser or mail program, the external editor. All by
// argv; nothing is sent.
#ifndef RAPPORT_TUI_HANDOVER_H
#define RAPPORT_TUI_HANDOVER_H

#include "rapport/tui/tui.h"

// Copies by the configured program, else by the first of wl-copy, xclip, xsel and pbcopy that fits the
// session, else by the terminal (OSC 52). *how names what took it, for a toast: "wl-copy", "the terminal";
// static or configured text.
bool clipboard_copy(Tui *tui, const char *text, const char **how, Error *err);

// True when an address may be handed to another program: http, https or mailto, and nothing in it but
// printable ASCII.
bool link_allowed(const char *link);

// Appends the address of a profile as entered ("linkedin.com/in/x" too) with its scheme.
void link_complete(Str *out, const char *entered);

// Appends "mailto:address?subject=...&body=..."; a long body is left out.
void link_mail(Str *out, const char *address, const char *subject, const char *body);

// Opens it with the configured browser, $BROWSER or the desktop's opener. False (err says why) when there is
// none: the address is on the screen anyway.
bool link_open(Tui *tui, const char *link, Error *err);

// Lets the person edit text in $EDITOR: a private temporary file, gone afterwards. *out is what came back,
// owned; NULL when nothing was changed.
bool external_edit(Tui *tui, const char *text, char **out, Error *err);

#endif
