"""What a caller with a shell can choose for the programs it executes, each as a function to call between fork(2) and
execve(2)."""

import ctypes
import os
import resource
import signal
import tempfile

PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_TIMERSLACK, PR_SET_NO_NEW_PRIVS = 4, 22, 29, 38
CLONE_NEWNS, CLONE_NEWUSER, CLONE_NEWPID = 0x00020000, 0x10000000, 0x20000000
ADDR_NO_RANDOMIZE, READ_IMPLIES_EXEC = 0x0040000, 0x0400000
libc = ctypes.CDLL(None, use_errno=True)


def checked(result):
    if result != 0:
        raise OSError(ctypes.get_errno(), "a circumstance")


def close_standard_descriptors():
    os.closerange(0, 3)


def open_many_descriptors():
    for number in range(3, 500):
        os.dup2(os.open("/", os.O_RDONLY | os.O_DIRECTORY), number)


def standard_descriptors_are_directories():
    place = os.open("/var/lib/left4me", os.O_RDONLY | os.O_DIRECTORY)
    for number in range(3):
        os.dup2(place, number)


def limit(which, value):
    return lambda: resource.setrlimit(which, (value, value))


def ignore_signals():
    for number in set(signal.valid_signals()) - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)


def block_signals():
    signal.pthread_sigmask(signal.SIG_SETMASK, signal.valid_signals())


def stand_nowhere():
    os.chdir(tempfile.mkdtemp())
    os.rmdir(os.getcwd())


def stand_in(path):
    return lambda: os.chdir(path)


def be_killed_first():
    checked(libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0))  # or this file would be root's, as after each change of the user
    with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")


def be_slow():
    os.nice(19)
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def sleep_forever():
    """Every pause of a program may last this much longer."""
    checked(libc.prctl(PR_SET_TIMERSLACK, ctypes.c_ulong(1 << 62), 0, 0, 0))


def take_another_personality():
    libc.personality(ADDR_NO_RANDOMIZE | READ_IMPLIES_EXEC)


def gain_no_privileges():
    checked(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))


def allow_every_system_call_by_a_filter():
    """The mildest one; like every filter of somebody who is not root it takes no_new_privs."""
    class Filter(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]
    allow = ctypes.create_string_buffer(b"\x06\0\0\0\0\0\xff\x7f", 8)  # BPF_RET | BPF_K, SECCOMP_RET_ALLOW
    gain_no_privileges()
    checked(libc.prctl(PR_SET_SECCOMP, 2, ctypes.byref(Filter(1, ctypes.addressof(allow))), 0, 0))


def unshare(flags):
    return lambda: checked(libc.unshare(flags))


# sudo and the helpers work as if nothing was.
HARMLESS = {
    "closed standard descriptors": close_standard_descriptors, "hundreds of descriptors": open_many_descriptors,
    "directories for standard descriptors": standard_descriptors_are_directories,
    "no files of any size": limit(resource.RLIMIT_FSIZE, 0), "16 descriptors": limit(resource.RLIMIT_NOFILE, 16),
    "no processes": limit(resource.RLIMIT_NPROC, 0), "a small stack": limit(resource.RLIMIT_STACK, 256 * 1024),
    "a second of CPU": limit(resource.RLIMIT_CPU, 1), "no locked memory": limit(resource.RLIMIT_MEMLOCK, 0),
    "no pending signals": limit(resource.RLIMIT_SIGPENDING, 0), "no locks": limit(10, 0),
    "ignored signals": ignore_signals, "blocked signals": block_signals,
    "no umask": lambda: os.umask(0), "a whole umask": lambda: os.umask(0o777),
    "a current directory that is gone": stand_nowhere, "a current directory of its own": stand_in("/var/lib/left4me"),
    "first to be killed": be_killed_first, "slow": be_slow, "timers of no precision": sleep_forever,
    "another personality": take_another_personality,
}
# sudo refuses, and so does l4d2ctl.
HINDERING = {
    "no new privileges": gain_no_privileges, "a filter of system calls": allow_every_system_call_by_a_filter,
    "a user namespace": unshare(CLONE_NEWUSER), "user and mount namespaces": unshare(CLONE_NEWUSER | CLONE_NEWNS),
    "a PID namespace": unshare(CLONE_NEWUSER | CLONE_NEWPID),
}


def executed_without_words(program):
    """In the place of what was to be executed."""
    nothing = (ctypes.c_char_p * 1)(None)
    return lambda: checked(libc.execve(program.encode(), nothing, nothing))
