"""Attacks on the limits of its own unit."""

import ctypes
import errno
import fcntl
import os
import resource
import signal

from calls import call_32, libc

FCNTL_I386, FCNTL64_I386 = 55, 221  # <asm/unistd_32.h>


def raise_limit(limit, value):
    try:
        resource.setrlimit(limit, (value, value))
    except ValueError as refusal:  # what Python makes of EPERM here
        raise PermissionError(errno.EPERM, str(refusal)) from refusal


def more_descriptors(aims):
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    raise_limit(resource.RLIMIT_NOFILE, hard + 1)


def cores(aims):
    raise_limit(resource.RLIMIT_CORE, 1)


def take_roots_signals(aims):
    """The kernel counts those of a user namespace that root made against root, too."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGRTMIN])
    value = ctypes.c_void_p(0)
    for _ in range(10_000):
        if libc.sigqueue(os.getpid(), signal.SIGRTMIN, value) != 0:
            raise OSError(ctypes.get_errno(), "sigqueue")


def open_a_message_queue(aims):
    if libc.mq_open(b"/left4me-hostile", os.O_CREAT | os.O_RDWR, 0o600, None) < 0:
        raise OSError(ctypes.get_errno(), "mq_open")


def save_itself_from_the_oom_killer(aims):
    with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("-1000")


def leave_word_in_shared_memory(aims):
    with open("/dev/shm/left4me-hostile", "w", encoding="ascii") as file:
        file.write("x")


def file_to_lease():
    with open("/tmp/leased", "w", encoding="ascii"):
        pass
    return os.open("/tmp/leased", os.O_RDONLY)


def take_a_lease(aims):
    fcntl.fcntl(file_to_lease(), fcntl.F_SETLEASE, fcntl.F_RDLCK)


def take_a_lease_by(number):
    return lambda aims: call_32(number, file_to_lease(), fcntl.F_SETLEASE)


def leave_the_control_group(aims):
    for top in ("/sys/fs/cgroup", "/sys/fs/cgroup/systemd", "/sys/fs/cgroup/unified"):
        if os.path.isdir(top):
            with open(top + "/cgroup.procs", "w", encoding="ascii") as file:
                file.write(str(os.getpid()))


ATTACKS = {
    "raise its limit of descriptors": more_descriptors, "leave cores": cores,
    "take root's signals": take_roots_signals, "open a message queue": open_a_message_queue,
    "be spared when memory runs out": save_itself_from_the_oom_killer,
    "leave word in shared memory": leave_word_in_shared_memory,
    "leave its control group": leave_the_control_group,
    "take a lease": take_a_lease, "take a lease, 32-bit": take_a_lease_by(FCNTL64_I386),
    "take a lease by the older call, 32-bit": take_a_lease_by(FCNTL_I386),
}
