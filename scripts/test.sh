#!/bin/sh
# Installs what is missing, builds, runs every test. Ends with ctest's own summary; fails when no test ran.
set -eu
cd "$(dirname "$0")/.."

scripts/install-packages.sh
cmake --preset dev >/dev/null
cmake --build --preset dev --parallel 2
exec ctest --preset dev --parallel 2
