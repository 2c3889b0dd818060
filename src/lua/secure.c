/* Owns TLS on a socket: what is trusted, whom the certificate must name, and the sentence that says
 * what went wrong. */
#include "lua/secure.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lua/library.h"

#define PACKAGE "libssl3"

#if __has_include(<openssl/ssl.h>)

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#define FUNCTIONS(X)                      \
    X(ERR_clear_error)                    \
    X(ERR_peek_last_error)                \
    X(ERR_reason_error_string)            \
    X(SSL_CTX_check_private_key)          \
    X(SSL_CTX_ctrl)                       \
    X(SSL_CTX_free)                       \
    X(SSL_CTX_load_verify_file)           \
    X(SSL_CTX_new)                        \
    X(SSL_CTX_set_default_verify_paths)   \
    X(SSL_CTX_set_options)                \
    X(SSL_CTX_set_verify)                 \
    X(SSL_CTX_use_PrivateKey_file)        \
    X(SSL_CTX_use_certificate_chain_file) \
    X(SSL_connect)                        \
    X(SSL_ctrl)                           \
    X(SSL_free)                           \
    X(SSL_get0_param)                     \
    X(SSL_get_error)                      \
    X(SSL_get_verify_result)              \
    X(SSL_new)                            \
    X(SSL_read)                           \
    X(SSL_set1_host)                      \
    X(SSL_set_fd)                         \
    X(SSL_write)                          \
    X(TLS_client_method)                  \
    X(X509_VERIFY_PARAM_set1_ip_asc)      \
    X(X509_verify_cert_error_string)

static struct {
    FUNCTIONS(MT_LIBRARY_POINTER)
} lib;

static const char *const function_names[] = {FUNCTIONS(MT_LIBRARY_NAME) NULL};

struct mt_secure {
    SSL *ssl;
};

void mt_secure_load(lua_State *L, const char *module)
{
    if (!lib.SSL_new)
        mt_library_load(L, module, "libssl.so.3", PACKAGE, function_names, &lib);
}

/* What the library says of its last failure. */
static const char *reason(void)
{
    const char *text = lib.ERR_reason_error_string(lib.ERR_peek_last_error());
    return text ? text : "OpenSSL does not say why";
}

/* ---- what is trusted ---- */

static int use_certificate(SSL_CTX *context, const struct mt_secure_options *options,
                           struct mt_err *err)
{
    const char *key = options->key ? options->key : options->cert;
    if (lib.SSL_CTX_use_certificate_chain_file(context, options->cert) != 1)
        return mt_fail(err, MT_ERR_USAGE, "the certificate %s cannot be used: %s", options->cert,
                       reason());
    if (lib.SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1 ||
        lib.SSL_CTX_check_private_key(context) != 1)
        return mt_fail(err, MT_ERR_USAGE, "the key %s cannot be used: %s", key, reason());
    return 0;
}

static int trust(SSL_CTX *context, const struct mt_secure_options *options, struct mt_err *err)
{
    if (options->ca && lib.SSL_CTX_load_verify_file(context, options->ca) != 1)
        return mt_fail(err, MT_ERR_USAGE, "the file of certificates %s cannot be used: %s",
                       options->ca, reason());
    if (!options->ca && lib.SSL_CTX_set_default_verify_paths(context) != 1)
        return mt_fail(err, MT_ERR_IO, "the system's certificates cannot be used: %s", reason());
    lib.SSL_CTX_set_verify(context, options->unverified ? SSL_VERIFY_NONE : SSL_VERIFY_PEER, NULL);
    return 0;
}

static SSL_CTX *new_context(const struct mt_secure_options *options, struct mt_err *err)
{
    lib.ERR_clear_error();
    SSL_CTX *context = lib.SSL_CTX_new(lib.TLS_client_method());
    if (!context) {
        mt_fail(err, MT_ERR_NOMEM, "no TLS: %s", reason());
        return NULL;
    }
    lib.SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, TLS1_2_VERSION, NULL);
    lib.SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
    lib.SSL_CTX_ctrl(context, SSL_CTRL_MODE,
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                         SSL_MODE_RELEASE_BUFFERS,
                     NULL);
    if (trust(context, options, err) || (options->cert && use_certificate(context, options, err))) {
        lib.SSL_CTX_free(context);
        return NULL;
    }
    return context;
}

int mt_secure_check(const struct mt_secure_options *options, struct mt_err *err)
{
    SSL_CTX *context = new_context(options, err);
    if (context)
        lib.SSL_CTX_free(context);
    return context ? 0 : -1;
}

/* ---- connections ---- */

/* A name is also told to the server, which may have several certificates; an address is not. */
static bool expect(SSL *ssl, const char *host)
{
    if (lib.X509_VERIFY_PARAM_set1_ip_asc(lib.SSL_get0_param(ssl), host) == 1)
        return true;
    lib.ERR_clear_error();
    return lib.SSL_set1_host(ssl, host) == 1 &&
           lib.SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                        (void *)(uintptr_t)host) == 1;
}

struct mt_secure *mt_secure_new(const struct mt_secure_options *options, int fd, const char *host,
                                struct mt_err *err)
{
    SSL_CTX *context = new_context(options, err);
    struct mt_secure *secure = context ? calloc(1, sizeof *secure) : NULL;
    if (context) {
        if (secure)
            secure->ssl = lib.SSL_new(context); /* holds the context from now on */
        lib.SSL_CTX_free(context);
    }
    if (secure && secure->ssl && lib.SSL_set_fd(secure->ssl, fd) == 1 && expect(secure->ssl, host))
        return secure;
    mt_fail(err, MT_ERR_NOMEM, "no TLS: %s", reason());
    mt_secure_free(secure);
    return NULL;
}

void mt_secure_free(struct mt_secure *secure)
{
    if (!secure)
        return;
    if (secure->ssl)
        lib.SSL_free(secure->ssl);
    free(secure);
}

static int fail_tls(struct mt_secure *secure, struct mt_err *err)
{
    unsigned long code = lib.ERR_peek_last_error();
    int why = ERR_GET_LIB(code) == ERR_LIB_SSL ? ERR_GET_REASON(code) : 0;
    if (why == SSL_R_CERTIFICATE_VERIFY_FAILED)
        return mt_fail(err, MT_ERR_IO, "the server's certificate is not accepted: %s",
                       lib.X509_verify_cert_error_string(lib.SSL_get_verify_result(secure->ssl)));
    if (why == SSL_R_WRONG_VERSION_NUMBER)
        return mt_fail(err, MT_ERR_IO, "the server does not speak TLS on this port");
    return mt_fail(err, MT_ERR_IO, "TLS: %s", reason());
}

/* Why a call of the library did not return what it should have. */
static int explain(struct mt_secure *secure, int returned, struct mt_err *err)
{
    int errnum = errno;
    switch (lib.SSL_get_error(secure->ssl, returned)) {
    case SSL_ERROR_WANT_READ: return MT_SECURE_READABLE;
    case SSL_ERROR_WANT_WRITE: return MT_SECURE_WRITABLE;
    case SSL_ERROR_ZERO_RETURN: mt_fail(err, MT_ERR_IO, "the server closed the connection"); break;
    case SSL_ERROR_SYSCALL:
        if (errnum)
            mt_fail(err, MT_ERR_IO, "%s", strerror(errnum));
        else
            mt_fail(err, MT_ERR_IO, "the server closed the connection");
        break;
    default: fail_tls(secure, err); break;
    }
    return MT_SECURE_FAILED;
}

int mt_secure_handshake(struct mt_secure *secure, struct mt_err *err)
{
    errno = 0;
    lib.ERR_clear_error();
    int done = lib.SSL_connect(secure->ssl);
    return done == 1 ? 0 : explain(secure, done, err);
}

ssize_t mt_secure_read(struct mt_secure *secure, char *data, size_t size, struct mt_err *err)
{
    errno = 0;
    lib.ERR_clear_error();
    int n = lib.SSL_read(secure->ssl, data, (int)size);
    return n > 0 ? n : explain(secure, n, err);
}

/* A server that refuses us says so and hangs up; what we sent meanwhile fails, but its words have
 * come. */
static void hear_last_words(struct mt_secure *secure, struct mt_err *err)
{
    char byte;
    lib.ERR_clear_error();
    int n = lib.SSL_read(secure->ssl, &byte, 1);
    if (n <= 0 && lib.SSL_get_error(secure->ssl, n) == SSL_ERROR_SSL) {
        mt_err_clear(err);
        fail_tls(secure, err);
    }
}

ssize_t mt_secure_write(struct mt_secure *secure, const char *data, size_t len, struct mt_err *err)
{
    errno = 0;
    lib.ERR_clear_error();
    int n = lib.SSL_write(secure->ssl, data, (int)len);
    if (n > 0)
        return n;
    int status = explain(secure, n, err);
    if (status == MT_SECURE_FAILED)
        hear_last_words(secure, err);
    return status;
}

#else

void mt_secure_load(lua_State *L, const char *module)
{
    mt_library_absent(L, module, "libssl-dev");
}

int mt_secure_check(const struct mt_secure_options *options, struct mt_err *err)
{
    (void)options;
    return mt_fail(err, MT_ERR_UNSUPPORTED, "this program was built without TLS");
}

struct mt_secure *mt_secure_new(const struct mt_secure_options *options, int fd, const char *host,
                                struct mt_err *err)
{
    (void)fd;
    (void)host;
    mt_secure_check(options, err);
    return NULL;
}

void mt_secure_free(struct mt_secure *secure)
{
    (void)secure;
}

int mt_secure_handshake(struct mt_secure *secure, struct mt_err *err)
{
    (void)secure;
    (void)err;
    return MT_SECURE_FAILED;
}

ssize_t mt_secure_read(struct mt_secure *secure, char *data, size_t size, struct mt_err *err)
{
    (void)data;
    (void)size;
    return mt_secure_handshake(secure, err);
}

ssize_t mt_secure_write(struct mt_secure *secure, const char *data, size_t len, struct mt_err *err)
{
    (void)data;
    (void)len;
    return mt_secure_handshake(secure, err);
}

#endif
