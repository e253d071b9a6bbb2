"""Run as left4me: in namespaces of its own, an overlay above a FUSE that answers until a descriptor on it is open and then
never again. Prints a line when it is silent, and stays. Sources: fuse(4), linux/fuse.h, overlayfs.rst."""

import os
import signal
import struct

from user_namespace import checked, enter_namespaces, libc

ENOENT, ENOSYS = 2, 38
LOOKUP, GETATTR, STATFS, INIT, OPENDIR = 1, 3, 17, 26, 27
DIRECTORY, FILE = 0o40755, 0o100644
ROOT_NODE, FILE_NODE, DIRECTORY_NODE = 1, 2, 3
NODES = {b"file": FILE_NODE, b"directory": DIRECTORY_NODE}
ON_TOP = "/mnt/top"


def mount(kind, place, options=""):
    os.makedirs(place, exist_ok=True)
    checked(libc.mount(b"silent", place.encode(), kind.encode(), 0, options.encode()))


def attributes(node):
    mode = FILE if node == FILE_NODE else DIRECTORY
    return struct.pack("<6Q10I", node, 0, 0, 0, 0, 0, 0, 0, 0, mode, 1, 0, 0, 0, 4096, 0)


def answer(kind, node, body):
    """(error, what follows); attributes are valid for no time, so that every look at them asks again."""
    if kind == INIT:
        return 0, struct.pack("<4IHH2I", 7, 31, 4096, 0, 0, 0, 4096, 1) + bytes(36)
    if kind == LOOKUP:
        found = NODES.get(body.rstrip(b"\0"))
        return (0, struct.pack("<4Q2I", found, 0, 1000, 0, 0, 0) + attributes(found)) if found else (ENOENT, b"")
    if kind == GETATTR:
        return 0, struct.pack("<Q2I", 0, 0, 0) + attributes(node)
    if kind == STATFS:
        return 0, struct.pack("<5Q10I", 0, 0, 0, 0, 0, 4096, 255, 4096, *[0] * 7)
    if kind == OPENDIR:
        return 0, bytes(16)
    return ENOSYS, b""


def serve(device):
    while True:
        request = os.read(device, 1 << 17)
        _, kind, unique, node = struct.unpack_from("<2I2Q", request)
        error, rest = answer(kind, node, request[40:])
        os.write(device, struct.pack("<IiQ", 16 + len(rest), -error, unique) + rest)


def main():
    enter_namespaces()
    mount("tmpfs", "/mnt")
    device = os.open("/dev/fuse", os.O_RDWR)
    mount("fuse", "/mnt/below", f"fd={device},rootmode=40000,user_id=0,group_id=0,allow_other")
    server = os.fork()
    if server == 0:
        libc.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        serve(device)
    os.makedirs("/mnt/beside")
    mount("overlay", ON_TOP, "lowerdir=/mnt/below:/mnt/beside,userxattr")
    held = os.open(f"{ON_TOP}/file", os.O_PATH)
    os.stat(f"{ON_TOP}/directory")  # so that the way there needs no answer, and the last step does
    os.kill(server, signal.SIGSTOP)
    print("silent", flush=True)
    signal.pause()
    os.close(held)


main()
