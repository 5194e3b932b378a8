#!/usr/bin/env bash
# Installs what the editor tests take from Debian: Emacs, Kate with a screen to show it on, Helix, a linter of Lua.
#
# As root and by apt, except for Helix, which is unpacked below target/tools. Fast when they are there already.
set -euo pipefail
cd "$(dirname "$0")/../.."

EMACS=30  # Debian 12 has it among its backports
PACKAGES=(
  tmux                                          # a terminal for Helix
  kate xvfb openbox dbus-x11 fonts-dejavu-core  # Kate, and a screen for it
  at-spi2-core python3-pyatspi xdotool          # what reads the screen, and presses keys
  imagemagick                                   # takes pictures of it
  lua-check                                     # lints Neovim's plugin
)

export DEBIAN_FRONTEND=noninteractive
tools=$PWD/target/tools
apt=$tools/apt
release=$(. /etc/os-release && echo "$VERSION_CODENAME")

# quiet COMMAND...: shows what it says only if it fails.
quiet() {
  local said
  said=$("$@" 2>&1) || {
    printf '%s\n' "$said" >&2
    exit 1
  }
}

as_root() {
  [[ $(id -u) == 0 ]] || {
    echo "setup: run tests/editors/setup.sh as root once, or install these yourself: $*" >&2
    exit 1
  }
}

# apt-get with this machine's sources and one more release of Debian, in lists of our own: the machine's stay as they are.
# with_release SUITE COMMAND...
with_release() {
  local suite=$1
  shift
  if [[ ! -e $apt/$suite/updated ]]; then
    mkdir -p "$apt/$suite/lists/partial"
    echo "deb $(mirror) $suite main" >"$apt/$suite/sources.list"
    apt_get "$suite" update
    touch "$apt/$suite/updated"
  fi
  apt_get "$suite" "$@"
}

# Where this machine gets Debian's packages.
mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' "Codename: $release" |
    grep --max-count 1 . || {
    echo "setup: apt knows no source of Debian's packages; run apt-get update" >&2
    exit 1
  }
}

apt_get() {
  local suite=$1
  shift
  local options=(-o "Dir::Etc::sourcelist=$apt/$suite/sources.list" -o "Dir::State::lists=$apt/$suite/lists"
    -o "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false" -o "DPkg::Lock::Timeout=300")
  [[ $suite == "$release"* ]] || options+=(-o "Dir::Etc::sourceparts=-")
  quiet apt-get -q "${options[@]}" "$@"
}

packages() {
  local missing=()
  for package in "${PACKAGES[@]}"; do
    dpkg-query --show --showformat '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  if ((${#missing[@]} == 0)); then
    echo "setup: Kate and Debian's other packages are there"
    return
  fi
  as_root "${missing[@]}"
  quiet apt-get -q -o DPkg::Lock::Timeout=300 update
  quiet apt-get -q -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}"
}

emacs() {
  if command emacs --version 2>/dev/null | grep -q "^GNU Emacs $EMACS"; then
    echo "setup: Emacs $EMACS is there"
    return
  fi
  as_root "Emacs $EMACS"
  with_release "$release-backports" install -y --no-install-recommends -t "$release-backports" emacs-nox
}

# Helix 25.07 or newer, which Debian has in its testing release, with the C library of that.
helix() {
  if "$tools/bin/hx" --version >/dev/null 2>&1; then
    echo "setup: Helix is there"
    return
  fi
  local folder=$tools/helix
  rm -rf "$folder"
  mkdir -p "$folder" "$tools/bin"
  (cd "$folder" && with_release testing download hx libc6 libgcc-s1)
  for package in "$folder"/*.deb; do
    dpkg -x "$package" "$folder"
    rm "$package"
  done
  cat >"$tools/bin/hx" <<HX
#!/bin/sh
# Helix with the C library that it was built for.
export HELIX_RUNTIME='$folder/usr/lib/hx/runtime'
libraries='$folder/usr/lib/x86_64-linux-gnu'
exec "\$libraries/ld-linux-x86-64.so.2" --library-path "\$libraries" '$folder/usr/lib/hx/hx' "\$@"
HX
  chmod +x "$tools/bin/hx"
}

packages
emacs
helix
