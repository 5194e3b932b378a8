"""Measures the command line on archives and the server's memory; gives a section for server/BENCHMARKS.md.

Usage: archive.py CLIENT_FOLDER [--rounds 3] [--out FILE]

Environment: PRESSCRIPT, the command, and BARE_PARSE, the example of that name in server/analysis, which parses and
does nothing else. The transcripts are those of the client (lspbench.py in CLIENT_FOLDER), each from a seed of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRESSCRIPT = os.environ.get("PRESSCRIPT", str(ROOT / "target/release/presscript"))
BARE_PARSE = os.environ.get("BARE_PARSE", str(ROOT / "target/release/examples/bare_parse"))
COMMANDS = [("check", ["check"]), ("format", ["format", "--check"])]
ONE, TWO = {min(os.sched_getaffinity(0))}, set(sorted(os.sched_getaffinity(0))[:2])
MEMORY = 6
KEYSTROKES, EVERY = 10_000, 100


def archive(bench, folder, sizes):
    """Writes a transcript of each size (in bytes, about); gives the bytes written."""
    folder.mkdir()
    total = 0
    for number, size in enumerate(sizes):
        text = bench.make_doc("transcript", size, seed=number).text.encode()
        (folder / f"{number:05}.presscript").write_bytes(text)
        total += len(text)
    return total


def run(command, cores):
    """Runs a command on some cores: (wall seconds, peak RSS in MiB, standard output)."""
    timed = ["/usr/bin/time", "-f", "%e %M", *command]
    done = subprocess.run(timed, capture_output=True, text=True, preexec_fn=lambda: os.sched_setaffinity(0, cores))
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command}: {done.stderr}")
    seconds, kib = done.stderr.splitlines()[-1].split()
    return float(seconds), int(kib) / 1024, done.stdout


def throughput(folder, total, rounds):
    """Megabytes a second, the best of some rounds in turn: {"parse": …, ("check", cores): …}."""
    best = {}

    def note(key, speed):
        best[key] = max(best.get(key, 0), speed)

    for _ in range(rounds):
        note("parse", float(run([BARE_PARSE, folder], ONE)[2]))
        for name, command in COMMANDS:
            for cores in (ONE, TWO):
                note((name, len(cores)), total / 1e6 / run([PRESSCRIPT, *command, folder], cores)[0])
    return best


def memory(bench, size):
    """Bytes that the server takes beyond the text, for each byte of it: after opening, and after many keystrokes."""
    document = bench.make_doc("transcript", size)
    text = len(document.text.encode())
    spec = bench.Spec("presscript", f"{PRESSCRIPT} lsp", "presscript", ".presscript", "transcript")
    options = argparse.Namespace(
        edits=0, burst=0, timeout=60, open_timeout=60, budget=0, phases=["none"], only_startup=False, stderr=None, tmp=None,
    )
    beyond = {}

    class Typing(bench.Session):
        """Opens, then types, and asks for the outline and the findings now and then."""

        def body(self):
            super().body()
            here = {"textDocument": {"uri": self.uri}}
            beyond["opened"] = self.beyond()
            for number in range(1, KEYSTROKES + 1):
                self.pr.send(self.edit())
                if number % EVERY == 0:
                    self.ask("outline", "textDocument/documentSymbol", here)
                    self.ask("findings", "textDocument/diagnostic", here)
                    self.pr.drop()
            self.pr.settle(5)
            beyond["typed"] = self.beyond()

        def beyond(self):
            return ((self.pr.mem("VmRSS") - self.info["rss_idle_empty"]) * 2**20 - text) / text

    info = Typing(spec, document, options, set()).run()["info"]
    if "typed" not in beyond:
        raise SystemExit(f"memory: {info.get('dead')}")
    return beyond


def section(rounds, bench):
    """The section, line by line."""
    with tempfile.TemporaryDirectory() as folder:
        archives = {1_000: Path(folder, "some"), 20_000: Path(folder, "many")}
        total = archive(bench, archives[1_000], range(10_000, 50_000, 40))
        best = throughput(archives[1_000], total, rounds)
        archive(bench, archives[20_000], [1_000] * 20_000)
        peak = {(name, count): run([PRESSCRIPT, *command, path], TWO)[1] for name, command in COMMANDS for count, path in archives.items()}
    beyond = memory(bench, 10_000_000)
    load = os.getloadavg()[0]

    yield "## Archives and memory"
    yield ""
    yield f"{total / 1e6:.0f} MB in 1,000 transcripts, the best of {rounds} rounds; memory also over 20,000 transcripts of a kilobyte."
    yield f"The bare parse takes {best['parse']:.1f} MB/s on one core. Load {load:.1f} after: on a busy machine two cores gain less."
    yield ""
    yield "| | one core, MB/s | of the bare parse | two cores, MB/s | against one | peak MiB, 1,000 | peak MiB, 20,000 |"
    yield "|---|---|---|---|---|---|---|"
    for name, _ in COMMANDS:
        one, two = best[name, 1], best[name, 2]
        yield (
            f"| {name} | {one:.1f} | {one / best['parse']:.2f} | {two:.1f} | {two / one:.2f} × "
            f"| {peak[name, 1_000]:.1f} | {peak[name, 20_000]:.1f} |"
        )
    yield ""
    yield "| target | measured | |"
    yield "|---|---|---|"
    for name, _ in COMMANDS:
        part, gain = best[name, 1] / best["parse"], best[name, 2] / best[name, 1]
        grown = peak[name, 20_000] / peak[name, 1_000]
        yield row(f"{name}: one core at least 0.33 of the bare parse", f"{part:.2f}", part >= 1 / 3)
        yield row(f"{name}: two cores at least 1.7 × one", f"{gain:.2f} ×", gain >= 1.7)
        yield row(f"{name}: 20,000 transcripts in the memory of 1,000 (at most 1.25 ×)", f"{grown:.2f} ×", grown <= 1.25)
    for key, what in (("opened", "after opening"), ("typed", f"after {KEYSTROKES:,} keystrokes")):
        yield row(f"server: at most {MEMORY} bytes beyond each of a text of 10 MB, {what}", f"{beyond[key]:.1f}", beyond[key] <= MEMORY)


def row(target, measured, met):
    return f"| {target} | {measured} | {'met' if met else '**missed**'} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("client", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path, help="a file that the section replaces itself in, or goes to the end of")
    arguments = parser.parse_args()

    sys.path.insert(0, str(arguments.client))
    import lspbench as bench

    lines = list(section(arguments.rounds, bench))
    print("\n".join(lines))
    if arguments.out:
        before = arguments.out.read_text().split(f"\n{lines[0]}\n")[0].rstrip("\n")
        arguments.out.write_text("\n".join([before, "", *lines]) + "\n")


if __name__ == "__main__":
    main()
