#!/usr/bin/env bash
# Measures the language server beside others, its work in process, and the command line on archives; writes
# server/BENCHMARKS.md.
#
#   bash tests/bench/run.sh [--size 100k,1m,10m] [--rounds 5]
#
# The client and the floor servers (the least that a server of that framework costs) are looked for in
# ../shared/bench or in PRESSCRIPT_BENCH. Peers are installed below target/tools/bench. An idle machine is assumed.
set -euo pipefail
cd "$(dirname "$0")/../.."

RUMDL=0.3.0
RUFF=0.17.6
TY=0.0.107
JSON_LS=4.10.0

client=${PRESSCRIPT_BENCH:-../shared/bench}
if [[ ! -f $client/lspbench.py ]]; then
  echo "bench: skipped, there is no benchmark client in $client (PRESSCRIPT_BENCH says where it is)" >&2
  exit 0
fi
client=$(cd "$client" && pwd)
tools=$PWD/target/tools/bench
mkdir -p "$tools"

[[ -x $tools/venv/bin/rumdl ]] || python3 -m venv "$tools/venv"
"$tools/venv/bin/pip" install --quiet --disable-pip-version-check "rumdl==$RUMDL" "ruff==$RUFF" "ty==$TY"
npm install --silent --no-audit --no-fund --prefix "$tools/npm" "vscode-langservers-extracted@$JSON_LS"
cargo build --quiet --release --manifest-path "$client/floor/Cargo.toml" --target-dir "$tools/bench/floor/target"
cargo build --quiet --release --locked -p presscript
cargo build --quiet --release --locked -p presscript-analysis --example bare_parse
cargo bench --quiet --locked -p presscript-analysis --no-run

BENCH=$tools/bench PEERS=$tools PRESSCRIPT=$PWD/target/release/presscript \
  python3 tests/bench/bench.py "$client" "$@"
python3 tests/bench/in_process.py >> server/BENCHMARKS.md
python3 tests/bench/archive.py "$client" --out server/BENCHMARKS.md
