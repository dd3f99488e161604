#!/usr/bin/env bash
# Installs what builds and tries the Windows program on Debian 12.
set -euo pipefail

"$(dirname "$0")/../have-packages.sh" \
  gcc-mingw-w64-x86-64-win32 nsis wixl msitools osslsigncode openssl librsvg2-bin \
  wine64 libwine fonts-wine xvfb xauth imagemagick poppler-utils xdotool faketime
