#!/usr/bin/env bash
# Installs what builds and tries the Debian package on Debian 12.
set -euo pipefail

"$(dirname "$0")/../have-packages.sh" \
  python3.11 dpkg-dev binutils librsvg2-bin lintian \
  xvfb xauth imagemagick xdg-utils libfile-mimeinfo-perl shared-mime-info desktop-file-utils \
  hicolor-icon-theme
