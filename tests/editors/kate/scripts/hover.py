"""The symbol's information says who the speaker is."""

FILE = "briefing.presscript"
TEXT = None


def test(kate):
    kate.go_to(29)
    kate.choose("LSP Client", "Symbol Info")
    kate.wait_for_name("text", "Max Mustername")
