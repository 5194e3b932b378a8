"""A person is renamed in every form of the label."""


def test(kate):
    text = kate.text()
    kate.go_to(1)
    kate.keys("F2")
    kate.wait_for_name("dialog", "Rename")
    kate.keys("ctrl+a")
    kate.type("Moritz Musterfrau")
    kate.keys("Return")
    kate.wait_for_text(text.replace("Max Mustername", "Moritz Musterfrau"))
