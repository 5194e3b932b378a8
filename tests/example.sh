#!/usr/bin/env bash
# Builds Presscript, checks and outlines the example transcript, and says how to open it in Neovim.
#
# Wanted: a Rust toolchain and a C compiler.
set -euo pipefail
cd "$(dirname "$0")/.."

example=tests/fixtures/briefing.presscript
target=${CARGO_TARGET_DIR:-$PWD/target}
cargo build --quiet --release --package presscript

printf '\n$ presscript check %s\n\n' "$example"
"$target/release/presscript" check "$example" || [[ $? == 1 ]] # 1: it found something, as it should
printf '\n$ presscript outline %s\n\n' "$example"
"$target/release/presscript" outline "$example"

cat <<EOF

Open it in Neovim 0.11 or newer (\`gO\` outline, \`K\` hover, \`gra\` quick fix, \`]d\` next finding):

  PATH="$target/release:\$PATH" nvim --cmd 'set rtp+=$PWD/editors/neovim' \\
    --cmd "lua vim.lsp.enable('presscript')" $PWD/$example

No Neovim? \`bash tests/setup.sh\` puts one into target/tools/nvim/bin/nvim.
EOF
