/* Runs a command and tells what it cost: one line to a file, so that its output stays its own.
 *
 * usage: measure FILE PID COMMAND...    PID: of a server whose CPU time is told as well, or 0
 * line: seconds, user and system seconds, peak KiB, seconds of the server's CPU, exit status */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

/* User and system time of a process: fields 14 and 15 of proc(5)'s stat. */
static double cpu_of(const char *pid)
{
    char path[64];
    unsigned long user = 0, sys = 0;
    snprintf(path, sizeof path, "/proc/%s/stat", pid);
    FILE *file = fopen(path, "r");
    if (!file)
        return 0;
    if (fscanf(file, "%*d (%*[^)]) %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user,
               &sys) != 2)
        user = sys = 0;
    fclose(file);
    return (double)(user + sys) / (double)sysconf(_SC_CLK_TCK);
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: measure FILE PID COMMAND...\n");
        return 2;
    }
    double server = cpu_of(argv[2]), began = now();
    int status;
    struct rusage usage;
    pid_t child = fork();
    if (child == 0) {
        execvp(argv[3], argv + 3);
        perror(argv[3]);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        perror("measure");
        return 1;
    }
    double wall = now() - began;
    FILE *file = fopen(argv[1], "w");
    if (!file) {
        perror(argv[1]);
        return 1;
    }
    fprintf(file, "%.6f %.6f %.6f %ld %.3f %d\n", wall, seconds(usage.ru_utime),
            seconds(usage.ru_stime), usage.ru_maxrss, cpu_of(argv[2]) - server,
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    fclose(file);
    return 0;
}
