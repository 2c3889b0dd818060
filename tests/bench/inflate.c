/* The wall of compressed transactions: zstd alone, on each of a file's, with the bytes thrown away.
 *
 * usage: inflate FILE    a binary log that MySQL wrote
 * Prints how many bytes the log has, how many transactions were inflated, and to how many bytes. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#define HEADER_LEN     19
#define EVENT_PAYLOAD  40
#define FIELD_END      0
#define MAGIC_LEN      4
#define CHECKSUM_LEN   4
#define LENENC_2_BYTES 252

static uint8_t out[128 * 1024];
static uint64_t transactions, inflated;

static int die(const char *what)
{
    fprintf(stderr, "inflate: %s\n", what);
    exit(1);
}

static uint64_t read_le(const uint8_t *at, unsigned n)
{
    uint64_t value = 0;
    for (unsigned i = 0; i < n; i++)
        value |= (uint64_t)at[i] << 8 * i;
    return value;
}

static uint64_t read_lenenc(const uint8_t **at)
{
    uint8_t first = *(*at)++;
    if (first < LENENC_2_BYTES - 1)
        return first;
    unsigned n = first == LENENC_2_BYTES ? 2 : first == LENENC_2_BYTES + 1 ? 3 : 8;
    *at += n;
    return read_le(*at - n, n);
}

/* A payload event's body: fields, of which the last is empty, and the payload. */
static void inflate_payload(ZSTD_DStream *zstd, const uint8_t *at, const uint8_t *end)
{
    while (at < end && read_lenenc(&at) != FIELD_END) {
        uint64_t len = read_lenenc(&at);
        at += len;
    }
    if (at > end)
        die("a payload event ends inside its fields");
    ZSTD_inBuffer from = {.src = at, .size = (size_t)(end - at)};
    ZSTD_initDStream(zstd);
    size_t more = 1;
    while (more) {
        ZSTD_outBuffer to = {.dst = out, .size = sizeof out};
        more = ZSTD_decompressStream(zstd, &to, &from);
        if (ZSTD_isError(more) || (more && to.pos == 0 && from.pos == from.size))
            die("a transaction is damaged");
        inflated += to.pos;
    }
    transactions++;
}

static void inflate_file(const uint8_t *data, size_t size)
{
    ZSTD_DStream *zstd = ZSTD_createDStream();
    size_t at = MAGIC_LEN;
    while (at + HEADER_LEN + CHECKSUM_LEN <= size) {
        const uint8_t *event = data + at;
        uint64_t len = read_le(event + 9, 4);
        if (len < HEADER_LEN + CHECKSUM_LEN || len > size - at)
            die("an event's size is wrong");
        if (event[4] == EVENT_PAYLOAD)
            inflate_payload(zstd, event + HEADER_LEN, event + len - CHECKSUM_LEN);
        at += len;
    }
    ZSTD_freeDStream(zstd);
}

int main(int argc, char **argv)
{
    struct stat file;
    if (argc != 2)
        die("usage: inflate FILE");
    int fd = open(argv[1], O_RDONLY);
    if (fd < 0 || fstat(fd, &file) != 0)
        die("cannot read the file");
    size_t size = (size_t)file.st_size;
    const uint8_t *data = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
    if (data == MAP_FAILED)
        die("cannot map the file");
    inflate_file(data, size);
    printf("%zu bytes, %llu transactions, inflated to %llu bytes\n", size,
           (unsigned long long)transactions, (unsigned long long)inflated);
    return 0;
}
