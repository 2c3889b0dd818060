/* Owns moontail.core.crypto: signatures and base64, by OpenSSL's libcrypto. */
#include <lauxlib.h>
#include <stdint.h>

#include "lua/bindings.h"
#include "lua/library.h"
#include "lua/script.h"

#if __has_include(<openssl/hmac.h>)

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/buf.h"

#define LIBRARY "libcrypto.so.3"
#define PACKAGE "libssl3"

#define FUNCTIONS(X)   \
    X(EVP_DecodeBlock) \
    X(EVP_EncodeBlock) \
    X(EVP_sha256)      \
    X(HMAC)

static struct {
    FUNCTIONS(MT_LIBRARY_POINTER)
} lib;

static const char *const function_names[] = {FUNCTIONS(MT_LIBRARY_NAME) NULL};

/* Longer texts have no place in a header or a secret, and OpenSSL counts in int. */
#define MOST_BYTES (64 * 1024 * 1024)

int mt_digest_open(const char *what, struct mt_err *err)
{
    char why[256];
    if (mt_library_open(LIBRARY, function_names, &lib, why) == 0)
        return 0;
    return mt_fail(err, MT_ERR_UNSUPPORTED, "%s %s; on Debian: apt install %s", what, why, PACKAGE);
}

int mt_hmac_sha256(const void *key, size_t key_len, const void *data, size_t len, uint8_t out[32])
{
    unsigned n = 0;
    if (key_len > MOST_BYTES)
        return -1;
    return lib.HMAC(lib.EVP_sha256(), key, (int)key_len, data, len, out, &n) && n == 32 ? 0 : -1;
}

/* hmac_sha256(key, text): 32 bytes. RFC 2104. */
static int hmac_sha256(lua_State *L)
{
    size_t key_len, len;
    uint8_t digest[32];
    const char *key = luaL_checklstring(L, 1, &key_len);
    const char *text = luaL_checklstring(L, 2, &len);
    luaL_argcheck(L, key_len <= MOST_BYTES, 1, "too long");
    if (mt_hmac_sha256(key, key_len, text, len, digest))
        return luaL_error(L, "libcrypto made no HMAC");
    lua_pushlstring(L, (const char *)digest, sizeof digest);
    return 1;
}

/* base64(bytes). RFC 4648, 4: with padding. */
static int encode_base64(lua_State *L)
{
    size_t len;
    const char *bytes = luaL_checklstring(L, 1, &len);
    struct mt_buf out = {0};
    luaL_argcheck(L, len <= MOST_BYTES, 1, "too long");
    /* EVP_EncodeBlock puts a NUL behind what it writes */
    unsigned char *to = (unsigned char *)mt_buf_reserve(&out, (len + 2) / 3 * 4 + 1);
    if (!to)
        return luaL_error(L, "no memory for base64");
    int n = lib.EVP_EncodeBlock(to, (const unsigned char *)bytes, (int)len);
    lua_pushlstring(L, (const char *)to, (size_t)n);
    mt_buf_free(&out);
    return 1;
}

/* How many bytes of the last three the padding takes away; -1: it is no padding. */
static int padding_of(const char *text, size_t len)
{
    if (len % 4)
        return -1;
    if (len < 2 || text[len - 1] != '=')
        return 0;
    return text[len - 2] == '=' ? 2 : 1;
}

/* base64_decode(text): bytes, or nil where it is no base64 with padding. */
static int decode_base64(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    int padding = padding_of(text, len), n = -1;
    struct mt_buf out = {0};
    luaL_argcheck(L, len <= MOST_BYTES, 1, "too long");
    unsigned char *to = (unsigned char *)mt_buf_reserve(&out, len + 1);
    if (!to)
        return luaL_error(L, "no memory for base64");
    if (padding >= 0)
        n = lib.EVP_DecodeBlock(to, (const unsigned char *)text, (int)len);
    if (n < padding)
        lua_pushnil(L);
    else
        lua_pushlstring(L, (const char *)to, (size_t)(n - padding));
    mt_buf_free(&out);
    return 1;
}

int mt_open_crypto(lua_State *L)
{
    static const luaL_Reg functions[] = {{"hmac_sha256", hmac_sha256},
                                         {"base64", encode_base64},
                                         {"base64_decode", decode_base64},
                                         {NULL, NULL}};
    mt_library_load(L, "moontail.webhook", LIBRARY, PACKAGE, function_names, &lib);
    lua_newtable(L);
    luaL_register(L, NULL, functions);
    return 1;
}

#else

int mt_digest_open(const char *what, struct mt_err *err)
{
    return mt_fail(err, MT_ERR_UNSUPPORTED,
                   "%s needs a library that this program was built without; on Debian: apt "
                   "install libssl-dev, and build it again",
                   what);
}

int mt_hmac_sha256(const void *key, size_t key_len, const void *data, size_t len, uint8_t out[32])
{
    (void)key, (void)key_len, (void)data, (void)len, (void)out;
    return -1;
}

int mt_open_crypto(lua_State *L)
{
    return mt_library_absent(L, "moontail.webhook", "libssl-dev");
}

#endif
