#!/bin/sh
# Makes resources/samples/shop.sql.gz anew: what sqlite3's .dump says of the shop in shop.sql. The same bytes each time.
set -eu
cd "$(dirname "$0")/../resources/samples"
sqlite3 -bail :memory: ".read shop.sql" ".dump" | gzip -9 --no-name >shop.sql.gz.new
mv shop.sql.gz.new shop.sql.gz
