#!/bin/sh
# Installs what is missing, builds what a DBA runs, and restores the sample backup into an SQLite target: in the window
# where there is a display; otherwise in a real window on a screen of its own, with a picture in build/demo.png.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
work=$root/build/demo
programs=$root/build/release/bin

# The steps on the screen of its own, called again by xvfb-run below.
show_without_display() {
    "$programs/bakferry" --store "$work/tasks.db" --restore "$root/resources/samples/shop.sql.gz" \
        --target "sqlite://$work/shop.db" 2>"$work/bakferry.log" &
    window=$!
    trap 'kill "$window" 2>/dev/null || true' EXIT
    tries=0
    until "$programs/bakferry-cli" tasks list --json --store "$work/tasks.db" 2>/dev/null |
        grep -Eq '"status":"(Succeeded|Failed|PrecheckFailed)"'; do
        tries=$((tries + 1))
        if [ "$tries" -gt 300 ] || ! kill -0 "$window" 2>/dev/null; then
            echo "the window did not finish the restore:" >&2
            cat "$work/bakferry.log" >&2
            exit 1
        fi
        sleep 0.2
    done
    sleep 1 # for the last repaint, which nobody outside the window can see end
    import -window root "$root/build/demo.png"
    kill "$window"
    wait "$window" || true
    trap - EXIT
}

if [ "${1-}" = --on-own-screen ]; then
    show_without_display
    exit
fi

scripts/install-packages.sh
cmake --preset release >/dev/null
cmake --build --preset release --parallel 2 --target bakferry bakferry-cli
rm -rf "$work"
mkdir -p "$work"
# The folder of a task store is its owner's alone.
chmod 700 "$work"

if [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
    exec "$programs/bakferry" --store "$work/tasks.db" --restore "$root/resources/samples/shop.sql.gz" \
        --target "sqlite://$work/shop.db"
fi
QT_QPA_PLATFORM=xcb xvfb-run --auto-servernum --server-args="-screen 0 1280x800x24" "$root/scripts/demo.sh" --on-own-screen
"$programs/bakferry-cli" tasks list --store "$work/tasks.db"
"$programs/bakferry-cli" tasks list --json --store "$work/tasks.db" | grep -q '"status":"Succeeded"'
echo "The window: $root/build/demo.png"
