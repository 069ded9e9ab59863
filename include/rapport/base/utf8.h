// SPDX-License-Identifier: MIT
// UTF-8: strict decoding, grapheme clusters (UAX 29), folding for search. Bytes in, bytes out.
#ifndef RAPPORT_BASE_UTF8_H
#define RAPPORT_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/str.h"

enum { UTF8_BAD = 0xFFFD };

// Decodes one code point at text[0..length). Returns its bytes (1..4) and the code point; for a bad byte 1
// and UTF8_BAD with *valid false. length must be > 0. valid may be NULL.
size_t utf8_decode(const char *text, size_t length, uint32_t *code, bool *valid);
size_t utf8_encode(uint32_t code,
                   char out[4]); // bytes written; a surrogate or a value over 10FFFF gives U+FFFD
bool utf8_valid(const char *text, size_t length); // strict: no overlong forms, no surrogates; NUL is allowed

// The bytes of printable ASCII (blanks too) at the beginning.
size_t utf8_plain(const char *text, size_t length);

// Appends text with each bad byte replaced by U+FFFD.
void utf8_repair(Str *out, const char *text, size_t length);

// The bytes of text that are kept of at most limit: no character is cut in two. What is no UTF-8 is cut
// anywhere.
size_t utf8_cut(const char *text, size_t length, size_t limit);

// Whether a character that begins with the byte may belong to the cluster of the one before it.
bool utf8_may_join(char lead);
// The byte length of the grapheme cluster that starts at text; 0 only when length is 0.
size_t utf8_cluster(const char *text, size_t length);
// The start of the cluster that ends at byte position at (0 stays 0).
size_t utf8_cluster_before(const char *text, size_t at);

size_t utf8_count_utf16(const char *text, size_t length); // UTF-16 code units, as web pages count
size_t utf8_count_codes(const char *text, size_t length); // code points
// Words as an editor counts them: what stands between blanks, and each character of a script without blanks.
size_t utf8_count_words(const char *text, size_t length);

// Appends the search form: compatibility forms and case folded (NFKD), accents, points and invisible
// characters removed, Latin letters that do not decompose mapped to their base (ø o, ł l, ß ss, ı i, ð d, þ
// th, æ ae, œ oe). Marks that spell the word stay (Indic and Thai signs, kana voicing), Hangul stays in
// syllables. Bad bytes are dropped. Folding twice changes nothing more.
void utf8_fold(Str *out, const char *text, size_t length);

bool utf8_is_cjk(uint32_t code); // written without spaces: Han, Kana, Hangul, Thai ...: matched anywhere, not
                                 // at word starts
bool utf8_is_word(uint32_t code); // letter, digit or mark: part of a word
bool utf8_is_space(uint32_t code);

// Calls visit for each search token of *folded* text: runs of word characters; each CJK character (with its
// marks) alone. Stops when visit returns false.
void utf8_tokens(const char *folded, size_t length,
                 bool (*visit)(void *self, const char *token, size_t length), void *self);

#endif
