/* `moontail check`: what is wrong, or will be, before a job runs into it. */
#ifndef MT_CHECK_H
#define MT_CHECK_H

#include "app/options.h"
#include "base/err.h"

enum mt_verdict { MT_VERDICT_FINE, MT_VERDICT_BAD, MT_VERDICT_SCRIPT };

/* Look at the script, if there is one, the source and the sinks, and print a line for each thing
 * looked at. Nothing is delivered, saved or changed. Fails on wrong usage alone. */
int mt_check(struct mt_options *options, enum mt_verdict *out, struct mt_err *err);

#endif
