"""The panel lists the findings, and a click there leads to the line."""


def test(kate):
    kate.choose("LSP Client", "Switch to Diagnostics Tab")
    kate.wait_for_name("table cell", "(label/extra-space) This label has 2 spaces")
    kate.double_click("table cell", "(label/no-space) A space is missing behind the colon")
    kate.wait_for_name("push button", "3:19")
