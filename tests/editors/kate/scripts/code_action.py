"""The menu of code actions offers a finding's fix."""


def test(kate):
    text = kate.text()
    kate.go_to(3)
    kate.keys(*["Right"] * 18)
    kate.keys("alt+Return")
    kate.wait_for_name("menu item", "Ignore “label/no-space” here")
    kate.press("menu item", "Insert a space behind the colon")
    kate.wait_for_text(text.replace(":Can", ": Can"))
