#!/bin/sh
# Makes the pictures in docs/screenshots anew: the real program restores sample backups and is photographed while it does.
set -eu
cd "$(dirname "$0")/.."
cmake --preset dev >/dev/null
cmake --build --preset dev --parallel 2 --target gallery
QT_QPA_PLATFORM=offscreen build/dev/tests/gallery "${1:-docs/screenshots}"
