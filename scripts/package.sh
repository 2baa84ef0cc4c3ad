#!/bin/sh
# Makes the Debian package, installs it into a fresh Debian root of its own, restores the sample there with both programs, and
# removes it again. Needs root, for chroot. Outside CI: debootstrap alone takes minutes.
set -eu
cd "$(dirname "$0")/.."

scripts/install-packages.sh
apt-get install -y -qq --no-install-recommends debootstrap appstream desktop-file-utils >/dev/null
cmake --preset release >/dev/null
cmake --build --preset release --parallel 2 --target bakferry bakferry-cli pages

appstreamcli validate --no-net resources/desktop/org.bakferry.BakFerry.metainfo.xml
desktop-file-validate resources/desktop/org.bakferry.BakFerry.desktop
rm -f build/release/*.deb
(cd build/release && cpack -G DEB >cpack.log) || { cat build/release/cpack.log >&2; exit 1; }
package=$(ls build/release/*.deb)
dpkg-deb --info "$package"
dpkg-deb --contents "$package"

root=$PWD/build/package/root
rm -rf "$root"
mkdir -p "$root"
trap 'rm -rf "$root"' EXIT
# The same place that this machine takes its packages from.
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | grep -v security | head -1)
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
debootstrap --variant=minbase "$release" "$root" "$mirror" >build/package/debootstrap.log || { tail -20 build/package/debootstrap.log >&2; exit 1; }
cp /etc/resolv.conf "$root/etc/"
rm -rf "$root/etc/apt"
cp -r /etc/apt "$root/etc/"
cp "$package" "$root/bakferry.deb"
cp resources/samples/shop.sql.gz "$root/shop.sql.gz"
inside() { chroot "$root" env HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }

inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends /bakferry.deb >build/package/install.log 2>&1 || { tail -20 build/package/install.log >&2; exit 1; }
inside bakferry-cli --version
inside bakferry-cli restore --backup /shop.sql.gz --target sqlite:///root/cli.db --name from-terminal
# The window, without a screen: Qt draws it into memory.
inside sh -c 'QT_QPA_PLATFORM=offscreen bakferry --restore /shop.sql.gz --target sqlite:///root/window.db --name from-window & window=$!
    tries=0
    until bakferry-cli tasks list --json 2>/dev/null | grep from-window | grep -Eq "\"status\":\"(Succeeded|Failed|PrecheckFailed)\""; do
        tries=$((tries + 1)); [ "$tries" -le 150 ] && kill -0 "$window" || exit 1
        sleep 0.2
    done
    kill "$window"; wait "$window" || true'
inside bakferry-cli tasks list
test "$(inside bakferry-cli tasks list --json | grep -c '"status":"Succeeded".*"type":"task"\|"type":"task".*"status":"Succeeded"')" = 2
for file in man/man1/bakferry-cli.1.gz man/man1/bakferry.1.gz bash-completion/completions/bakferry-cli applications/org.bakferry.BakFerry.desktop \
            metainfo/org.bakferry.BakFerry.metainfo.xml mime/packages/org.bakferry.BakFerry.xml icons/hicolor/scalable/apps/bakferry.svg doc/bakferry/copyright; do
    inside test -s "/usr/share/$file" || { echo "not in the package: $file" >&2; exit 1; }
done
inside bash -c '. /usr/share/bash-completion/completions/bakferry-cli && complete -p bakferry-cli'

inside dpkg --purge bakferry
# What stays is the person's own: the task store and the restored databases, in the home folder.
left=$(find "$root" -xdev -iname '*bakferry*' ! -path "$root/root/*" ! -path "$root/bakferry.deb")
[ -z "$left" ] || { echo "left behind after removal: $left" >&2; exit 1; }
echo "The package: $package"
