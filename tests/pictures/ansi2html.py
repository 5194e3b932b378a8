#!/usr/bin/env python3
"""Turns what `tmux capture-pane -e` prints (standard input) into a web page (standard output)."""

import html
import re
import sys

FOREGROUND, BACKGROUND = "#e0e2ea", "#14161b"
PALETTE = (
    "#07080d #ffc0b9 #b3f6c0 #fce094 #a6dbff #ffcaff #8cf8f7 #eef1f8 "
    "#4f5258 #ffc0b9 #b3f6c0 #fce094 #a6dbff #ffcaff #8cf8f7 #eef1f8"
).split()
UNDERLINES = {0: None, 1: "solid", 2: "double", 3: "wavy", 4: "dotted", 5: "dashed"}
PAGE = """<!doctype html>
<meta charset="utf-8">
<style>
  html {{ background: {background} }}
  body {{ margin: 12px; width: max-content }}
  pre {{ margin: 0; font: 15px/20px "DejaVu Sans Mono", monospace; color: {foreground} }}
  span {{ display: inline-block; height: 20px }}
</style>
<pre>{text}</pre>
"""


def main():
    style, parts = {}, []
    for piece in re.split(r"(\x1b\[[0-9;:]*m)", sys.stdin.read()):
        if piece.startswith("\x1b["):
            apply(piece[2:-1], style)
        elif piece:
            lines = piece.split("\n")
            parts.append("\n".join(span(line, style) for line in lines))
    print(PAGE.format(background=BACKGROUND, foreground=FOREGROUND, text="".join(parts)))


def span(text, style):
    if not text:
        return ""
    foreground = style.get("foreground", FOREGROUND)
    background = style.get("background", BACKGROUND)
    if style.get("reverse"):
        foreground, background = background, foreground
    css = [f"color:{foreground}", f"background:{background}"]
    if style.get("bold"):
        css.append("font-weight:bold")
    if style.get("italic"):
        css.append("font-style:italic")
    if style.get("underline"):
        css.append(f"text-decoration:underline {style['underline']} {style.get('underline_colour', '')}")
    return f'<span style="{";".join(css)}">{html.escape(text)}</span>'


def apply(sequence, style):
    """Changes the style as one sequence of `;`-separated parameters says; `:` separates parts of one."""
    parameters = [[int(n) if n else 0 for n in p.split(":")] for p in sequence.split(";")]
    while parameters:
        parameter = parameters.pop(0)
        code, parts = parameter[0], parameter[1:]
        if code == 0:
            style.clear()
        elif code in (1, 22):
            style["bold"] = code == 1
        elif code in (3, 23):
            style["italic"] = code == 3
        elif code in (4, 24):
            style["underline"] = UNDERLINES.get(parts[0] if parts else (1 if code == 4 else 0))
        elif code in (7, 27):
            style["reverse"] = code == 7
        elif code in (38, 48, 58):
            key = {38: "foreground", 48: "background", 58: "underline_colour"}[code]
            style[key] = colour(parts or take_colour(parameters))
        elif code in (39, 49, 59):
            style.pop({39: "foreground", 49: "background", 59: "underline_colour"}[code], None)
        elif 30 <= code <= 37 or 90 <= code <= 97:
            style["foreground"] = PALETTE[code - 30 if code < 90 else code - 82]
        elif 40 <= code <= 47 or 100 <= code <= 107:
            style["background"] = PALETTE[code - 40 if code < 100 else code - 92]


def take_colour(parameters):
    """The parameters of a colour, which are separate ones in the `;` form."""
    length = 2 if parameters and parameters[0] == [5] else 4
    taken = [p[0] for p in parameters[:length]]
    del parameters[:length]
    return taken


def colour(parts):
    if parts[0] == 5:
        return indexed(parts[1])
    return "#%02x%02x%02x" % tuple(parts[-3:])


def indexed(n):
    if n < 16:
        return PALETTE[n]
    if n >= 232:
        return "#" + "%02x" % (8 + (n - 232) * 10) * 3
    levels = (0, 95, 135, 175, 215, 255)
    n -= 16
    return "#%02x%02x%02x" % (levels[n // 36], levels[n // 6 % 6], levels[n % 6])


main()
