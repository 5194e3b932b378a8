"""The bar above the text says where in the outline the cursor is."""

FILE = "briefing.presscript"
TEXT = None


def test(kate):
    kate.go_to(29)
    kate.wait_for_name("list item", "2. Daily Sample, Peter Placeholder")
    kate.go_to(75)
    kate.wait_for_name("list item", "7. Specimen Weekly, Olga Ohnename")
