/* TLS on a connected socket that does not block, for clients whose library has none. OpenSSL does
 * it, and is loaded when a script asks for TLS. */
#ifndef MT_SECURE_H
#define MT_SECURE_H

#include <lua.h>
#include <stdbool.h>
#include <sys/types.h>

#include "base/err.h"

struct mt_secure;

struct mt_secure_options {
    const char *ca;   /* file of the certificates to trust; NULL: the system's */
    const char *cert; /* a client's certificate, with those between it and its authority; or NULL */
    const char *key;  /* its key; NULL: it is in the file of the certificate */
    bool unverified;  /* take any certificate */
};

/* Load the library; raises when it is not there, naming what of a script asks for it. */
void mt_secure_load(lua_State *L, const char *module);

/* Can these files be used? */
int mt_secure_check(const struct mt_secure_options *options, struct mt_err *err);

/* The files are read anew for each connection, so that a renewed certificate is taken. host: whom
 * the certificate must name, a name or an address. The socket stays the caller's. */
struct mt_secure *mt_secure_new(const struct mt_secure_options *options, int fd, const char *host,
                                struct mt_err *err);
void mt_secure_free(struct mt_secure *secure);

/* What is not done at once: when to try again, with the same bytes. */
enum { MT_SECURE_READABLE = -1, MT_SECURE_WRITABLE = -2, MT_SECURE_FAILED = -3 };

/* Agree on keys, and verify whom we speak with; 0: done. Before that nothing may be sent. */
int mt_secure_handshake(struct mt_secure *secure, struct mt_err *err);

/* Bytes, or one of the above. Reads nothing beyond one record: what the library holds is given
 * whole when size is MT_SECURE_RECORD. The other side's end is a failure. */
#define MT_SECURE_RECORD 16384
ssize_t mt_secure_read(struct mt_secure *secure, char *data, size_t size, struct mt_err *err);
ssize_t mt_secure_write(struct mt_secure *secure, const char *data, size_t len, struct mt_err *err);

#endif
