/* The job: source -> script -> checkpoint, on one event loop. */
#ifndef MT_RUNNER_H
#define MT_RUNNER_H

#include "app/options.h"
#include "base/err.h"

/* Run until the source ends, a signal comes or something fails. module: a bundled module that
 * stands in for the script (dump), or NULL. recorder: takes the events instead of handlers, or
 * NULL. Returns 0, or -1 with err. */
struct mt_recorder;
int mt_run(struct mt_options *options, const char *module, struct mt_recorder *recorder,
           struct mt_err *err);

/* Run a bundled module's function with the arguments on the loop, without a source (test). */
int mt_run_module(const char *module, const char *const *arguments, struct mt_err *err);

#endif
