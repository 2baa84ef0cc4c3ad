#!/bin/sh
# Makes pictures of every window, dialog, tab and empty state, in both languages and both themes, the main ones at 200 % as well: the real
# program restores sample backups and is photographed while it does. All of them go to build/gallery; those that README.md and the manual show
# go to docs/screenshots, with few colours, so that the repository stays small.
set -eu
cd "$(dirname "$0")/.."
gallery=${1:-build/gallery}
build=${BAKFERRY_BUILD:-build/dev} # a folder that cmake has configured is taken as it is
[ -f "$build/CMakeCache.txt" ] || cmake --preset dev -B "$build" >/dev/null
cmake --build "$build" --parallel 2 --target gallery
export QT_QPA_PLATFORM=offscreen
rm -rf "$gallery"
"$build/tests/gallery" "$gallery"
QT_SCALE_FACTOR=2 "$build/tests/gallery" "$gallery/200" --main

named=$(sed -n 's|.*screenshots/\([A-Za-z0-9_-]*\.png\).*|\1|p' README.md docs/user/*/manual.md | sort -u)
for picture in $named; do
    if command -v pngquant >/dev/null; then
        pngquant --force --strip --output "docs/screenshots/$picture" 256 "$gallery/$picture"
    else
        cp "$gallery/$picture" "docs/screenshots/$picture"
    fi
done
for picture in docs/screenshots/*.png; do
    echo "$named" | grep -qxF "${picture##*/}" || rm "$picture" # shown by no page any more
done
echo "$(find "$gallery" -name '*.png' | wc -l) pictures in $gallery"
