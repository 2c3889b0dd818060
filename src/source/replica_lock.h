/* Only one: a lock on the server, so that of several runs of one name one alone delivers.
 *
 * A thread of its own keeps it: GET_LOCK on a connection of its own, confirmed every second. The
 * server frees the lock when that connection ends: at once when the process dies, and after
 * MT_LOCK_IDLE_S without a word when the host freezes or the link is cut. What is confirmed is
 * counted as held for less than that, on a clock that goes on while the machine sleeps: the old
 * holder stops before a new one can begin. (Unless somebody kills the connection on the server:
 * then both may be at work for the second until the next confirmation.) */
#ifndef MT_REPLICA_LOCK_H
#define MT_REPLICA_LOCK_H

#include "base/err.h"
#include "source/source.h"

#define MT_LOCK_IDLE_S    10
#define MT_LOCK_NAME_SIZE 65

enum mt_lock_state {
    MT_LOCK_ASKING,  /* not connected, or no answer yet; text: why, or "" */
    MT_LOCK_BUSY,    /* another has it; text: who */
    MT_LOCK_HELD,    /* it is ours */
    MT_LOCK_REFUSED, /* the server has no such locks for us; text: what it says */
};

struct mt_lock;

/* Begin to ask for the lock of a job's name, for as long as it takes, and again when it is lost.
 * Options' strings must live as long as the lock. */
struct mt_lock *mt_lock_start(const struct mt_connect_options *options, const char *job,
                              struct mt_err *err);

/* An eventfd: readable after each change of the state. */
int mt_lock_fd(const struct mt_lock *lock);
enum mt_lock_state mt_lock_look(struct mt_lock *lock, char text[512]);

/* 0 when it is not ours this very moment; otherwise the number of times that it came to us. A job
 * that began in one term must not go on in another: somebody else may have been at work. Cheap. */
unsigned mt_lock_term(const struct mt_lock *lock);

/* Give it up. */
void mt_lock_stop(struct mt_lock *lock);

/* Its name on the server: "moontail." and the job's name, shortened and hashed beyond the 64
 * characters that servers take. */
void mt_lock_name(const char *job, char out[static MT_LOCK_NAME_SIZE]);

#endif
