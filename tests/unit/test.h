/* The unit tests' harness: one TAP line for each check, a summary at the end.
 * A test is a program: int main(void) { CHECK(...); return test_done(); } */
#ifndef MT_TEST_H
#define MT_TEST_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int test_passed, test_failed;

static inline bool test_check(bool ok, const char *what, const char *file, int line)
{
    int n = ok ? ++test_passed + test_failed : test_passed + ++test_failed;
    printf("%s %d - %s\n", ok ? "ok" : "not ok", n, what);
    if (!ok)
        printf("# at %s:%d\n", file, line);
    return ok;
}

static inline bool test_check_str(const char *got, const char *want, const char *what,
                                  const char *file, int line)
{
    bool ok = test_check(got && want ? strcmp(got, want) == 0 : got == want, what, file, line);
    if (!ok)
        printf("# got:  %s\n# want: %s\n", got ? got : "(null)", want ? want : "(null)");
    return ok;
}

#define CHECK(cond)          test_check((cond), #cond, __FILE__, __LINE__)
#define CHECK_STR(got, want) test_check_str((got), (want), #got " is " #want, __FILE__, __LINE__)

/* The exit status of main. */
static inline int test_done(void)
{
    printf("1..%d\n%d passed, %d failed\n", test_passed + test_failed, test_passed, test_failed);
    return test_failed ? 1 : 0;
}

#endif
