"""Runs the analysis crate's benches of keystrokes; gives a section for server/BENCHMARKS.md.

Usage: in_process.py

What a keystroke costs beside bringing the answer to the client: the client's own work on a large answer, and the copies
that the system makes of it, are not in these times.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = ["cargo", "bench", "--quiet", "--locked", "-p", "presscript-analysis", "--", "keystroke"]
UNITS = {"ns": 1e-3, "µs": 1, "ms": 1e3, "s": 1e6}
TITLES = {
    "keystroke_in_a_body_findings": "in a body → findings",
    "keystroke_in_a_body_outline": "in a body → parts of the outline",
    "keystroke_in_a_label_findings": "in a label → findings",
    "keystroke_in_a_label_outline": "in a label → parts of the outline",
}
GROWTH = 2


def medians(output):
    """Microseconds of each bench by size: {name: {size: median}}; a bench types a letter and takes it back."""
    found, name = {}, None
    for line in output.splitlines():
        if bench := re.match(r"[├╰]─ (\w+)", line):
            name = bench[1]
        elif (row := re.match(r"[│ ]\s+[├╰]─ (\d+)\s(.*)", line)) and name:
            columns = row[2].split("│")
            number, unit = columns[2].split()
            found.setdefault(name, {})[int(row[1])] = float(number) * UNITS[unit] / 2
    return found


def main():
    done = subprocess.run(COMMAND, cwd=ROOT, capture_output=True, text=True, check=True)
    found = medians(done.stdout)
    sizes = sorted(found[next(iter(TITLES))])
    print("\n## Work in process\n")
    print("Microseconds for a keystroke and what is asked then, without the way to the client; the medians of `cargo bench -p presscript-analysis -- keystroke`.\n")
    print("| keystroke | " + " | ".join(f"{size // 1000} kB" if size < 1_000_000 else f"{size // 1_000_000} MB" for size in sizes) + f" | times | at most {GROWTH} × |")
    print("|---|" + "---|" * (len(sizes) + 2))
    for name, title in TITLES.items():
        times = [found[name][size] for size in sizes]
        growth = times[-1] / times[0]
        met = "met" if growth <= GROWTH else "**missed**"
        print(f"| {title} | " + " | ".join(f"{time:.0f}" for time in times) + f" | {growth:.2f} × | {met} |")


if __name__ == "__main__":
    main()
