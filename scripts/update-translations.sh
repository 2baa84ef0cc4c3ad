#!/bin/sh
# Gathers the source texts of all rooms into translations/*.ts; run it after adding or changing a text, then translate
# what is marked unfinished. Texts that are no longer in the sources are dropped. The sources are English, so the English
# file holds plurals only: everything else is shown as it is written.
set -eu
cd "$(dirname "$0")/.."
lupdate=/usr/lib/qt6/bin/lupdate
[ -x "$lupdate" ] || lupdate=$(command -v lupdate)
# The time limit: lupdate 6.4 spins for ever on some expressions inside tr(…), for example one with "::".
gather() {
    timeout 60 "$lupdate" -silent -I . -locations none -no-obsolete -source-language en -extensions cpp,h engines models ui app "$@"
}
gather -target-language zh_CN -ts translations/bakferry_zh_CN.ts
gather -target-language en -pluralonly -ts translations/bakferry_en.ts
for file in translations/*.ts; do
    echo "$file: $(grep -c 'type="unfinished"' "$file" || true) unfinished"
done
