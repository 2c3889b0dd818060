/* What of a Lua error is worth reading: the script's own lines, and what was most likely meant. */
#ifndef MT_TRACEBACK_H
#define MT_TRACEBACK_H

#include "base/buf.h"

/* Add a message and the frames below it, as luaL_traceback() gives them, to out. Left out are the
 * frames of the bundled modules and of C functions, and all of them where the one that is left says
 * no more than the message. */
void mt_traceback_tidy(const char *text, struct mt_buf *out);

#endif
