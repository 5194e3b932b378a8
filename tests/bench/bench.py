"""Runs the benchmark client over our server, the floors and the peers, and writes server/BENCHMARKS.md.

Usage: bench.py CLIENT_FOLDER [--size 100k,1m,10m] [--rounds 5]

The client (lspbench.py) is imported from CLIENT_FOLDER; here it learns three more phases: a line break typed
before the middle unit, the first byte of an outline, and definition at the keystroke. Environment: BENCH, PEERS and PRESSCRIPT as in the
client's servers.toml.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import select
import sys
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS, FLOOR, RAW = "presscript", "floor-tls-scan", "floor-raw-scan"
SERVERS = [OURS, FLOOR, RAW, "floor-raw-cached", "rumdl", "ruff", "ty", "json-ls"]
MANY = 200


def session_class(bench):
    class Session(bench.Session):
        """A session of the client with the phases that the table needs beside the client's own."""

        def body(self):
            super().body()
            if self.sync != 2 or self.o.only_startup:
                return
            document = {"textDocument": {"uri": self.uri}}
            if "documentSymbol" in self.info["caps"]:
                self.phase("key_newline", lambda: self.newline(document), MANY)
                self.phase("key_first", lambda: self.first_byte(document), MANY)
            if self.s.name == OURS:
                self.phase("key_def", lambda: self.definition(document), MANY)

        def newline(self, document):
            """A line break before the unit's name, then the outline that has it one line further down; and back."""
            line = self.d.line
            if line == self.first_line:
                start = end = {"line": line, "character": 0}
                change, self.d.line = {"range": {"start": start, "end": end}, "text": "\n"}, line + 1
            else:
                start, end = {"line": line - 1, "character": 0}, {"line": line, "character": 0}
                change, self.d.line = {"range": {"start": start, "end": end}, "text": ""}, line - 1
            self.version += 1
            params = {**document, "contentChanges": [change]}
            params["textDocument"] = {**document["textDocument"], "version": self.version}
            edit = self.pr.note("textDocument/didChange", params)
            answer = self.ask("key_newline", "textDocument/documentSymbol", document, first=edit)
            if answer is not None and self.line_of_name(answer.json["result"]) != self.d.line:
                self.r.m("key_newline")["stale"] += 1
            self.sync_diag()

        def first_byte(self, document):
            """A keystroke, then the outline: until it begins to arrive, for from then on it is only brought over."""
            number, request = self.pr.req("textDocument/documentSymbol", document)
            edit = self.edit()
            self.pr.drop()
            started = time.perf_counter()
            self.pr.send(edit + request)
            select.select([self.pr.fo], [], [], self.o.timeout)
            begun = time.perf_counter()
            try:
                answer = self.pr.wait_id(number, self.o.timeout)
            except bench.Timeout:
                self.r.m("key_first")["timeout"] += 1
                return
            self.r.m("key_first")["ms"].append((begun - started) * 1000)
            if not self.fresh(answer.body):
                self.r.m("key_first")["stale"] += 1
            self.sync_diag()

        def line_of_name(self, symbols):
            """The line of the innermost symbol that shows the name; None where none does."""
            name = self.d.tok + self.typed
            for symbol in symbols:
                found = self.line_of_name(symbol.get("children") or [])
                if found is not None:
                    return found
                if name in symbol["name"] or name in (symbol.get("detail") or ""):
                    place = symbol.get("selectionRange") or symbol["location"]["range"]
                    return place["start"]["line"]
            return None

        def definition(self, document):
            params = {**document, "position": {**self.pos(), "character": self.pos()["character"] - 1}}
            self.ask("key_def", "textDocument/definition", params, first=self.edit())
            self.sync_diag()

        def run(self):
            self.first_line = self.d.line
            try:
                return super().run()
            finally:
                self.d.line = self.first_line

    return Session


def measure(bench, specs, sizes, rounds, options):
    """Rounds of all servers, interleaved: {server: {size: {"summary": …, "info": …}}}."""
    session = session_class(bench)
    results = {spec.name: {} for spec in specs}
    for size in sizes:
        documents, runs, skips, slow = {}, {s.name: [] for s in specs}, {s.name: set() for s in specs}, {}
        for at in range(rounds):
            for spec in specs:
                if at >= options.slow_rounds and slow.get(spec.name, 0) > options.max_session:
                    continue
                document = documents.setdefault(spec.gen, bench.make_doc(spec.gen, bench.parse_size(size)))
                started = time.perf_counter()
                run = session(spec, document, options, skips[spec.name]).run()
                slow[spec.name] = time.perf_counter() - started
                skips[spec.name] |= {k for k, m in run["metrics"].items() if m["timeout"] and not m["ms"]}
                runs[spec.name].append(run)
                print(f"{size} round {at + 1} {spec.name}: {slow[spec.name]:.0f} s {run['info'].get('dead', '')}", file=sys.stderr, flush=True)
        for name, rounds_of in runs.items():
            results[name][size] = {"summary": bench.summarise(rounds_of), "info": rounds_of[0]["info"]}
    return results


def value(results, server, size, metric, field="p50"):
    summary = results.get(server, {}).get(size, {}).get("summary", {})
    return summary.get(metric, {}).get(field)


def shown(number):
    if number is None:
        return "–"
    return f"{number:.2f}" if number < 10 else f"{number:.1f}" if number < 100 else f"{number:.0f}"


METRICS = [
    ("startup", "start → initialize"),
    ("open_sym", "open → outline"),
    ("open_diag", "open → diagnostics"),
    ("key_sym", "keystroke → outline"),
    ("key_first", "keystroke → outline's first byte"),
    ("key_newline", "line break → outline"),
    ("key_hover", "keystroke → hover"),
    ("key_def", "keystroke → definition"),
    ("compl", "keystroke → completion"),
    ("key_diag", "keystroke → diagnostics"),
    ("key_tok", "keystroke → tokens"),
    ("burst", "100 edits → outline"),
    ("fmt", "keystroke → formatting"),
    ("cpu_key_sym", "CPU per keystroke with outline"),
    ("cpu_key_diag", "CPU per keystroke with diagnostics"),
]


RATIOS = {"startup", "open_sym", "open_diag", "key_sym", "key_newline", "key_hover", "compl", "key_diag", "key_tok", "burst", "cpu_key_sym", "cpu_key_diag"}


def tables(results, sizes, specs):
    names = [spec.name for spec in specs]
    for size in sizes:
        yield f"\n## {size}\n\nMilliseconds, p50 / p95; memory in MiB.\n"
        yield "| | " + " | ".join(names) + " |"
        yield "|---|" + "---|" * len(names)
        for metric, title in METRICS:
            cells = []
            for name in names:
                p50, p95 = value(results, name, size, metric), value(results, name, size, metric, "p95")
                n = value(results, name, size, metric, "n") or 0
                cells.append(shown(p50) + (f" / {shown(p95)}" if n >= 8 and metric[:4] != "cpu_" else ""))
            yield f"| {title} | " + " | ".join(cells) + " |"
        for key, title in (("rss_idle_empty", "memory, idle"), ("rss_open", "memory, open"), ("rss_end", "memory, at the end")):
            cells = [shown(results[name].get(size, {}).get("info", {}).get(key)) for name in names]
            yield f"| {title} | " + " | ".join(cells) + " |"


def ratios(results, sizes):
    """What somebody who types waits for, beside the floor and beside the quickest language server for another language."""
    peers = [name for name in results if name != OURS and not name.startswith("floor")]
    yield "\n## Ratios\n\nOf the p50 to that of the floor, and how many times quicker than the best peer.\n"
    yield "| | " + " | ".join(f"{size}: floor | best peer" for size in sizes) + " |"
    yield "|---|" + "---|---|" * len(sizes)
    for metric, title in METRICS:
        if metric not in RATIOS:
            continue
        cells = []
        for size in sizes:
            own, floor = value(results, OURS, size, metric), value(results, FLOOR, size, metric)
            others = [(value(results, name, size, metric), name) for name in peers]
            best = min((other for other in others if other[0]), default=None)
            cells.append(f"{own / floor:.2f} ×" if own and floor else "–")
            cells.append(f"{best[0] / own:.1f} × {best[1]}" if own and best else "–")
        yield f"| {title} | " + " | ".join(cells) + " |"


def growth(results, sizes):
    """How much longer a keystroke takes in the largest document than in the smallest: ours, and the exponent of the size."""
    small, large = sizes[0], sizes[-1]
    sizes_of = [results[OURS][size]["info"]["bytes"] for size in (small, large)]
    yield f"\n## Growth from {small} to {large}\n\nOf a keystroke's p50: what is sent whole grows with the document, what is done for it does not.\n"
    yield "| | milliseconds | times | exponent |"
    yield "|---|---|---|---|"
    for metric, title in METRICS:
        one, other = value(results, OURS, small, metric), value(results, OURS, large, metric)
        if metric.startswith(("key_", "compl", "cpu_")) and one and other:
            exponent = math.log(other / one) / math.log(sizes_of[1] / sizes_of[0])
            yield f"| {title} | {shown(one)} → {shown(other)} | {other / one:.1f} × | {exponent:.2f} |"


def targets(results, sizes):
    """Rows of the table of targets: what, size, measured, target, whether it is met."""

    def grown(metric):
        """The p50 in the largest document, as a multiple of that in the smallest."""
        one, other = value(results, OURS, sizes[0], metric), value(results, OURS, sizes[-1], metric)
        return one and other and (f"{other / one:.2f} × {sizes[0]}", "≤ 2 ×", other <= 2 * one)

    def ratio(metric, size, server, factor, of=None):
        """Our p50 and p95 as multiples of the p50 of another server. A p95 may be twice the target."""
        one, worst, other = value(results, OURS, size, metric), value(results, OURS, size, metric, "p95"), value(results, server, size, of or metric)
        if one is None or other is None:
            return None
        note = " (hover)" if of == "key_hover" else ""
        return f"{one / other:.2f} × {server}{note}, p95 {worst / other:.2f} ×", f"≤ {factor} ×", one <= factor * other and worst <= 2 * factor * other

    for size in sizes:
        big = size == sizes[-1] and size == "10m"
        factor = 3 if big else 2
        if size != "100k":
            yield "keystroke → hover", size, ratio("key_hover", size, FLOOR, factor)
            for metric, title in (("key_def", "definition"), ("compl", "completion")):
                yield f"keystroke → {title}", size, ratio(metric, size, FLOOR, factor, of="key_hover")
        one, worst, other = value(results, OURS, size, "key_diag"), value(results, OURS, size, "key_diag", "p95"), value(results, "ruff", size, "key_diag")
        if one and other and size != "100k":
            yield "keystroke → diagnostics", size, (f"{other / one:.1f} × faster than ruff, p95 {other / worst:.1f} ×", "≥ 20 ×", other / one >= 20 and other / worst >= 10)
        yield "keystroke → outline", size, ratio("key_sym", size, FLOOR, 1.2)
        yield "line break → outline", size, ratio("key_newline", size, FLOOR, 1.56)
        yield "100 edits → outline", size, ratio("burst", size, FLOOR, 1.5)
        yield "open → outline", size, ratio("open_sym", size, FLOOR, 1.5)
        tokens = value(results, OURS, size, "key_tok")
        if tokens and size == "1m":
            yield "keystroke → token delta", size, (f"{shown(tokens)} ms", "≤ 1 ms", tokens <= 1)
        if size == "100k":
            for metric, title, limit in (("startup", "start → initialize", 20), ("open_diag", "open → diagnostics", 30)):
                ms = value(results, OURS, size, metric)
                if ms:
                    yield title, size, (f"{shown(ms)} ms", f"≤ {limit} ms", ms <= limit)
        info = results[OURS].get(size, {}).get("info", {})
        if big and len(sizes) > 1:
            yield "keystroke → diagnostics", size, grown("key_diag")
        if big and "rss_open" in info:
            yield "memory after opening", size, (f"{info['rss_open']} MiB", "≤ 150 MiB", info["rss_open"] <= 150)
            yield "memory, idle", size, (f"{info['rss_idle_empty']} MiB", "≤ 10 MiB", info["rss_idle_empty"] <= 10)
        counts = [results[OURS].get(size, {}).get("summary", {}).get(metric, {}) for metric, _ in METRICS]
        wrong = sum(c.get("stale", 0) + c.get("err", 0) + c.get("timeout", 0) for c in counts)
        asked = sum(c.get("n", 0) for c in counts)
        yield "stale answers, errors, time-outs", size, (f"{wrong} of {asked}", "0", wrong == 0)


def machine():
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), platform.machine())
    return f"{model}, {os.cpu_count()} cores"


def version_of(spec, info):
    server = info.get("server", {})
    if server.get("version"):
        return server["version"]
    if spec.name == "json-ls":
        manifest = Path(os.environ["PEERS"], "npm/node_modules/vscode-langservers-extracted/package.json")
        return json.loads(manifest.read_text())["version"]
    return "–"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("client", type=Path)
    parser.add_argument("--size", default="100k,1m,10m")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default=",".join(SERVERS), help="servers, separated by commas")
    parser.add_argument("--out", type=Path, default=ROOT / "server/BENCHMARKS.md")
    arguments = parser.parse_args()

    sys.path.insert(0, str(arguments.client))
    import lspbench as bench

    config = tomllib.loads((arguments.client / "servers.toml").read_text())["server"]
    known = {table["name"]: bench.Spec(**table) for table in config}
    specs = [known[name] for name in arguments.only.split(",")]
    options = argparse.Namespace(
        edits=MANY, burst=100, timeout=15, open_timeout=60, budget=6, max_session=60, slow_rounds=2,
        phases=None, only_startup=False, stderr=None, tmp=None,
    )
    sizes = arguments.size.split(",")
    load = os.getloadavg()[0]
    results = measure(bench, specs, sizes, arguments.rounds, options)

    lines = [
        "# Benchmarks",
        "",
        "What somebody who types waits for, in documents of 100 kB, 1 MB and 10 MB, beside the least that a server can do (the floors) and",
        "beside language servers for other languages. Written by `bash tests/bench/run.sh`; every document has the same shape, and",
        "every keystroke goes into the label of the turn in the middle. Times of a shared machine do not travel: compare ratios.",
        "",
        f"{time.strftime('%F')}, {machine()}, {platform.system()}; {arguments.rounds} rounds, servers in turn; load {load:.1f} before.",
        "Versions: " + ", ".join(f"{s.name} {version_of(s, results[s.name][sizes[0]]['info'])}" for s in specs if not s.name.startswith("floor")) + ".",
        "",
        "## Targets",
        "",
        "| what | size | measured | target | |",
        "|---|---|---|---|---|",
    ]
    for what, size, row in targets(results, sizes):
        if row:
            measured, target, met = row
            lines.append(f"| {what} | {size} | {measured} | {target} | {'met' if met else '**missed**'} |")
    lines += ratios(results, sizes)
    if len(sizes) > 1:
        lines += growth(results, sizes)
    lines += tables(results, sizes, specs)
    arguments.out.write_text("\n".join(lines) + "\n")
    print(arguments.out.read_text())


if __name__ == "__main__":
    main()
