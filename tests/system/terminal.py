"""A command on a terminal of its own."""

import fcntl
import os
import pty
import select
import termios
import time

import bed


class Terminal:
    """Starts l4d2ctl on a pseudo-terminal; `shown` is what it wrote there so far."""

    def __init__(self, *words, user=bed.OWNER):
        self.ours, theirs = pty.openpty()
        self.shown = ""
        self.child = bed.spawn([bed.L4D2CTL, *words], user, stdin=theirs, stdout=theirs, stderr=theirs,
                               preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(theirs)

    def type(self, text):
        os.write(self.ours, text.encode())

    def read(self, patience):
        if select.select([self.ours], [], [], patience)[0]:
            try:
                self.shown += os.read(self.ours, 65536).decode(errors="replace")
            except OSError:  # the last one closed it
                time.sleep(patience)

    def await_text(self, text):
        def is_there():
            self.read(0.1)
            return text in self.shown
        bed.eventually(is_there, f"{text!r} on the terminal: {self.shown!r}", pause=0)

    def status(self):
        """Waits for the end."""
        def has_ended():
            self.read(0.1)
            return self.child.poll() is not None
        bed.eventually(has_ended, f"the end of the command: {self.shown!r}", pause=0)
        return self.child.returncode

    def close(self):
        if self.child.poll() is None:
            self.child.kill()
            self.child.wait()
        os.close(self.ours)
