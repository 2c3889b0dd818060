/* Owns the words to the service manager: datagrams to a socket that it has opened for them. */
#include "app/notify.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void send_to(const char *path, const char *text, size_t len)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t path_len = strlen(path);
    if (path_len >= sizeof address.sun_path)
        return;
    memcpy(address.sun_path, path, path_len);
    if (*path == '@') /* Linux: a name that is in no folder */
        address.sun_path[0] = '\0';
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return;
    sendto(fd, text, len, MSG_NOSIGNAL, (struct sockaddr *)&address,
           (socklen_t)(offsetof(struct sockaddr_un, sun_path) + path_len));
    close(fd);
}

void mt_notify(const char *format, ...)
{
    const char *path = getenv("NOTIFY_SOCKET");
    char text[1024];
    va_list args;
    if (!path || !*path)
        return;
    va_start(args, format);
    int len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (len > 0)
        send_to(path, text, (size_t)len < sizeof text ? (size_t)len : sizeof text - 1);
}

static void on_watchdog(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    (void)arg;
    mt_notify("WATCHDOG=1");
}

struct event *mt_notify_watchdog(struct event_base *base)
{
    const char *limit = getenv("WATCHDOG_USEC"), *whose = getenv("WATCHDOG_PID");
    unsigned long long half = limit ? strtoull(limit, NULL, 10) / 2 : 0;
    const struct timeval every = {.tv_sec = (time_t)(half / 1000000),
                                  .tv_usec = (suseconds_t)(half % 1000000)};
    if (!half || (whose && strtol(whose, NULL, 10) != (long)getpid()))
        return NULL;
    struct event *timer = event_new(base, -1, EV_PERSIST, on_watchdog, NULL);
    if (timer)
        event_add(timer, &every);
    return timer;
}
