"""Attacks on the limits of its own unit."""

import errno
import os
import resource


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


def save_itself_from_the_oom_killer(aims):
    with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("-1000")


def leave_word_in_shared_memory(aims):
    with open("/dev/shm/left4me-hostile", "w", encoding="ascii") as file:
        file.write("x")


def leave_the_control_group(aims):
    for top in ("/sys/fs/cgroup", "/sys/fs/cgroup/systemd", "/sys/fs/cgroup/unified"):
        if os.path.isdir(top):
            with open(top + "/cgroup.procs", "w", encoding="ascii") as file:
                file.write(str(os.getpid()))


ATTACKS = {
    "raise its limit of descriptors": more_descriptors, "leave cores": cores,
    "be spared when memory runs out": save_itself_from_the_oom_killer,
    "leave word in shared memory": leave_word_in_shared_memory,
    "leave its control group": leave_the_control_group,
}
