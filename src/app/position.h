/* moontail position: show a checkpoint, or put it to another place. */
#ifndef MT_POSITION_H
#define MT_POSITION_H

#include "app/options.h"

int mt_position(struct mt_options *options, struct mt_err *err);

#endif
