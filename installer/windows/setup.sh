#!/usr/bin/env bash
# Installs what builds and tries the Windows program on Debian 12.
set -euo pipefail

packages=(
  gcc-mingw-w64-x86-64-win32 nsis wixl msitools osslsigncode openssl librsvg2-bin
  wine64 libwine fonts-wine xvfb xauth imagemagick xdotool faketime
)
missing=()
for name in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
done
[ ${#missing[@]} -eq 0 ] && exit 0
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get -o DPkg::Lock::Timeout=600 update -q >&2
"${as_root[@]}" apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "${missing[@]}" >&2
