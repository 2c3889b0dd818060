/* The wall that the bench measures against: fetches a log and throws it away.
 *
 * usage: raw live PORT USER PASSWORD FILE    one log file, to its end
 *        raw file PATH...
 * Prints how many bytes and packets there were. The library logs in; the stream is then read from
 * its socket in large pieces, without looking at more than the packets' heads. */
#include <errno.h>
#include <fcntl.h>
#include <mysql.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define ROOM           (1 << 18)
#define COM_DUMP       0x12
#define DUMP_NON_BLOCK 1
#define PACKET_EOF     0xfe
#define PACKET_ERROR   0xff
#define EVENT_ROTATE   4
#define SEEN_LEN       9 /* the shortest packet, EOF */
#define SERVER_ID      424242

static uint8_t room[ROOM];
static uint64_t bytes, packets;

static int die(const char *what, const char *why)
{
    fprintf(stderr, "raw: %s: %s\n", what, why);
    exit(1);
}

static MYSQL *log_in(unsigned port, const char *user, const char *password)
{
    MYSQL *mysql = mysql_init(NULL);
    if (!mysql_real_connect(mysql, "127.0.0.1", user, password, NULL, port, NULL, 0))
        die("connect", mysql_error(mysql));
    mysql_query(mysql, "SET @master_binlog_checksum = @@GLOBAL.binlog_checksum, "
                       "@source_binlog_checksum = @@GLOBAL.binlog_checksum, "
                       "@mariadb_slave_capability = 4");
    return mysql;
}

/* uint<3> length, uint<1> sequence, uint<1> command, uint<4> position, uint<2> flags, uint<4>
 * server id, name of the file. MySQL "Replication Protocol", COM_BINLOG_DUMP. */
static void ask(int fd, const char *file)
{
    size_t len = strlen(file), body = 11 + len;
    uint32_t id = SERVER_ID;
    memset(room, 0, 15);
    room[0] = (uint8_t)body;
    room[4] = COM_DUMP;
    room[5] = 4;
    room[9] = DUMP_NON_BLOCK;
    memcpy(room + 11, &id, sizeof id);
    memcpy(room + 15, file, len);
    if (send(fd, room, 4 + body, 0) != (ssize_t)(4 + body))
        die("send", strerror(errno));
}

/* A packet by its first bytes: the last one is EOF, or the rotate event at the end of the file (the
 * one that is made for readers has no timestamp). Fields: uint<3> length, uint<1> sequence, uint<1>
 * status, then the event: uint<4> timestamp, uint<1> type. */
static int is_last(const uint8_t *packet, size_t len)
{
    if (packet[4] == PACKET_ERROR)
        die("server", (const char *)packet + 13);
    if (packet[4] == PACKET_EOF && len < 9)
        return 1;
    return packet[9] == EVENT_ROTATE && (packet[5] | packet[6] | packet[7] | packet[8]);
}

/* Step over the packets whose heads are in room[0..n). Returns how far; skip is what is still to
 * come of the last one. */
static size_t walk(size_t n, size_t *skip, int *done)
{
    size_t at = *skip < n ? *skip : n;
    *skip -= at;
    while (!*done && n - at >= SEEN_LEN) {
        size_t len = room[at] | (size_t)room[at + 1] << 8 | (size_t)room[at + 2] << 16;
        if (len > SEEN_LEN && n - at == SEEN_LEN)
            break;
        *done = is_last(room + at, len);
        packets++;
        bytes += len - 1;
        *skip = 4 + len > n - at ? 4 + len - (n - at) : 0;
        at += 4 + len - *skip;
    }
    return at;
}

static void read_live(unsigned port, const char *user, const char *password, const char *file)
{
    MYSQL *mysql = log_in(port, user, password);
    int fd = (int)mysql_get_socket(mysql), done = 0;
    /* the library made it so that reads return at once */
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
    ask(fd, file);
    size_t held = 0, skip = 0;
    while (!done) {
        ssize_t n = recv(fd, room + held, ROOM - held - 1, 0);
        if (n <= 0)
            die("recv", n ? strerror(errno) : "the server closed the connection");
        held += (size_t)n;
        size_t at = walk(held, &skip, &done);
        held -= at;
        memmove(room, room + at, held);
    }
    close(fd);
}

static void read_file(const char *path)
{
    int fd = open(path, O_RDONLY);
    ssize_t n;
    if (fd < 0)
        die(path, strerror(errno));
    while ((n = read(fd, room, ROOM)) > 0)
        bytes += (uint64_t)n;
    close(fd);
}

int main(int argc, char **argv)
{
    if (argc == 6 && strcmp(argv[1], "live") == 0)
        read_live((unsigned)atoi(argv[2]), argv[3], argv[4], argv[5]);
    else if (argc > 2 && strcmp(argv[1], "file") == 0)
        for (int i = 2; i < argc; i++)
            read_file(argv[i]);
    else
        die("usage", "raw live PORT USER PASSWORD FILE, raw file PATH...");
    printf("%llu bytes, %llu packets\n", (unsigned long long)bytes, (unsigned long long)packets);
    return 0;
}
