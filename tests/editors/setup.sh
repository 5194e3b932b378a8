#!/usr/bin/env bash
# Installs the editors that the tests drive and that Debian has: Emacs, Kate with a screen to show it on, and Helix.
#
# As root, by apt, except for Helix, which is unpacked below target/tools. Fast when they are there already.
set -euo pipefail
cd "$(dirname "$0")/../.."

EMACS=30  # from the backports of Debian 12; Debian 13 has it
HELIX=25  # from Debian's testing release, with the C library that it wants

tools=$PWD/target/tools
apt=$tools/apt

# newer_debian SUITE...: makes apt look at these releases of Debian too, where this machine gets its packages, but
# in lists of our own: the machine's stay as they are.
newer_debian() {
  mkdir -p "$apt/lists/partial"
  { cat /etc/apt/sources.list 2>/dev/null || true; } >"$apt/sources.list"
  local mirror suite
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' | sort -u | head -n 1)
  for suite in "$@"; do
    echo "deb $mirror $suite main" >>"$apt/sources.list"
  done
  quiet apt_get update
}

apt_get() {
  apt-get -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::State::lists="$apt/lists" \
    -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false -o DPkg::Lock::Timeout=300 "$@"
}

# quiet COMMAND...: shows what it says only if it fails.
quiet() {
  local said
  said=$("$@" 2>&1) || {
    printf '%s\n' "$said" >&2
    exit 1
  }
}
