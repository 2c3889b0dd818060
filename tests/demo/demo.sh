#!/bin/bash
# tests/demo/demo.sh: what `make demo` shows: the changes in a sample log, and nothing else needed.
set -euo pipefail
cd "$(dirname "$0")/../.."
moontail=${MOONTAIL:-${BUILD:-build}/moontail}
command=(run scripts/print_changes.lua --source spec/samples/shop.binlog --checkpoint none)

bold='' dim='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
    bold=$'\e[1m' dim=$'\e[2m' plain=$'\e[m'
fi

say() { printf '%s\n' "$dim$*$plain"; }

say "A day in a small shop, as MariaDB 10.11 logged it (spec/samples/shop.sql has the SQL)."
printf '%s\n\n' "$bold\$ $moontail ${command[*]}$plain"
messages=$(mktemp)
trap 'rm -f "$messages"' EXIT
status=0
"$moontail" "${command[@]}" 2>"$messages" || status=$?
# the program's own closing line, without the log's time and job
printf '\n%s\n' "$(sed -nE 's/^[^ ]* info +[^:]*: (done: )/\1/p' "$messages")"
if [ $status -eq 0 ]; then
    say "That was scripts/print_changes.lua, 40 lines. Next: make demo-live, README.md."
fi
exit $status
