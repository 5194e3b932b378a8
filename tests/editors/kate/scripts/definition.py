"""A short label leads to the label that introduces the person."""

FILE = "briefing.presscript"
TEXT = None


def test(kate):
    kate.go_to(29)
    kate.choose("LSP Client", "Go to Definition")
    kate.wait_for_name("push button", "21:1")
