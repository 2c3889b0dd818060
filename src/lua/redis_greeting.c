/* Owns AUTH, SELECT and PING, and what comes of them. */
#include "lua/redis_greeting.h"

#include <stdio.h>

static void add_words(struct mt_redis_greeting *g, const char *const *words)
{
    size_t n = 0;
    while (words[n])
        n++;
    mt_buf_printf(&g->text, "*%zu\r\n", n);
    for (size_t i = 0; i < n; i++)
        mt_buf_printf(&g->text, "$%zu\r\n%s\r\n", strlen(words[i]), words[i]);
    g->replies++;
}

void mt_redis_greeting_begin(struct mt_redis_greeting *g, const struct mt_redis_options *o)
{
    char db[16];
    snprintf(db, sizeof db, "%d", o->db);
    mt_buf_clear(&g->text);
    g->sent = g->replies = 0;
    g->auth = o->password != NULL;
    g->select = o->db != 0;
    if (o->password && o->user)
        add_words(g, (const char *[]){"AUTH", o->user, o->password, NULL});
    else if (o->password)
        add_words(g, (const char *[]){"AUTH", o->password, NULL});
    if (o->db)
        add_words(g, (const char *[]){"SELECT", db, NULL});
    add_words(g, (const char *[]){"PING", NULL});
}

int mt_redis_greeting_take(struct mt_redis_greeting *g, const struct mt_redis_options *o,
                           const char *name, const redisReply *reply, struct mt_err *err)
{
    bool is_error = reply->type == REDIS_REPLY_ERROR;
    g->replies--;
    if (g->auth) {
        g->auth = false;
        if (is_error)
            return mt_fail(err, MT_ERR_SINK, "redis %s refused the %s: %.200s", name,
                           o->user ? "user name and password" : "password", reply->str);
    } else if (g->select) {
        g->select = false;
        if (is_error)
            return mt_fail(err, MT_ERR_SINK, "redis %s refused database %d: %.200s", name, o->db,
                           reply->str);
    }
    return 0; /* a PING that the user may not do is no reason to stop */
}
