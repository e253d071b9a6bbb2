"""Attacks on the kernel's privileged doors."""

import ctypes
import os
import signal
import socket

from calls import call, call_32, checked, libc

CLONE_NEWNS, CLONE_NEWUSER, CLONE_NEWNET, CLONE_NEWPID = 0x00020000, 0x10000000, 0x40000000, 0x20000000
KEYCTL_GET_KEYRING_ID, SESSION_KEYRING = 0, -3
FIFO_CLASS, PRIO_PROCESS, ME = 1, 0, 0


def mount_tmpfs(aims):
    call("mount", b"tmpfs", b"/tmp", b"tmpfs", 0, None)


def unmount_merged(aims):
    call("umount2", aims["merged"].encode(), 0)


def in_a_child(attack):
    """For what would change this process for the attacks after it."""
    child = os.fork()
    if child == 0:
        try:
            attack()
            os._exit(0)
        except OSError as refusal:
            os._exit(refusal.errno)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status > 0:
        raise OSError(status, os.strerror(status))
    if status < 0:
        raise OSError(0, signal.Signals(-status).name)


def new_namespace(flag):
    return lambda aims: in_a_child(lambda: call("unshare", flag))


def clone_into_user_namespace(aims):
    def attack():
        child = checked(libc.syscall(56, CLONE_NEWUSER | signal.SIGCHLD, None, None, None, None))
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)
    in_a_child(attack)


def old_namespace(kind):
    def attack():
        with open(f"/proc/1/ns/{kind}", "rb") as namespace:
            call("setns", namespace.fileno(), 0)
    return lambda aims: in_a_child(attack)


def change_root(aims):
    in_a_child(lambda: call("chroot", b"/tmp"))


def make_device(aims):
    os.mknod(aims["merged"] + "/disk", 0o060666, os.makedev(8, 0))


def make_setuid_program(aims):
    path = aims["merged"] + "/setuid"
    with open(path, "w", encoding="ascii"):
        os.chmod(path, 0o4755)


def become_root(aims):
    in_a_child(lambda: os.setuid(0))


def perf_counter(aims):
    call("perf_event_open", ctypes.create_string_buffer(b"\0\0\0\0\x80", 128), 0, -1, -1, 0)


def load_module(aims):
    with open(aims["merged"] + "/srcds_run", "rb") as module:
        call("finit_module", module.fileno(), b"", 0)


def packet_socket(aims):
    socket.socket(socket.AF_PACKET, socket.SOCK_RAW).close()


def raw_socket(aims):
    socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP).close()


def virtual_machine_socket(aims):
    socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM).close()


def low_port(kind):
    def attack(aims):
        with socket.socket(socket.AF_INET, kind) as one:
            one.bind(("0.0.0.0", 80))
    return attack


def real_time(aims):
    call("sched_setscheduler", ME, FIFO_CLASS, ctypes.byref(ctypes.c_int(1)))


def other_personality(aims):
    in_a_child(lambda: call("personality", 0x0040000))  # ADDR_NO_RANDOMIZE


def by_32_bit(number, first):
    return lambda aims: in_a_child(lambda: call_32(number, first))


ATTACKS = {
    "mount a tmpfs": mount_tmpfs, "unmount merged": unmount_merged,
    "open a file system": lambda aims: call("fsopen", b"tmpfs", 0),
    "clone a mount": lambda aims: call("open_tree", -100, aims["merged"].encode(), 1),
    "change a mount": lambda aims: call("mount_setattr", -100, b"/", 0, ctypes.create_string_buffer(32), 32),
    "swap the root": lambda aims: call("pivot_root", b"/tmp", b"/tmp"), "change the root": change_root,
    "make a user namespace": new_namespace(CLONE_NEWUSER), "make a mount namespace": new_namespace(CLONE_NEWNS),
    "make a network namespace": new_namespace(CLONE_NEWNET), "make a PID namespace": new_namespace(CLONE_NEWPID),
    "clone into a user namespace": clone_into_user_namespace,
    "join PID 1's mount namespace": old_namespace("mnt"), "join PID 1's user namespace": old_namespace("user"),
    "make a device": make_device, "make a setuid program": make_setuid_program, "become root": become_root,
    "load a module": load_module,
    "load a module by address": lambda aims: call("init_module", None, 0, b""),
    "load a kernel": lambda aims: call("kexec_file_load", -1, -1, 0, None, 0),
    "reboot": lambda aims: call("reboot", 0xfee1dead - (1 << 32), 672274793, 0, None),
    "add a key": lambda aims: call("add_key", b"user", b"left4me", b"x", 1, SESSION_KEYRING),
    "look at a keyring": lambda aims: call("keyctl", KEYCTL_GET_KEYRING_ID, SESSION_KEYRING, 0),
    "load a BPF program": lambda aims: call("bpf", 0, ctypes.create_string_buffer(128), 128),
    "count events of the CPU": perf_counter,
    "open by handle": lambda aims: call("open_by_handle_at", -100, ctypes.create_string_buffer(64), 0),
    "watch the file system": lambda aims: call("fanotify_init", 0, 0),
    "take root's inotify instances": lambda aims: call("inotify_init1", 0),
    "take them by the older call": lambda aims: call("inotify_init"),
    "open a process of the host's": lambda aims: call("pidfd_open", 1, 0),
    "handle page faults": lambda aims: call("userfaultfd", 0),
    "set up an io_uring": lambda aims: call("io_uring_setup", 1, ctypes.create_string_buffer(120)),
    "set the host's name": lambda aims: call("sethostname", b"mine", 4),
    "set the clock": lambda aims: call("settimeofday", ctypes.create_string_buffer(16), None),
    "account processes": lambda aims: call("acct", None), "swap": lambda aims: call("swapon", b"/tmp/x", 0),
    "get all ports of the CPU": lambda aims: call("iopl", 3), "get a port of the CPU": lambda aims: call("ioperm", 0, 1, 1),
    "read the kernel's log": lambda aims: call("syslog", 3, ctypes.create_string_buffer(64), 64),
    "listen to packets": packet_socket, "make raw packets": raw_socket, "call the hypervisor": virtual_machine_socket,
    "bind a low UDP port": low_port(socket.SOCK_DGRAM), "bind a low TCP port": low_port(socket.SOCK_STREAM),
    "run in real time": real_time, "be served first": lambda aims: call("setpriority", PRIO_PROCESS, ME, -20),
    "read disks first": lambda aims: call("ioprio_set", 1, ME, 1 << 13),
    "take another personality": other_personality,
    "make a user namespace, 32-bit": by_32_bit(310, CLONE_NEWUSER),
    "look at a keyring, 32-bit": by_32_bit(288, KEYCTL_GET_KEYRING_ID),
    "load a BPF program, 32-bit": by_32_bit(357, 0), "count events, 32-bit": by_32_bit(336, 0),
    "take root's inotify instances, 32-bit": by_32_bit(332, 0),
    "trace, 32-bit": by_32_bit(26, 0),
}
