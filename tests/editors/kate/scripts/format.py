"""The formatter mends white space and no word."""


def test(kate):
    text = kate.text()
    kate.choose("LSP Client", "Format")
    kate.wait_for_text(text.replace(":Can", ": Can").replace(":  I", ": I"))
