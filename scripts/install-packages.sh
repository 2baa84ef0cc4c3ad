#!/bin/sh
# Installs what scripts/packages.txt lists and this machine lacks. Does nothing, at once, when nothing is missing.
set -eu
cd "$(dirname "$0")"

wanted=$(sed 's/#.*//' packages.txt)
missing=
for package in $wanted; do
    case $(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null) in
        installed) ;;
        *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "These Debian packages are missing, and there is no apt-get to install them:$missing" >&2
    exit 1
fi
as_root=
[ "$(id -u)" -eq 0 ] || as_root=sudo
echo "Installing:$missing" >&2
# A minimal system cannot ask questions and has no use for what is merely recommended.
$as_root apt-get update -qq
# shellcheck disable=SC2086  # one word a package
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
