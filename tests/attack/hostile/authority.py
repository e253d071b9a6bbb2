"""Attacks on those who act for others: sudo and the helpers, the bus, systemd, the journal."""

import errno
import os
import socket
import subprocess


def execute(*argv):
    return lambda aims: subprocess.run(argv, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)


def connect(path, kind=socket.SOCK_STREAM):
    def attack(aims):
        with socket.socket(socket.AF_UNIX, kind) as one:
            one.connect(path)
    return attack


def send(path, text):
    def attack(aims):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as one:
            one.connect(path)
            one.send(text)
    return attack


def notify(aims):
    """As sd_notify(3): to keep systemd from ever ending its stop."""
    where = os.environ.get("NOTIFY_SOCKET", "/run/systemd/notify")
    send(where, b"EXTEND_TIMEOUT_USEC=3600000000\nMAINPID=1\nSTATUS=forged by the game")(aims)


def keep_descriptor_in_systemd(aims):
    if "FDSTORE" in os.environ:
        return
    raise OSError(errno.ENOENT, "no store")


HELPERS = "/usr/local/libexec/left4me/left4me-"
FORGED = b"MESSAGE=forged by the game\nUNIT=left4me-server@neighbour.service\n_SYSTEMD_UNIT=x\n"

ATTACKS = {
    "run sudo": execute("/usr/bin/sudo", "-n", HELPERS + "systemctl", "stop", "neighbour"),
    "run the overlay helper": execute(HELPERS + "overlay", "umount", "neighbour"),
    "run the systemctl helper": execute(HELPERS + "systemctl", "stop", "neighbour"),
    "run the journalctl helper": execute(HELPERS + "journalctl", "neighbour", "--lines", "1", "--no-follow"),
    "call the bus": connect("/run/dbus/system_bus_socket"), "call systemd": connect("/run/systemd/private"),
    "call the user's bus": connect(f"/run/user/{os.getuid()}/bus"),
    "call the name service's daemon": connect("/run/systemd/userdb/io.systemd.DynamicUser"),
    "notify systemd": notify, "keep a descriptor in systemd": keep_descriptor_in_systemd,
    "write to the journal's socket": send("/run/systemd/journal/socket", FORGED),
    "write to the log's socket": send("/dev/log", b"<13>sshd[1]: forged by the game"),
    "open a stream of the journal's": connect("/run/systemd/journal/stdout"),
}
