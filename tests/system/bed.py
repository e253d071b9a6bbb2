"""The machine under test: its paths, and running commands in it as root or as somebody else."""

import os
import pwd
import stat
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

BED = os.environ.get("LEFT4ME_BED", "container-unknown")
IS_VM = BED.startswith("vm-")
# Without KVM a virtual machine needs ten times as long and more.
PATIENCE = 90.0 if IS_VM else 15.0

STATE_ROOT = Path("/var/lib/left4me")
HOST_ENV = Path("/etc/left4me/host.env")
L4D2CTL = Path("/usr/local/bin/l4d2ctl")
LIBEXEC = Path("/usr/local/libexec/left4me")
OVERLAY_HELPER = LIBEXEC / "left4me-overlay"
SYSTEMCTL_HELPER = LIBEXEC / "left4me-systemctl"
JOURNALCTL_HELPER = LIBEXEC / "left4me-journalctl"
GAME = Path(__file__).resolve().parent.parent / "game"

OWNER = "left4me"


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str


def account(user):
    return pwd.getpwnam(user)


def login_environment(user):
    entry = account(user)
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": entry.pw_dir, "USER": user,
            "LOGNAME": user, "LANG": "C.UTF-8"}


def identity(user, umask=0o022):
    """Arguments of subprocess that make a child a login of this user: its groups and no capability."""
    entry = account(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "umask": umask,
            "extra_groups": os.getgrouplist(user, entry.pw_gid)}


def spawn(argv, user=OWNER, env=None, umask=0o022, **popen):
    """Starts a command in a session of its own; its pid is the command's, with nothing in between."""
    environment = login_environment(user) | (env or {})
    return subprocess.Popen([str(word) for word in argv], env=environment, cwd="/",
                            start_new_session=True, **identity(user, umask), **popen)


def run(argv, user="root", stdin=subprocess.DEVNULL, timeout=4 * PATIENCE, **options):
    child = spawn(argv, user, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
    try:
        out, err = child.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        child.kill()
        out, err = child.communicate()
        raise AssertionError(f"{argv} still ran after {timeout} s:\n{out!r}\n{err!r}") from None
    return Result(child.returncode, out.decode(errors="replace"), err.decode(errors="replace"))


def must(argv, **options):
    result = run(argv, **options)
    assert result.status == 0, f"{argv}: status {result.status}\n{result.out}{result.err}"
    return result.out


def l4d2ctl(*words, **options):
    return run([L4D2CTL, *words], **{"user": OWNER, **options})


def sudo(*words, **options):
    """What l4d2ctl does to reach a helper, by hand."""
    return run(["/usr/bin/sudo", "-n", *words], **{"user": OWNER, **options})


def fuse_device():
    """fuse(4), for everybody."""
    device = Path("/dev/fuse")
    if not device.exists():  # in a container without udev
        os.mknod(device, stat.S_IFCHR, os.makedev(10, 229))
    device.chmod(0o666)
    return device


def eventually(condition, what, patience=PATIENCE, pause=0.1):
    """The first true value of the condition; fails with `what` when the time is over."""
    deadline = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, f"not within {patience:.0f} s: {what}"
        time.sleep(pause)
