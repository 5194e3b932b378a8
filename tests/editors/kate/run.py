"""Runs the script that is named on the command line; the exit code tells how that went. What was on the screen is in `screen.png`."""

import os
import runpy
import sys
import traceback

import kate

FINDINGS = """\
Max Mustername: The ferries go again.

Anna Example (FBC):Can you tell us more?

Max Mustername:  I can.
"""


def main(script):
    steps = runpy.run_path(script)
    with kate.Kate(steps.get("FILE", "test.presscript"), steps.get("TEXT", FINDINGS)) as window:
        try:
            window.wait_for_server()
            steps["test"](window)
        except Exception:
            traceback.print_exc()
            return 1
        finally:
            window.picture(os.path.join(os.environ["HOME"], "screen.png"))
    return 0


sys.exit(main(sys.argv[1]))
