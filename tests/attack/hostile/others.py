"""Attacks on what belongs to left4me's other processes and servers: files, memory, signals, limits."""

import ctypes
import os
import resource
import signal
import socket

from calls import call, call_32, checked, libc

PTRACE_SEIZE = 0x4206
PRLIMIT64_I386 = 340  # <asm/unistd_32.h>


def read(path):
    def attack(aims):
        with open(path.format(**aims), "rb") as file:
            file.read(1)
    return attack


def listing(path):
    """An empty directory is a refusal too: what was there is hidden."""
    def attack(aims):
        if not os.listdir(path.format(**aims)):
            raise FileNotFoundError(2, "empty")
    return attack


def write(path):
    def attack(aims):
        with open(path.format(**aims), "ab") as file:
            file.write(b"x")
    return attack


def vector():
    class Vector(ctypes.Structure):
        _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]
    there = ctypes.create_string_buffer(8)
    return ctypes.byref(Vector(ctypes.addressof(there), 8)), there


def read_memory(aims):
    here, _one = vector()
    there, _other = vector()
    call("process_vm_readv", aims["neighbour"], here, 1, there, 1, 0)


def steal_descriptor(aims):
    handle = os.pidfd_open(aims["neighbour"])
    call("pidfd_getfd", handle, 0, 0)


def signal_by_handle(aims):
    handle = os.pidfd_open(aims["web"])
    signal.pidfd_send_signal(handle, 0)


def signal_as_owner_of_a_file(aims):
    """The kernel sends SIGURG to whom a socket's owner names; no filter of system calls sees that."""
    with socket.socket() as listener, socket.socket() as client:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        client.connect(listener.getsockname())
        peer, _ = listener.accept()
        checked(libc.fcntl(peer.fileno(), 8, aims["web"]))  # F_SETOWN
        client.send(b"!", socket.MSG_OOB)
        peer.close()


def limit_processor_time(whom):
    def attack(aims):
        soft, hard = resource.prlimit(aims[whom], resource.RLIMIT_CORE)
        resource.prlimit(aims[whom], resource.RLIMIT_CORE, (soft, hard))
    return attack


def abstract_socket(aims):
    with socket.socket(socket.AF_UNIX) as one:
        one.connect("\0left4me-web")


ATTACKS = {
    "read another server's memory": read_memory, "steal another server's descriptor": steal_descriptor,
    "trace another server": lambda aims: call("ptrace", PTRACE_SEIZE, aims["neighbour"], 0, 0),
    "trace the web application": lambda aims: call("ptrace", PTRACE_SEIZE, aims["web"], 0, 0),
    "read the web application's environment": read("/proc/{web}/environ"),
    "read another server's command line": read("/proc/{neighbour}/cmdline"),
    "read through another server's root": read("/proc/{neighbour}/root/etc/passwd"),
    "read through PID 1's root": read("/proc/1/root/etc/passwd"),
    "read another spec": read("/var/lib/left4me/instances/neighbour/spec.yaml"),
    "read its own spec": read("/var/lib/left4me/instances/hostile/spec.yaml"),
    "read host.env": read("/etc/left4me/host.env"), "read the web application's files": read("/var/lib/left4me/tmp/web"),
    "list the instances": listing("/var/lib/left4me/runtime/neighbour"),
    "list the overlays": listing("/var/lib/left4me/overlays"), "list the logs": listing("/var/log"),
    "list home directories": listing("/home"), "list devices of blocks": listing("/dev/disk"),
    "write to its own spec": write("/var/lib/left4me/instances/hostile/spec.yaml"),
    "write to its instance.env": write("/var/lib/left4me/instances/hostile/instance.env"),
    "write to the installation": write("/var/lib/left4me/installation/srcds_run"),
    "write to the workshop's cache": write("/var/lib/left4me/workshop_cache/x"),
    "write to SteamCMD": write("/var/lib/left4me/steam/x"), "write below /run": write("/run/x"),
    "write to a kernel setting": write("/proc/sys/kernel/core_pattern"),
    "write to its control group": write("/sys/fs/cgroup/cgroup.procs"),
    "signal the web application": lambda aims: os.kill(aims["web"], 0),
    "signal another server": lambda aims: os.kill(aims["neighbour"], 0),
    "signal another server's thread": lambda aims: call("tgkill", aims["neighbour"], aims["neighbour"], 0),
    "signal by a handle": signal_by_handle,
    "signal as the owner of a file": signal_as_owner_of_a_file,
    "limit the web application": limit_processor_time("web"),
    "limit another server": limit_processor_time("neighbour"),
    "limit another server, 32-bit": lambda aims: call_32(PRLIMIT64_I386, aims["neighbour"]),
    "slow another server down": lambda aims: call("setpriority", 0, aims["neighbour"], 19),
    "slow another server's disk down": lambda aims: call("ioprio_set", 1, aims["neighbour"], 3 << 13),
    "call the web application by an abstract name": abstract_socket,
}
