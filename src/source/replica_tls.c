/* Owns how a connection is secured: the mysql client's options in the terms of the two client
 * libraries. */
#include "source/replica_parts.h"

#include <stddef.h>
#include <strings.h>

const char *mt_tls_mode(const struct mt_tls_options *tls)
{
    if (tls->mode)
        return tls->mode;
    return tls->ca || tls->capath ? "VERIFY_CA" : "PREFERRED";
}

static bool is_mode(const struct mt_tls_options *tls, const char *mode)
{
    return strcasecmp(mt_tls_mode(tls), mode) == 0;
}

static void set_flag(MYSQL *mysql, enum mysql_option option, bool on)
{
    char value = on;
    mysql_options(mysql, option, &value);
}

#ifdef CONNECTOR_C

/* The library checks a certificate's chain where it has a CA, its name only when told to verify.
 * What it calls enforced it still gives up when the server has no TLS: see mt_tls_check. The
 * server's key it always asks for where it has none. */
static int set_mode(MYSQL *mysql, const struct mt_tls_options *tls, struct mt_err *err)
{
    (void)err;
    bool has_ca = tls->ca || tls->capath;
    set_flag(mysql, MYSQL_OPT_SSL_ENFORCE, !is_mode(tls, "DISABLED"));
    set_flag(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT,
             is_mode(tls, "VERIFY_IDENTITY") || (is_mode(tls, "VERIFY_CA") && !has_ca));
    return 0;
}

#else

static int set_mode(MYSQL *mysql, const struct mt_tls_options *tls, struct mt_err *err)
{
    static const struct {
        const char *name;
        enum mysql_ssl_mode mode;
    } modes[] = {
        {"DISABLED", SSL_MODE_DISABLED},
        {"PREFERRED", SSL_MODE_PREFERRED},
        {"REQUIRED", SSL_MODE_REQUIRED},
        {"VERIFY_CA", SSL_MODE_VERIFY_CA},
        {"VERIFY_IDENTITY", SSL_MODE_VERIFY_IDENTITY},
    };
    set_flag(mysql, MYSQL_OPT_GET_SERVER_PUBLIC_KEY, tls->get_public_key);
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (is_mode(tls, modes[i].name)) {
            unsigned mode = modes[i].mode;
            mysql_options(mysql, MYSQL_OPT_SSL_MODE, &mode);
            return 0;
        }
    return mt_fail(err, MT_ERR_USAGE, "--ssl-mode=%s is not known", tls->mode);
}

#endif

int mt_tls_set(MYSQL *mysql, const struct mt_tls_options *tls, struct mt_err *err)
{
    const struct {
        enum mysql_option option;
        const char *value;
    } texts[] = {
        {MYSQL_OPT_SSL_CA, tls->ca},           {MYSQL_OPT_SSL_CAPATH, tls->capath},
        {MYSQL_OPT_SSL_CRL, tls->crl},         {MYSQL_OPT_SSL_CERT, tls->cert},
        {MYSQL_OPT_SSL_KEY, tls->key},         {MYSQL_OPT_SSL_CIPHER, tls->cipher},
        {MYSQL_OPT_TLS_VERSION, tls->version}, {MYSQL_SERVER_PUBLIC_KEY, tls->public_key},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].value && mysql_options(mysql, texts[i].option, texts[i].value) != 0)
            return mt_fail(err, MT_ERR_USAGE, "the client library does not take the option %s",
                           texts[i].value);
    return set_mode(mysql, tls, err);
}

int mt_tls_check(MYSQL *mysql, const struct mt_tls_options *tls, const char *name,
                 struct mt_err *err)
{
    if (is_mode(tls, "DISABLED") || is_mode(tls, "PREFERRED") || mysql_get_ssl_cipher(mysql))
        return 0;
    return mt_fail(err, MT_ERR_SERVER,
                   "%s: the server has no TLS, which --ssl-mode=%s asks for; set up its "
                   "certificate, or give another mode",
                   name, mt_tls_mode(tls));
}
