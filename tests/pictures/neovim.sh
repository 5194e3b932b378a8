#!/usr/bin/env bash
# Takes the picture of the READMEs: the example transcript in a real Neovim, with its outline and findings.
#
# Wants tests/setup.sh done, tmux, and Debian's Chromium, which it installs where it is missing (as root).
set -euo pipefail
cd "$(dirname "$0")/../.."

picture=editors/neovim/picture.png
columns=150 lines=40
root=$PWD
home=$root/target/pictures
nvim=$root/target/tools/nvim/bin/nvim

command -v chromium >/dev/null || apt-get install -y --no-install-recommends chromium fonts-dejavu-core
cargo build --quiet --package presscript
server=${CARGO_TARGET_DIR:-$root/target}/debug

rm -rf "$home"
mkdir -p "$home/config/nvim" "$home/workspace"
cp tests/fixtures/briefing.presscript "$home/workspace"
cat >"$home/config/nvim/init.lua" <<LUA
vim.opt.runtimepath:append('$root/editors/neovim')
vim.lsp.enable('presscript')
vim.diagnostic.config({ virtual_text = true, severity_sort = true })
vim.opt.number = true
vim.opt.fillchars = { eob = ' ' }
vim.opt.statusline = " %t %m%=%{%v:lua.require'presscript'.statusline()%} "
vim.lsp.inlay_hint.enable()
LUA
export HOME=$home XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_STATE_HOME=$home/state \
  XDG_CACHE_HOME=$home/cache PATH=$server:$PATH LANG=C.UTF-8 COLORTERM=truecolor

"$nvim" --headless -c 'Presscript install-parser' -c 'qall!' 2>/dev/null

tmux() { command tmux -L presscript-pictures -f /dev/null "$@"; }
screen() { tmux capture-pane -p -t picture "$@"; }

# wait_for TEXT: until the screen shows it, for 15 seconds at most.
wait_for() {
  for _ in $(seq 60); do
    if screen | grep -qF -- "$1"; then return; fi
    sleep 0.25
  done
  echo "the screen never showed \`$1\`:" >&2
  screen >&2
  exit 1
}

trap 'tmux kill-server 2>/dev/null || true' EXIT
tmux new-session -d -s picture -x "$columns" -y "$lines" -c "$home/workspace" "$nvim briefing.presscript"
tmux set -g default-terminal tmux-256color
tmux set -as terminal-features ',*:RGB:usstyle'

wait_for '■'
tmux send-keys -t picture gO
wait_for 'FBC, Anna Example'
tmux send-keys -t picture ':8wincmd _' Enter C-w p ':normal! 44Gzt' Enter ':echo' Enter
sleep 1

screen -e -N | python3 tests/pictures/ansi2html.py >"$home/picture.html"
timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync \
  --disable-background-networking --disable-component-update --hide-scrollbars --user-data-dir="$home/chromium" \
  --window-size="$((columns * 903 / 100 + 26)),$((lines * 20 + 24))" --screenshot="$root/$picture" "file://$home/picture.html" 2>/dev/null
echo "$picture"
