#!/usr/bin/env bash
# Installs what builds and tries the Debian package on Debian 12.
set -euo pipefail

# dpkg-shlibdeps reads the package of each library Qt asks for, the screens of Wayland and
# the printers included, from what is installed here.
qt=(
  libbrotli1 libcups2 libdbus-1-3 libegl1 libfontconfig1 libfreetype6 libgl1 libglib2.0-0
  libgssapi-krb5-2 libwayland-client0 libwayland-cursor0 libwayland-egl1 libx11-xcb1
  libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
  libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0
  libxcb-xkb1 libxkbcommon-x11-0
)

"$(dirname "$0")/../have-packages.sh" \
  python3.11 dpkg-dev binutils librsvg2-bin lintian \
  xvfb xauth imagemagick poppler-utils xdg-utils libfile-mimeinfo-perl shared-mime-info \
  desktop-file-utils hicolor-icon-theme "${qt[@]}"
