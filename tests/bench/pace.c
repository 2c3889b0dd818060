/* Commits small transactions at a steady rate, for the bench's latency.
 *
 * usage: pace PORT USER PASSWORD RATE COUNT
 * Each inserts (number, microseconds since the epoch when it was sent) into bench.latency; prints a
 * line for each: number, when it was sent, when its COMMIT was acknowledged. */
#include <mysql.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t now_us(clockid_t id)
{
    struct timespec t;
    clock_gettime(id, &t);
    return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static void sleep_until(uint64_t us)
{
    struct timespec t = {(time_t)(us / 1000000), (long)(us % 1000000) * 1000};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL);
}

int main(int argc, char **argv)
{
    if (argc != 6) {
        fprintf(stderr, "usage: pace PORT USER PASSWORD RATE COUNT\n");
        return 2;
    }
    MYSQL *mysql = mysql_init(NULL);
    if (!mysql_real_connect(mysql, "127.0.0.1", argv[2], argv[3], NULL, (unsigned)atoi(argv[1]),
                            NULL, 0)) {
        fprintf(stderr, "pace: %s\n", mysql_error(mysql));
        return 1;
    }
    long rate = atol(argv[4]), count = atol(argv[5]);
    uint64_t began = now_us(CLOCK_MONOTONIC);
    for (long i = 1; i <= count; i++) {
        char sql[128];
        sleep_until(began + (uint64_t)i * 1000000 / (uint64_t)rate);
        unsigned long long sent = now_us(CLOCK_REALTIME);
        snprintf(sql, sizeof sql, "INSERT INTO bench.latency VALUES (%ld, %llu)", i, sent);
        if (mysql_query(mysql, sql)) {
            fprintf(stderr, "pace: %s\n", mysql_error(mysql));
            return 1;
        }
        printf("%ld %llu %llu\n", i, sent, (unsigned long long)now_us(CLOCK_REALTIME));
    }
    mysql_close(mysql);
    return 0;
}
