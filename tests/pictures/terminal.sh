#!/usr/bin/env bash
# Makes a picture of what was on a terminal's screen at the end of an editor test: terminal.sh SCREEN.ansi PICTURE.png
#
# The tests leave such screens below target/tmp. Wants Debian's Chromium.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 "$(dirname "$0")/ansi2html.py" <"$1" >"$folder/screen.html"
timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync \
  --disable-background-networking --disable-component-update --hide-scrollbars --user-data-dir="$folder/chromium" \
  --window-size=1020,624 --screenshot="$(realpath "$2")" "file://$folder/screen.html" 2>/dev/null
echo "$2"
