// SPDX-License-Identifier: MIT
// Address books come as UTF-8, as UTF-16 from Windows, and as Windows-1252 from old programs. Guessing once,
// at the first byte that tells, keeps the guess independent of chunk borders and needs no second pass.
#include "rapport/formats/decode.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

enum { HEAD = 4 }; // bytes that tell a byte order mark or bare UTF-16

struct TextDecoder {
    TextEncoding encoding;
    bool started; // the head was looked at
    char held[8]; // head, or an incomplete character
    size_t held_length;
    iconv_t convert; // only for UTF-16
    bool converting;
    uint64_t written;
    size_t repaired;
    uint64_t first_repair;
};

TextDecoder *text_decoder_new(void)
{
    TextDecoder *decoder = mem_alloc(sizeof *decoder);
    decoder->first_repair = UINT64_MAX;
    return decoder;
}

void text_decoder_free(TextDecoder *decoder)
{
    if (decoder != NULL && decoder->converting)
        iconv_close(decoder->convert);
    free(decoder);
}

TextEncoding text_decoder_encoding(const TextDecoder *decoder)
{
    return decoder->encoding;
}

size_t text_decoder_repaired(const TextDecoder *decoder)
{
    return decoder->repaired;
}

uint64_t text_decoder_first_repair(const TextDecoder *decoder)
{
    return decoder->first_repair;
}

const char *text_encoding_name(TextEncoding encoding)
{
    static const char *const names[] = {"ASCII", "UTF-8", "Windows-1252", "UTF-16LE", "UTF-16BE"};
    return names[encoding];
}

static void emit(TextDecoder *decoder, Str *out, const char *bytes, size_t length)
{
    str_append_n(out, bytes, length);
    decoder->written += length;
}

static void emit_repair(TextDecoder *decoder, Str *out)
{
    if (decoder->repaired++ == 0)
        decoder->first_repair = decoder->written;
    emit(decoder, out, "\xef\xbf\xbd", 3);
}

// Code points of the bytes 0x80..0x9F; 0 = undefined. Source: the WHATWG Encoding Standard, index
// windows-1252, but with the five undefined bytes left undefined.
static const uint16_t CP1252_HIGH[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static void emit_cp1252(TextDecoder *decoder, Str *out, unsigned char byte)
{
    uint32_t code = byte >= 0x80 && byte <= 0x9F ? CP1252_HIGH[byte - 0x80] : byte;
    char bytes[4];
    if (byte != 0 && code == 0)
        emit_repair(decoder, out);
    else
        emit(decoder, out, bytes, utf8_encode(code, bytes));
}

// Length of the run of ASCII at the start.
static size_t ascii_run(const char *bytes, size_t length)
{
    size_t run = 0;
    while (run < length && (unsigned char)bytes[run] < 0x80)
        run++;
    return run;
}

// How long a UTF-8 character that starts with this byte wants to be; 1 for bytes that cannot start one.
static size_t wanted(unsigned char lead)
{
    return lead >= 0xF0 && lead <= 0xF4   ? 4
           : lead >= 0xE0 && lead <= 0xEF ? 3
           : lead >= 0xC2 && lead <= 0xDF ? 2
                                          : 1;
}

// True when the bytes could still become a character once more bytes come.
static bool incomplete(const char *bytes, size_t length)
{
    if (length >= wanted((unsigned char)bytes[0]))
        return false;
    for (size_t i = 1; i < length; i++) {
        if (((unsigned char)bytes[i] & 0xC0) != 0x80)
            return false;
    }
    return true;
}

// Decodes bytes that are not UTF-16 and returns how many were used; the rest is an incomplete character.
static size_t decode_bytes(TextDecoder *decoder, const char *bytes, size_t length, Str *out, bool last)
{
    size_t at = 0;
    while (at < length) {
        size_t run = ascii_run(bytes + at, length - at);
        emit(decoder, out, bytes + at, run);
        at += run;
        if (at == length)
            break;
        if (decoder->encoding == TEXT_CP1252) {
            emit_cp1252(decoder, out, (unsigned char)bytes[at++]);
            continue;
        }
        if (!last && incomplete(bytes + at, length - at))
            break;
        uint32_t code;
        bool valid;
        size_t used = utf8_decode(bytes + at, length - at, &code, &valid);
        if (decoder->encoding == TEXT_ASCII)
            decoder->encoding = valid ? TEXT_UTF8 : TEXT_CP1252;
        if (decoder->encoding == TEXT_CP1252)
            continue;
        if (valid)
            emit(decoder, out, bytes + at, used);
        else
            emit_repair(decoder, out);
        at += used;
    }
    return at;
}

// Converts UTF-16 and returns how many bytes were used.
static size_t decode_utf16(TextDecoder *decoder, const char *bytes, size_t length, Str *out, bool last)
{
    char buffer[4096];
    char *from = (char *)bytes; // iconv's signature; it does not write there
    size_t left = length;
    while (left > 0) {
        char *to = buffer;
        size_t room = sizeof buffer;
        size_t result = iconv(decoder->convert, &from, &left, &to, &room);
        int reason = result == (size_t)-1 ? errno : 0;
        emit(decoder, out, buffer, (size_t)(to - buffer));
        if (reason == EILSEQ || (reason == EINVAL && last)) {
            emit_repair(decoder, out);
            size_t skip = left < 2 ? left : 2;
            from += skip;
            left -= skip;
        } else if (reason == EINVAL) {
            break;
        }
    }
    return length - left;
}

static void open_utf16(TextDecoder *decoder, TextEncoding encoding)
{
    decoder->encoding = encoding;
    decoder->convert = iconv_open("UTF-8", text_encoding_name(encoding));
    decoder->converting = decoder->convert != (iconv_t)-1;
}

// Looks at the first bytes and returns how many of them are a byte order mark.
static size_t start(TextDecoder *decoder, const char *head, size_t length)
{
    decoder->started = true;
    const unsigned char *b = (const unsigned char *)head;
    if (length >= 3 && memcmp(b, "\xef\xbb\xbf", 3) == 0) {
        decoder->encoding = TEXT_UTF8;
        return 3;
    }
    if (length >= 2 && b[0] == 0xFF && b[1] == 0xFE) {
        open_utf16(decoder, TEXT_UTF16LE);
        return 2;
    }
    if (length >= 2 && b[0] == 0xFE && b[1] == 0xFF) {
        open_utf16(decoder, TEXT_UTF16BE);
        return 2;
    }
    if (length >= 4 && b[0] != 0 && b[1] == 0 && b[2] != 0 && b[3] == 0)
        open_utf16(decoder, TEXT_UTF16LE);
    else if (length >= 4 && b[0] == 0 && b[1] != 0 && b[2] == 0 && b[3] != 0)
        open_utf16(decoder, TEXT_UTF16BE);
    return 0;
}

static size_t decode(TextDecoder *decoder, const char *bytes, size_t length, Str *out, bool last)
{
    return decoder->converting ? decode_utf16(decoder, bytes, length, out, last)
                               : decode_bytes(decoder, bytes, length, out, last);
}

// Decodes what is held; what is still incomplete moves to the front.
static void decode_held(TextDecoder *decoder, Str *out, bool last)
{
    size_t used = decode(decoder, decoder->held, decoder->held_length, out, last);
    decoder->held_length -= used;
    memmove(decoder->held, decoder->held + used, decoder->held_length);
}

static void start_with_held(TextDecoder *decoder)
{
    size_t mark = start(decoder, decoder->held, decoder->held_length);
    decoder->held_length -= mark;
    memmove(decoder->held, decoder->held + mark, decoder->held_length);
}

void text_decoder_feed(TextDecoder *decoder, const char *bytes, size_t length, Str *out)
{
    // First byte by byte until nothing is held, then the bulk straight from the caller's memory.
    while (length > 0 && (!decoder->started || decoder->held_length > 0)) {
        decoder->held[decoder->held_length++] = *bytes++;
        length--;
        if (!decoder->started && decoder->held_length == HEAD)
            start_with_held(decoder);
        if (decoder->started)
            decode_held(decoder, out, false);
    }
    if (length == 0)
        return;
    size_t used = decode(decoder, bytes, length, out, false);
    decoder->held_length = length - used;
    memcpy(decoder->held, bytes + used, decoder->held_length);
}

void text_decoder_end(TextDecoder *decoder, Str *out)
{
    if (!decoder->started)
        start_with_held(decoder);
    decode_held(decoder, out, true);
}
