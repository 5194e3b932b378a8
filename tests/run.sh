#!/usr/bin/env bash
# The test command: installs what is missing, then checks everything once and stops at the first failure.
set -euo pipefail
cd "$(dirname "$0")/.."

# section TITLE ADVICE COMMAND...: runs the command, and says what to do if it fails.
section() {
  local title=$1 advice=$2
  shift 2
  printf '\n=== %s\n' "$title"
  "$@" || {
    printf '\n=== FAILED: %s\n%s\n' "$title" "$advice" >&2
    exit 1
  }
}

lua=(editors/neovim tests/editors/neovim)

lua_format() {
  target/tools/bin/stylua --check --config-path editors/neovim/.stylua.toml "${lua[@]}"
}

lua_lint() {
  luacheck --quiet --no-color --config editors/neovim/.luacheckrc "${lua[@]}"
}

# Neovim's own Lua files tell what its functions take.
lua_types() {
  local runtime
  runtime=$(XDG_STATE_HOME=$PWD/target/tools/state target/tools/nvim/bin/nvim --clean --headless -c 'lua io.stdout:write(vim.env.VIMRUNTIME)' -c 'qall!')
  VIMRUNTIME=$runtime target/tools/bin/emmylua_check --config editors/neovim/.luarc.json --warnings-as-errors "${lua[@]}"
}

section 'Tools' 'See which tool could not be installed above.' \
  bash tests/setup.sh
section 'Rust: format' 'Run `cargo fmt`.' \
  cargo fmt --check
section 'Lua: format' "Run \`target/tools/bin/stylua --config-path editors/neovim/.stylua.toml ${lua[*]}\`." \
  lua_format
section 'Lua: lints' 'Mend what luacheck reports.' \
  lua_lint
section 'Lua: types' 'Mend what the checker reports; it knows the types of Neovim itself.' \
  lua_types
section 'Rust: lints' 'Mend what clippy reports. If it is about Cargo.lock: run `cargo check` and commit the file.' \
  cargo clippy --locked --workspace --all-targets -- -D warnings
section 'Tests' 'Run the failed target alone: `cargo test -p PACKAGE --test TARGET NAME`. The editor tests are the target `editors`.' \
  cargo test --locked --workspace

printf '\n=== All passed\n'
