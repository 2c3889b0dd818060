/* Sets of transactions: MySQL's GTID sets, tags among them, and MariaDB's positions in domains.
 *
 * A MySQL set lists the transactions that are in it. A MariaDB position names the last transaction
 * of each domain, and stands for that and all before it in the domain; what was before is told by
 * the sequence numbers, which gtid_strict_mode keeps in order.
 *
 * A zeroed struct is the empty set. Which of the two kinds a set is shows with its first member;
 * an empty one goes with both, and nothing of one kind is in a set of the other. */
#ifndef MT_GTID_SET_H
#define MT_GTID_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

struct mt_gtid_head; /* event.h */
struct mt_raw_event; /* framing.h */

struct mt_gtid_interval {
    uint64_t first, last;
};

/* The numbers of one server uuid and tag: in order, apart from each other. */
struct mt_gtid_source {
    uint8_t uuid[16];
    char tag[33]; /* in lower case; "" for none */
    struct mt_gtid_interval *intervals;
    size_t count, cap;
};

struct mt_gtid_domain {
    uint32_t domain, server_id;
    uint64_t number;
};

struct mt_gtid_set {
    struct mt_gtid_source *sources; /* MySQL: by uuid, then tag */
    size_t source_count;
    struct mt_gtid_domain *domains; /* MariaDB: by domain */
    size_t domain_count;
    size_t hint; /* where the last transaction went */
};

void mt_gtid_set_free(struct mt_gtid_set *set); /* and leaves it empty */
bool mt_gtid_set_is_empty(const struct mt_gtid_set *set);

/* What changes a set fails only with MT_ERR_NOMEM, or MT_ERR_CORRUPT where the kinds differ; the
 * set may then hold a part of it. */

/* One transaction more: constant time for a server's next one. Of a MariaDB domain it becomes the
 * last one, whatever its number. Anonymous ones are left out. */
int mt_gtid_set_add(struct mt_gtid_set *set, const struct mt_gtid_head *gtid, struct mt_err *err);
/* All of other as well; of each MariaDB domain the greater number. */
int mt_gtid_set_union(struct mt_gtid_set *set, const struct mt_gtid_set *other, struct mt_err *err);
/* Take out what is in other: of a MariaDB position, the domains that other has reached. */
int mt_gtid_set_subtract(struct mt_gtid_set *set, const struct mt_gtid_set *other,
                         struct mt_err *err);
/* set becomes a copy of other. */
int mt_gtid_set_copy(struct mt_gtid_set *set, const struct mt_gtid_set *other, struct mt_err *err);

bool mt_gtid_set_contains(const struct mt_gtid_set *set, const struct mt_gtid_head *gtid);
/* Is all of set in other? */
bool mt_gtid_set_is_subset(const struct mt_gtid_set *set, const struct mt_gtid_set *other);

/* ---- text (gtid_text.c) ---- */

/* Add what the text says, in any form that servers take: "uuid:1-3:5:tag:7, uuid:1" with spaces and
 * line breaks, capitals, uuids without hyphens, intervals in any order; "0-1-5,1-2-3". "" is the
 * empty set. Fails with MT_ERR_CORRUPT and says where. */
int mt_gtid_set_parse(struct mt_gtid_set *set, const char *text, size_t len, struct mt_err *err);

/* Append it as servers show it, but on one line: in order, adjacent intervals as one. */
void mt_gtid_set_print(const struct mt_gtid_set *set, struct mt_buf *out);
/* For messages: cut, with the number of what is left out, when it is longer than a line. */
void mt_gtid_set_print_short(const struct mt_gtid_set *set, struct mt_buf *out);

/* Returns the end of the text. */
char *mt_uuid_print(const uint8_t uuid[16], char text[37]);

/* ---- bytes ---- */

/* Add the set of a PREVIOUS_GTIDS event (event_gtid.c).
 *   uint<8>  n; where byte 7 is 1, tags are there, and n is in bytes 1 to 6
 *   n times: byte[16] uuid, with tags: length (mysql::serialization) and tag; uint<8> m, then m
 *   times uint<8> first, uint<8> behind the last
 * MySQL rpl_gtid_set.cc, Gtid_set::add_gtid_encoding. */
int mt_previous_gtids_decode(const struct mt_raw_event *event, struct mt_gtid_set *set,
                             struct mt_err *err);
/* Append a MySQL set in that form, with tags where it has any: what COM_BINLOG_DUMP_GTID takes. */
void mt_gtid_set_encode(const struct mt_gtid_set *set, struct mt_buf *out);

/* Add the position that a GTID_LIST event tells: of each domain the entry that comes last. */
int mt_gtid_list_decode(const struct mt_raw_event *event, struct mt_gtid_set *set,
                        struct mt_err *err);
/* Append a MariaDB position as the body of such an event. */
void mt_gtid_list_encode(const struct mt_gtid_set *set, struct mt_buf *out);

/* For decoders: numbers from first to last of one source; MariaDB's last transaction of a domain,
 * in place of what was there. */
int mt_gtid_set_add_interval(struct mt_gtid_set *set, const uint8_t uuid[16], const char *tag,
                             uint64_t first, uint64_t last, struct mt_err *err);
int mt_gtid_set_put_domain(struct mt_gtid_set *set, const struct mt_gtid_domain *domain,
                           struct mt_err *err);

#endif
