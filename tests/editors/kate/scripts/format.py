"""The formatter mends white space and no word."""


def test(kate):
    text = kate.text()
    kate.keys("ctrl+t", "f")
    kate.wait_for_text(text.replace(":Can", ": Can").replace(":  I", ": I"))
