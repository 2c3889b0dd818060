/* Owns what a second SIGTERM or SIGINT does when the loop does not turn, and so hears of none. */
#include "app/interrupt.h"

#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t asked_before;
static void (*loop_handler)(int);

static void give_up(int number)
{
    (void)number;
    _exit(1);
}

static void pass_on(int number)
{
    if (asked_before)
        alarm(1);
    asked_before = 1;
    loop_handler(number);
}

void mt_interrupt_watch(void)
{
    const int numbers[] = {SIGTERM, SIGINT};
    struct sigaction late = {.sa_handler = give_up}, action;
    sigaction(SIGALRM, &late, NULL);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        sigaction(numbers[i], NULL, &action); /* the loop has one handler for all */
        loop_handler = action.sa_handler;
        action.sa_handler = pass_on;
        sigaction(numbers[i], &action, NULL);
    }
}
