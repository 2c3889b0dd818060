/* moontail record: real events into a small log file of their own. */
#ifndef MT_RECORDER_H
#define MT_RECORDER_H

#include <stdbool.h>

#include "app/options.h"
#include "binlog/executed.h"
#include "binlog/recording.h"

struct mt_recorder;

/* The whole command. */
int mt_record(struct mt_options *options, struct mt_err *err);

/* For the job that reads: the next event, and whether it has asked for no more. executed: before
 * the event's transaction. */
int mt_recorder_take(struct mt_recorder *recorder, const struct mt_recording_event *in,
                     const struct mt_executed *executed, struct mt_err *err);
bool mt_recorder_is_full(const struct mt_recorder *recorder);

#endif
