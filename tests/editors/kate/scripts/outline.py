"""The outline has the opening and every exchange."""

FILE = "briefing.presscript"
TEXT = None


def test(kate):
    kate.wait_for_name("table cell", "1. FBC, Anna Example")
    kate.wait_for_name("table cell", "7. Specimen Weekly, Olga Ohnename")
