"""A label that was begun is completed."""


def test(kate):
    text = kate.text()
    kate.keys("ctrl+End", "Return")
    kate.type("Ann")
    kate.wait_for_text(text + "\nAnn")
    kate.keys("ctrl+space", "Return")
    kate.wait_for_text(text + "\nAnna Example (FBC): ")
