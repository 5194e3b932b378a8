"""The panel lists the findings with their lines."""


def test(kate):
    kate.choose("LSP Client", "Switch to Diagnostics Tab")
    kate.wait_for_name("table cell", "A space is missing behind the colon")
    kate.wait_for_name("table cell", "[label/no-space]")
