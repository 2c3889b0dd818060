/* Threads that take no signals: those are for the program's own thread. */
#ifndef MT_THREAD_H
#define MT_THREAD_H

#include <pthread.h>
#include <signal.h>

/* As pthread_create: 0, or an errno. */
static inline int mt_thread_start(pthread_t *thread, void *(*run)(void *arg), void *arg)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int rc = pthread_create(thread, NULL, run, arg);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return rc;
}

#endif
