"""What there is to measure: installations of any size, overlays, instances by the hundred."""

import os
import shutil

import bed
import instance

BENCH = bed.STATE_ROOT / "bench"
REFLINKS = bed.Path("/opt/left4me-tests/results/reflinks")
PORT = 30000
BLOCK = os.urandom(1024 ** 2)


def create(name, port, **keys):
    result = instance.initialize(name, instance.spec(port, **keys))
    assert result.status == 0, result
    return name


def delete(*names):
    if names:
        bed.must([bed.L4D2CTL, "delete", *names, "--yes"], user=bed.OWNER, timeout=3600)


def delete_all():
    """What a part left that failed."""
    for name in os.listdir(bed.STATE_ROOT / "instances"):
        if not name.startswith("."):
            bed.run(["umount", "--quiet", runtime(name) / "merged"])
            bed.run([bed.L4D2CTL, "delete", name, "--yes"], user=bed.OWNER)


def runtime(name):
    return bed.STATE_ROOT / "runtime" / name


def make_runtime(name):
    """What `start` makes before it asks for the mount."""
    for part in ("upper", "work", "merged"):
        (runtime(name) / part).mkdir(parents=True, exist_ok=True)
    instance.own_tree(runtime(name))
    for part in ("upper", "work", "merged"):
        (runtime(name) / part).chmod(0o700 if part == "work" else 0o755)


def make_overlays(count):
    for number in range(count):
        instance.overlay(f"bench/{number:03}", {f"left4dead2/addons/bench-{number:03}.vpk": "a map\n"})


def write_layers(name, count):
    """An instance of so many layers, the installation among them, as `start` writes it."""
    file = bed.STATE_ROOT / "instances" / name / "layers"
    file.write_text("".join(f"overlays/bench/{number:03}\n" for number in range(count - 1)) + "installation\n")
    instance.owned(file)


def fill(directory, size, pieces):
    """`size` bytes in so many files."""
    directory.mkdir(parents=True)
    each = max(1, size // pieces)
    for number in range(pieces):
        with open(directory / f"{number:06}.vpk", "wb") as file:
            left = each
            while left > 0:
                left -= file.write(BLOCK[:min(left, len(BLOCK))])
    instance.own_tree(directory)


def remove(directory):
    shutil.rmtree(directory, ignore_errors=True)


def disk(*directories):
    """KiB that the trees take, each file once."""
    seen = {}
    for top in directories:
        for directory, _, names in os.walk(top):
            for path in [directory, *(os.path.join(directory, name) for name in names)]:
                facts = os.lstat(path)
                seen[facts.st_ino] = facts.st_blocks * 512
    return sum(seen.values()) / 1024


def has_reflinks():
    """Whether scripts/bench could give us an XFS: a container may not mount one."""
    return REFLINKS.is_mount()


def used(directory):
    """KiB of its file system"""
    os.sync()
    facts = os.statvfs(directory)
    return (facts.f_blocks - facts.f_bfree) * facts.f_frsize / 1024


def read_all(directory):
    return f"sh -c 'find {directory} -type f -print0 | xargs -0 cat >/dev/null'"


def pid1_seconds():
    """Of a processor, since the boot."""
    with open("/proc/1/stat", encoding="ascii") as file:
        user, system = file.read().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def forget(*directories):
    """Takes the files out of the page cache; a cold read begins with it."""
    for top in directories:
        for directory, _, names in os.walk(top):
            for name in names:
                descriptor = os.open(os.path.join(directory, name), os.O_RDONLY)
                os.fdatasync(descriptor)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(descriptor)
