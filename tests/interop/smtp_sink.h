// SPDX-License-Identifier: MIT
// A mail server for one test: it listens on 127.0.0.1, takes mails (RFC 5321) and keeps what it was told.
#ifndef TESTS_INTEROP_SMTP_SINK_H
#define TESTS_INTEROP_SMTP_SINK_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "rapport/base/str.h"

typedef struct SmtpSink {
    int listener;
    int port;
    pthread_t thread;
    const char *refuse; // said to every recipient instead of 250; NULL = all are taken
    Str from, to;       // of the envelope of the last mail: "<a@b.example>", one a line
    Str mail;           // its lines ended by LF, dots undone
    int taken;          // mails
} SmtpSink;

static inline void sink_say(int fd, const char *line)
{
    char *text = str_format("%s\r\n", line);
    ssize_t done = write(fd, text, strlen(text));
    (void)done;
    free(text);
}

// One line without its end; false at the end of the connection.
static inline bool sink_line(int fd, Str *line)
{
    char byte;
    str_truncate(line, 0);
    while (read(fd, &byte, 1) == 1) {
        if (byte == '\n') {
            if (line->length > 0 && line->data[line->length - 1] == '\r')
                str_truncate(line, line->length - 1);
            return true;
        }
        str_push(line, byte);
    }
    return false;
}

static inline void sink_take_mail(SmtpSink *sink, int fd)
{
    Str line = STR_INIT;
    sink_say(fd, "354 go on");
    str_truncate(&sink->mail, 0);
    while (sink_line(fd, &line) && strcmp(str_get(&line), ".") != 0)
        str_appendf(&sink->mail, "%s\n", str_get(&line) + (str_starts(str_get(&line), "..") ? 1 : 0));
    sink->taken++;
    sink_say(fd, "250 taken");
    str_clear(&line);
}

static inline void sink_serve(SmtpSink *sink, int fd)
{
    Str line = STR_INIT;
    sink_say(fd, "220 sink.example ready");
    while (sink_line(fd, &line)) {
        const char *said = str_get(&line);
        if (strncasecmp(said, "MAIL FROM:", 10) == 0) {
            str_truncate(&sink->from, 0);
            str_truncate(&sink->to, 0);
            str_appendf(&sink->from, "%s\n", said + 10);
            sink_say(fd, "250 fine");
        } else if (strncasecmp(said, "RCPT TO:", 8) == 0) {
            str_appendf(&sink->to, "%s\n", said + 8);
            sink_say(fd, sink->refuse != NULL ? sink->refuse : "250 fine");
        } else if (strcasecmp(said, "DATA") == 0) {
            sink_take_mail(sink, fd);
        } else if (strcasecmp(said, "QUIT") == 0) {
            sink_say(fd, "221 bye");
            break;
        } else {
            sink_say(fd, "250 sink.example");
        }
    }
    str_clear(&line);
}

static inline void *sink_run(void *self)
{
    SmtpSink *sink = self;
    for (int fd; (fd = accept(sink->listener, NULL, NULL)) >= 0;) {
        sink_serve(sink, fd);
        close(fd);
    }
    return NULL;
}

static inline bool sink_open(SmtpSink *sink)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    sink->listener = socket(AF_INET, SOCK_STREAM, 0);
    if (sink->listener < 0 || bind(sink->listener, (struct sockaddr *)&address, size) != 0 ||
        listen(sink->listener, 4) != 0 ||
        getsockname(sink->listener, (struct sockaddr *)&address, &size) != 0)
        return false;
    sink->port = ntohs(address.sin_port);
    return pthread_create(&sink->thread, NULL, sink_run, sink) == 0;
}

// No client may be connected any more.
static inline void sink_close(SmtpSink *sink)
{
    shutdown(sink->listener, SHUT_RDWR);
    pthread_join(sink->thread, NULL);
    close(sink->listener);
    str_clear(&sink->from);
    str_clear(&sink->to);
    str_clear(&sink->mail);
}

#endif
