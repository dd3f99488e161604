#!/usr/bin/env bash
# Sets up whatever is missing to run Tianbao from a checkout on Debian 12 (and its relatives):
# system packages, the virtual environment, the locked Python packages, the translations.
# usage: setup.sh [runtime|test|bench]      each includes the one before
set -euo pipefail
cd "$(dirname "$0")/../.."
group=${1:-runtime}

# What Qt's xcb and offscreen platforms load, the faces of documents, and a font for screens.
system_packages=(
  python3-venv
  libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libfreetype6
  libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
  libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0
  fonts-cns11643-kai fonts-sil-gentiumplus fonts-nanum
  fonts-noto-cjk
)
[ "$group" = runtime ] || system_packages+=(poppler-utils softhsm2)

say() { printf '%s\n' "$*" >&2; }

missing_packages() {
  local name
  for name in "${system_packages[@]}"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || echo "$name"
  done
}

install_system_packages() {
  local missing
  if ! command -v dpkg-query >/dev/null; then
    say "This is not a Debian system; make sure you have the equivalents of: ${system_packages[*]}"
    return
  fi
  mapfile -t missing < <(missing_packages)
  [ ${#missing[@]} -eq 0 ] && return
  local apt=(apt-get -o DPkg::Lock::Timeout=600)
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null || ! { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
      say "Missing system packages: ${missing[*]}"
      say "Neither root nor sudo is available here. Ask an administrator to run:"
      say "  apt-get install ${missing[*]}"
      exit 1
    fi
    apt=(sudo env DEBIAN_FRONTEND=noninteractive "${apt[@]}")
  fi
  say "Installing system packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  "${apt[@]}" update -q >&2
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >&2
}

find_python() {
  local name
  for name in "${PYTHON:-}" python3 /usr/bin/python3 python3.13 python3.12 python3.11; do
    [ -n "$name" ] && command -v "$name" >/dev/null || continue
    if "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  say "Python 3.11 or newer with the venv module was not found."
  exit 1
}

install_python_packages() {
  local lock=requirements.lock stamp wanted
  [ "$group" = runtime ] || lock="requirements-$group.lock"
  stamp=".venv/.set-up-$group"
  wanted=$(cat requirements*.lock pyproject.toml installer/linux/setup.sh | sha256sum | cut -d' ' -f1)
  [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
  [ -x .venv/bin/python ] || "$(find_python)" -m venv .venv
  say "Installing locked Python packages ($lock)"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock" >&2
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
    --no-build-isolation --editable . >&2
  echo "$wanted" >"$stamp"
}

# Documents are drawn in these very files, on every computer the same.
take_faces() {
  .venv/bin/python -m app.documents.font_files && return
  say "The faces of documents are not complete: see above and resources/faces/README.md."
  exit 1
}

compile_translations() {
  local source
  for source in resources/i18n/window/*.ts; do
    [ "${source%.ts}.qm" -nt "$source" ] && continue
    .venv/bin/pyside6-lrelease -silent -nounfinished "$source" -qm "${source%.ts}.qm" >&2
  done
}

install_system_packages
install_python_packages
take_faces
compile_translations
