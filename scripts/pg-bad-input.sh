#!/bin/sh
# Outside CI: a row that violates a constraint at the end of a large table (1024 MB, or $1), over an old database that must survive.
# Starts a PostgreSQL server of its own in a temporary folder and ends it. Needs bakferry-cli of the dev build.
set -eu
cd "$(dirname "$0")/.."

megabytes=${1:-1024}
cli=$PWD/build/dev/bin/bakferry-cli
bin=$(echo /usr/lib/postgresql/*/bin | tr ' ' '\n' | tail -1)
work=$(mktemp -d "${TMPDIR:-/tmp}/bakferry-bad-XXXXXX")
as() { if [ "$(id -u)" = 0 ]; then (cd / && setpriv --reuid=postgres --regid=postgres --init-groups "$@"); else "$@"; fi; }
if [ "$(id -u)" = 0 ]; then chown postgres "$work"; fi
trap 'as "$bin/pg_ctl" -D "$work/data" -m immediate -s stop || true; rm -rf "$work"' EXIT
as "$bin/initdb" -D "$work/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
as "$bin/pg_ctl" -D "$work/data" -o "-c listen_addresses='' -c unix_socket_directories='$work'" -l "$work/log" -w -s start
sql() { "$bin/psql" -X -q -A -t -h "$work" -U postgres "$@"; }
sql -c "CREATE DATABASE old"
sql -d old -c "CREATE TABLE precious AS SELECT i, md5(i::text) FROM generate_series(1, 1000) i"
before=$(sql -d old -c "SELECT md5(string_agg(p::text, ',' ORDER BY i)) FROM precious p")

rows=$((megabytes * 1024 * 1024 / 100))
{
    printf -- '--\n-- PostgreSQL database dump\n--\n\nCREATE TABLE public.big (i bigint CONSTRAINT sane CHECK (i > 0), t text);\nCOPY public.big (i, t) FROM stdin;\n'
    awk -v rows="$rows" 'BEGIN { for (i = 1; i <= rows; ++i) printf "%010d\tsome text of a row that makes it one hundred bytes long, as the script counts on just that, so\n", i }'
    printf -- '-1\tthe last row\n\\.\n\n--\n-- PostgreSQL database dump complete\n--\n\n'
} > "$work/bad.sql"
ls -l "$work/bad.sql"
status=0
"$cli" restore --backup "$work/bad.sql" --target "postgresql://postgres@$(echo "$work" | sed 's|/|%2F|g')/old" --overwrite --accept-warnings --language en \
    --store "$work/store/tasks.db" > "$work/out" 2>/dev/null || status=$?
grep -E "^(Result|Error|Detail|Duration|In the target)" "$work/out"
[ "$status" = 1 ] || { echo "exit status $status instead of 1" >&2; exit 1; }
grep -q "row $((rows + 1)) of TABLE DATA public.big, line $((rows + 7)) " "$work/out" || { echo "the row is not named" >&2; exit 1; }
[ "$(sql -d old -c "SELECT md5(string_agg(p::text, ',' ORDER BY i)) FROM precious p")" = "$before" ] || { echo "the old database has changed" >&2; exit 1; }
[ "$(sql -c "SELECT count(*) FROM pg_database WHERE datname LIKE 'old\_%'")" = 0 ] || { echo "staging was left" >&2; exit 1; }
echo "refused, named, and nothing changed"
