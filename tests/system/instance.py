"""What a user prepares: an installation, overlays and specs."""

import json
import os
import shutil
from hashlib import sha256
from pathlib import Path

import bed

INSTALLATION = bed.STATE_ROOT / "installation"


def owned(path, user=bed.OWNER):
    entry = bed.account(user)
    os.chown(path, entry.pw_uid, entry.pw_gid, follow_symlinks=False)


def own_tree(top, user=bed.OWNER):
    owned(top, user)
    for directory, subdirectories, names in os.walk(top):
        for name in subdirectories + names:
            owned(os.path.join(directory, name), user)


def install_steamcmd():
    """As its archive is unpacked, and Steam's libraries, which its first update of itself brings."""
    shutil.copytree(bed.GAME / "steam", bed.STATE_ROOT / "steam", symlinks=True, dirs_exist_ok=True)
    own_tree(bed.STATE_ROOT / "steam")


def install_game():
    """The stand-in's installation and Steam's libraries, as `l4d2ctl install` would leave them."""
    if not INSTALLATION.exists():
        shutil.copytree(bed.GAME / "installation", INSTALLATION, symlinks=True)
        own_tree(INSTALLATION)
    install_steamcmd()
    dot_steam = bed.STATE_ROOT / ".steam"
    dot_steam.mkdir(exist_ok=True)
    for sdk, library in (("sdk32", "linux32"), ("sdk64", "linux64")):
        if not (dot_steam / sdk).is_symlink():
            (dot_steam / sdk).symlink_to(bed.STATE_ROOT / "steam" / library)
    own_tree(dot_steam)


def fingerprint(top):
    """path → type, mode, owner and content of everything below a directory."""
    prints = {}
    for directory, subdirectories, names in os.walk(top):
        for name in subdirectories + names:
            path = Path(directory, name)
            facts = path.lstat()
            content = ""
            if path.is_symlink():
                content = os.readlink(path)
            elif path.is_file():
                content = sha256(path.read_bytes()).hexdigest()
            prints[str(path.relative_to(top))] = (oct(facts.st_mode), facts.st_uid, facts.st_gid, content)
    return prints


def overlay(ref, files, user=bed.OWNER, mode=0o644):
    """overlays/<ref> with these files (path → text)."""
    top = bed.STATE_ROOT / "overlays" / ref
    shutil.rmtree(top, ignore_errors=True)
    for path, text in files.items():
        target = top / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
        target.chmod(mode)
    top.mkdir(parents=True, exist_ok=True)
    own_tree(top, user)
    return top


def spec_file(name, text, mode=0o600):
    path = bed.STATE_ROOT / "tmp" / f"{name}.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    path.chmod(mode)
    owned(path)
    return path


def spec(port, **keys):
    """JSON is YAML: for tests whose subject is not the form of the spec."""
    return json.dumps({"port": port} | keys, indent=1)


def initialize(name, text, **options):
    return bed.l4d2ctl("initialize", name, "-f", spec_file(name, text), **options)


def create(name, port, **keys):
    result = initialize(name, spec(port, **keys))
    assert result.status == 0, result
    return name


def start(name, *words):
    result = bed.l4d2ctl("start", name, *words)
    assert result.status == 0, f"{result}\n{journal(name)}"


def unit(name):
    return f"left4me-server@{name}.service"


def show(name, *properties):
    out = bed.must(["systemctl", "show", unit(name), "--property=" + ",".join(properties)])
    return dict(line.split("=", 1) for line in out.splitlines())


def status(name):
    result = bed.l4d2ctl("status", name, "--json")
    assert result.status == 0, result
    return json.loads(result.out)


def await_state(name, state, patience=bed.PATIENCE):
    return bed.eventually(lambda: (now := status(name))["state"] == state and now,
                          f"{name} {state}; it is {status(name)}", patience)


def journal(name, lines=60):
    return bed.run(["journalctl", "-u", unit(name), "-o", "cat", "-n", str(lines), "--no-pager"]).out


def upper(name):
    return bed.STATE_ROOT / "runtime" / name / "upper"


def merged(name):
    return bed.STATE_ROOT / "runtime" / name / "merged"


def somebody_in(name):
    """A process of left4me's whose current directory is in merged."""
    child = bed.spawn(["/bin/sh", "-c", f"cd {merged(name)} && exec sleep 3600"])
    bed.eventually(lambda: os.readlink(f"/proc/{child.pid}/cwd") == str(merged(name)), "a process in merged")
    return child


def upper_files(name):
    return sorted(str(path.relative_to(upper(name))) for path in upper(name).rglob("*") if not path.is_dir())


def drop_in(name, text):
    """Settings for one instance's unit, until the next boot."""
    directory = Path("/run/systemd/system") / f"{unit(name)}.d"
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "test.conf").write_text(text)
    bed.must(["systemctl", "daemon-reload"])
