"""The menu of code actions offers a finding's fix."""


def test(kate):
    text = kate.text()
    kate.go_to(3)
    kate.keys(*["Right"] * 18)
    kate.choose("LSP Client", "Code Action", "Insert a space behind the colon")
    kate.wait_for_text(text.replace(":Can", ": Can"))
