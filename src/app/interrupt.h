/* A way out of a script that computes without end. */
#ifndef MT_INTERRUPT_H
#define MT_INTERRUPT_H

/* After the event loop has taken SIGTERM and SIGINT: they reach it as before, but a second one ends
 * the process with status 1 after a second, should the loop not have done so. */
void mt_interrupt_watch(void);

#endif
