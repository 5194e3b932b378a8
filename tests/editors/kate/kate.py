"""A Kate on a screen of its own, used through what it tells assistive technologies: what it shows is read, what can be pressed is pressed."""

import os
import subprocess
import time

from gi.repository import GLib

PATIENCE_S = 30
INTERVAL_S = 0.05


class Failed(Exception):
    """Something that Kate should have shown or done, and has not."""


def wait_for(what, condition):
    """What the condition returns, once that is something."""
    end = time.monotonic() + PATIENCE_S
    while True:
        # What is known of the window is kept up to date by what it sends.
        while GLib.MainContext.default().iteration(False):
            pass
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            raise Failed(f"no {what} within {PATIENCE_S} s")
        time.sleep(INTERVAL_S)


class Kate:
    """Kate with one transcript, in the home folder that $HOME names. Ends with the `with` block, its screen too."""

    def __init__(self, name, text):
        self.file = os.path.abspath(name)
        if text is not None:
            with open(self.file, "w", encoding="utf-8") as file:
                file.write(text)
        self.programs = []

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def start(self):
        screen, number = os.pipe()
        options = ["-displayfd", str(number), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
        self.run("Xvfb", *options, pass_fds=[number])
        os.close(number)
        with os.fdopen(screen) as display:
            os.environ["DISPLAY"] = ":" + display.readline().strip()
        self.run("openbox")
        self.run("kate", "--startanon", "--new", self.file)
        wait_for("window on the screen", self.is_on_screen)
        self.window = wait_for("window", find_window)
        self.view = wait_for("text", lambda: self.find("text", os.path.basename(self.file)))

    def __exit__(self, *_):
        for program in reversed(self.programs):
            program.terminate()
            try:
                program.wait(timeout=5)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()

    def run(self, *command, **options):
        self.programs.append(subprocess.Popen(command, **options))

    def is_on_screen(self):
        title = os.path.basename(self.file)
        search = ["xdotool", "search", "--onlyvisible", "--name", title]
        return subprocess.run(search, stdout=subprocess.PIPE, check=False).stdout

    def all(self, role):
        """Everything of that role that Kate has, shown or not."""
        found = []
        todo = [self.window]
        while todo:
            node = todo.pop()
            try:
                if node.getRoleName() == role:
                    found.append(node)
                todo.extend(child for child in node if child)
            except Exception:  # It was closed while it was looked at.
                pass
        return found

    def find(self, role, part):
        """The first thing of that role whose name has that part."""
        for node in self.all(role):
            if part in node.name.replace("&", ""):
                return node

    def names(self, role):
        """The names of everything of that role that is shown."""
        return [node.name for node in self.all(role) if is_shown(node)]

    def wait_for_name(self, role, part):
        """Waits until something of that role is shown whose name has that part."""
        try:
            return wait_for(
                f"{role} `{part}`", lambda: [name for name in self.names(role) if part in name]
            )[0]
        except Failed as failure:
            raise Failed(f"{failure}; there are {self.names(role)}") from None

    def press(self, role, name):
        """Presses a button, opens a menu, or the like, once it is there."""
        try:
            node = wait_for(f"{role} `{name}`", lambda: self.find(role, name))
        except Failed as failure:
            raise Failed(f"{failure}; there are {self.names(role)}") from None
        node.queryAction().doAction(0)

    def double_click(self, role, part):
        """Clicks twice at something that is shown."""
        self.wait_for_name(role, part)
        place = self.find(role, part).queryComponent().getExtents(0)
        at = [str(place.x + place.width // 2), str(place.y + place.height // 2)]
        click = ["mousemove", *at, "click", "--repeat", "2", "--delay", "50", "1"]
        subprocess.run(["xdotool", *click], check=True)

    def choose(self, *names, role="menu item"):
        """Chooses from the menu bar; the last name is that of something of the role."""
        for name in names[:-1]:
            self.press("menu item", name)
        self.press(role, names[-1])
        self.keys("Escape", "Escape")

    def keys(self, *keys):
        """Presses keys, as X names them."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    def type(self, text):
        """Types a text."""
        subprocess.run(["xdotool", "type", "--clearmodifiers", text], check=True)

    def go_to(self, line):
        """Puts the cursor onto the first column of a line, from 1."""
        self.keys("ctrl+g")
        self.wait_for_name("spin button", "")
        self.type(str(line))
        self.keys("Return")
        self.wait_for_name("push button", f"{line}:1")

    def text(self):
        """The transcript, as it is in the window."""
        return self.view.queryText().getText(0, -1)

    def wait_for_text(self, expected):
        """Waits until the transcript is that."""
        try:
            wait_for("such text", lambda: self.text() == expected)
        except Failed:
            raise Failed(f"expected:\n{expected}\nactual:\n{self.text()}") from None

    def wait_for_server(self):
        """Waits until the outline is there: the server has read the transcript."""
        wait_for("outline", lambda: self.find("table cell", "Opening"))

    def picture(self, path):
        """Takes a picture of the screen."""
        subprocess.run(["import", "-window", "root", path], check=True)


def find_window():
    """Kate's, among all that tell what they show."""
    # Asked too early, a program has nothing to tell, and is not asked again.
    import pyatspi

    for application in pyatspi.Registry.getDesktop(0):
        if application and application.name == "kate" and application.childCount:
            return application


def is_shown(node):
    """Whether it is on the screen."""
    import pyatspi

    try:
        return node.getState().contains(pyatspi.STATE_SHOWING)
    except Exception:  # It was closed while it was looked at.
        return False
