// SPDX-License-Identifier: MIT
// Text files of unknown encoding become UTF-8, chunk by chunk: byte order marks, UTF-16, and files that never
// were UTF-8. The result does not depend on how the input was cut into chunks.
#ifndef RAPPORT_FORMATS_DECODE_H
#define RAPPORT_FORMATS_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/str.h"

typedef enum TextEncoding {
    TEXT_ASCII, // nothing but ASCII seen so far
    TEXT_UTF8,
    TEXT_CP1252, // a guess: the first byte above 127 was no UTF-8 (Windows Western, a superset of Latin-1)
    TEXT_UTF16LE,
    TEXT_UTF16BE,
} TextEncoding;

typedef struct TextDecoder TextDecoder;

TextDecoder *text_decoder_new(void);
void text_decoder_free(TextDecoder *decoder);

// Appends what is decoded to out; always valid UTF-8, each bad sequence as U+FFFD. A few bytes may be held
// back until the next call. NUL characters pass: the parser knows the line to blame.
void text_decoder_feed(TextDecoder *decoder, const char *bytes, size_t length, Str *out);
void text_decoder_end(TextDecoder *decoder, Str *out);

TextEncoding text_decoder_encoding(const TextDecoder *decoder);
const char *text_encoding_name(TextEncoding encoding); // "UTF-8", "Windows-1252" ...

// Bad sequences replaced so far, and where in the whole output the first replacement stands (UINT64_MAX =
// none).
size_t text_decoder_repaired(const TextDecoder *decoder);
uint64_t text_decoder_first_repair(const TextDecoder *decoder);

#endif
