// SPDX-License-Identifier: MIT
// The part of the module that writes mails.
#ifndef RAPPORT_EXTRAS_MAIL_H
#define RAPPORT_EXTRAS_MAIL_H

#include "rapport/formats/extras.h"

extern const ExtrasMail EXTRAS_MAIL;

#endif
