#!/bin/bash
# tests/demo/live.sh: what `make demo-live` shows: a throwaway MariaDB and a Redis, a small shop at
# work, and scripts/invalidate_cache.lua deleting from the cache what the shop changes. Nothing is
# left behind.
set -euo pipefail
cd "$(dirname "$0")/../.."
moontail=${MOONTAIL:-${BUILD:-build}/moontail}
server=mariadb-10.11
folder=$(mktemp -d "${TMPDIR:-/tmp}/moontail-demo.XXXXXX")
data=$folder/db
pids=()

clean_up() {
    local status=$?
    trap - EXIT
    [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
    [ ! -d "$data" ] || tests/servers/server stop "$data" >/dev/null 2>&1 || true
    wait 2>/dev/null || true
    rm -rf "$folder"
    exit $status
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

bold='' dim='' green='' red='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
    bold=$'\e[1m' dim=$'\e[2m' green=$'\e[32m' red=$'\e[31m' plain=$'\e[m'
fi

say() { printf '%s\n' "$dim$*$plain"; }

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
    done
    echo "$port"
}

sql() { tests/servers/server sql $server "$data" -N; }
cache() { redis-cli -h 127.0.0.1 -p "$redis_port" "$@"; }

db_port=$(free_port)
redis_port=$(free_port)

say "Starting MariaDB on 127.0.0.1:$db_port and Redis on 127.0.0.1:$redis_port ..."
tests/servers/server start $server "$db_port" "$data" --binlog-format=ROW >"$folder/start" 2>&1 || {
    status=$?
    cat "$folder/start" >&2
    exit $status
}
redis-server --bind 127.0.0.1 --port "$redis_port" --save '' --dir "$folder" >"$folder/redis.log" &
pids+=($!)
until cache ping >/dev/null 2>&1; do sleep 0.1; done

sql <<'SQL'
CREATE DATABASE shop CHARACTER SET utf8mb4;
CREATE TABLE shop.users (id BIGINT UNSIGNED PRIMARY KEY, name VARCHAR(60), status VARCHAR(10));
CREATE TABLE shop.products (sku VARCHAR(20) PRIMARY KEY, price DECIMAL(10,2), stock INT);
INSERT INTO shop.users VALUES (1, 'Ada', 'active'), (2, 'Björn', 'active'), (3, '千代', 'new'),
  (4, 'Dara', 'new');
INSERT INTO shop.products VALUES ('TEA', 8.90, 140), ('CUP', 19.90, 24), ('POT', 149.00, 3);
SQL

# What a web application does: it keeps what it has read.
fill_cache() {
    local key
    for key in "$@"; do cache set "$key" "cached" >/dev/null; done
}
fill_cache user:{1,2,3,4} product:{TEA,CUP,POT}
cache monitor >>"$folder/monitor" 2>&1 &
pids+=($!)

command=(run scripts/invalidate_cache.lua --source "mysql://repl@127.0.0.1:$db_port"
    --start latest --checkpoint "$folder/checkpoint" --set "redis=redis://127.0.0.1:$redis_port")
printf '%s\n\n' "$bold\$ $moontail ${command[*]}$plain"
MOONTAIL_PASSWORD=replpw "$moontail" "${command[@]}" 2>"$folder/log" &
job=$!
pids+=("$job")

# The first change also tells when the job is reading.
ready=no
for _ in $(seq 100); do
    sql <<<"UPDATE shop.users SET status = IF(status = 'new', 'active', 'new') WHERE id = 4"
    sleep 0.1
    kill -0 "$job" 2>/dev/null || break
    [ "$(cache exists user:4)" = 0 ] && ready=yes && break
done
if [ $ready = no ]; then
    cat "$folder/log" >&2
    echo "the job did not come up" >&2
    exit 1
fi
fill_cache user:4

changes=0 keys=0 missing=0 slowest=0

# Redis has been told to delete it, and has done so.
deleted() { grep -q "\"DEL\" \"$1\"" "$folder/monitor" && [ "$(cache exists "$1")" = 0 ]; }

# change SQL KEY...: run it; each key must leave the cache.
change() {
    local statement=$1 key began took
    shift
    : >"$folder/monitor"
    printf '%s\n' "shop   $statement"
    sql <<<"USE shop; $statement"
    began=$(date +%s%3N)
    changes=$((changes + 1))
    for key in "$@"; do
        keys=$((keys + 1))
        for _ in $(seq 250); do
            ! deleted "$key" || break
            sleep 0.02
        done
        if deleted "$key"; then
            printf '%s\n' "redis  ${green}DEL $key$plain"
        else
            printf '%s\n' "redis  $red$key is still there$plain"
            missing=$((missing + 1))
        fi
    done
    took=$(($(date +%s%3N) - began))
    [ $took -le $slowest ] || slowest=$took
    fill_cache "$@" # somebody looks at it again
    sleep 0.4
}

others() { # others SKU: the keys of the other products
    local sku
    for sku in TEA CUP POT; do [ "$sku" = "$1" ] || echo "product:$sku"; done
}

RANDOM=20261120
for _ in $(seq 8); do
    user=$((1 + RANDOM % 4)) sku=$(printf '%s\n' TEA CUP POT | sed -n "$((1 + RANDOM % 3))p")
    case $((RANDOM % 5)) in
    0 | 1) change "UPDATE users SET status = 'seen $((RANDOM % 1000))' WHERE id = $user" \
        "user:$user" ;;
    2 | 3) change "UPDATE products SET stock = stock - $((1 + RANDOM % 3)) WHERE sku = '$sku'" \
        "product:$sku" ;;
    4) # shellcheck disable=SC2046
        change "UPDATE products SET price = price + 0.$((10 + RANDOM % 90)) WHERE sku <> '$sku'" \
            $(others "$sku") ;;
    esac
done
change "BEGIN; UPDATE users SET name = 'Ada L.' WHERE id = 1;
       UPDATE products SET stock = 0 WHERE sku = 'POT'; COMMIT" user:1 product:POT
change "UPDATE products SET sku = 'MUG' WHERE sku = 'CUP'" product:CUP product:MUG
change "INSERT INTO users VALUES (9007199254740991, 'Gil', 'new')" user:9007199254740991
change "DELETE FROM users WHERE id = 2" user:2

kill -TERM "$job"
status=0
wait "$job" || status=$?
printf '\n%s %s\n' "$changes statements of the shop made $keys keys of the cache stale:" \
    "$((keys - missing)) were deleted, $missing were not."
say "The slowest was gone $slowest ms after its statement (looked at every 20 ms)."
if [ $status -ne 0 ] || [ $missing -ne 0 ]; then
    cat "$folder/log" >&2
    exit 1
fi
