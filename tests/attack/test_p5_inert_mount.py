"""P5: what lies in a layer or in upper gives nobody a right through merged, whether the owner or the game asks."""

import os

import pytest

import bed
import game
import instance
import planted
import traces

NAME, PORT = "inert", 27380
SECRET = "installations/inert/secret"
TEXT = "hunter2\n"
MARKS = {"redirect": b"/secret", "metacopy": b"", "opaque": b"y"}


@pytest.fixture(scope="module", autouse=True)
def running(shared):
    """Planted while nothing is mounted, and mounted by the real unit."""
    shared(NAME, PORT)
    instance.start(NAME)
    assert bed.l4d2ctl("stop", NAME).status == 0
    planted.make_layers(NAME)
    planted.plant(NAME)
    plant_marks()
    assert bed.sudo(bed.SYSTEMCTL_HELPER, "start", NAME).status == 0
    instance.await_state(NAME, "running")
    yield
    bed.l4d2ctl("stop", NAME)
    planted.remove_layers()


def plant_marks():
    """A secret of root's in the installation, and in upper what points at it: left4me's own marks, which count where
    userxattr is on, and root's, which an earlier mount with redirect_dir=on or metacopy=on would have left."""
    secret = bed.STATE_ROOT / SECRET
    secret.mkdir(mode=0o700)
    (secret / "file").write_text(TEXT)
    for prefix in ("user", "trusted"):
        for name in (f"{prefix}-file", f"{prefix}-opaque/file"):
            path = bed.STATE_ROOT / "installations/inert" / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(TEXT)
            path.chmod(0o600 if name.endswith("-file") else 0o644)
        mark_upper(prefix)


def mark_upper(prefix):
    upper = instance.upper(NAME)
    (upper / f"{prefix}-file").write_bytes(b"\0" * len(TEXT))
    os.setxattr(upper / f"{prefix}-file", f"{prefix}.overlay.metacopy", MARKS["metacopy"])
    for kind in ("redirect", "opaque"):
        (upper / f"{prefix}-{kind}").mkdir()
        os.setxattr(upper / f"{prefix}-{kind}", f"{prefix}.overlay.{kind}", MARKS[kind])
    for path in upper.glob(f"{prefix}-*"):
        instance.owned(path)


def as_owner(*words):
    return bed.run(words, user=bed.OWNER)


def as_game(*words):
    return game.inside(NAME, *words)


BY = pytest.mark.parametrize("by", [as_owner, as_game], ids=["owner", "game"])
IN = pytest.mark.parametrize("place", planted.PLACES)


@IN
def test_what_is_planted_gives_rights_where_it_lies(place):
    """So that the tests below say something."""
    top = planted.directories(NAME)[place]
    assert as_owner(top / f"setuid-{place}", "-u").out == "0\n"
    assert as_owner(top / f"setuid-{place}", "-g").out == "0\n"
    assert as_owner(*planted.read_as([top / f"capable-{place}"])).status == 0
    assert as_owner("head", "-c", "1", top / f"device-{place}").status == 0


@BY
@IN
def test_a_setuid_program_runs_as_its_caller(by, place):
    program, owner = instance.merged(NAME) / f"setuid-{place}", bed.account(bed.OWNER)
    assert (by(program, "-u").out, by(program, "-g").out) == (f"{owner.pw_uid}\n", f"{owner.pw_gid}\n")


@BY
@IN
def test_a_program_with_capabilities_runs_without_them(by, place):
    program = instance.merged(NAME) / f"capable-{place}"
    assert by(program, "-c", "1", "/etc/passwd").status == 0, "it runs"
    refused = by(*planted.read_as([program]))
    assert refused.status == 1 and "denied" in refused.err, refused


@BY
@IN
def test_a_device_cannot_be_opened(by, place):
    refused = by("head", "-c", "1", instance.merged(NAME) / f"device-{place}")
    assert refused.status == 1 and "denied" in refused.err, refused


@BY
@pytest.mark.parametrize("mark", ["user-file", "trusted-file", "user-redirect/file", "trusted-redirect/file"])
def test_a_mark_in_upper_shows_nothing_that_only_root_may_read(by, mark):
    assert as_owner("cat", bed.STATE_ROOT / SECRET / "file").status != 0
    assert TEXT.strip() not in by("cat", instance.merged(NAME) / mark).out


def test_a_mark_that_left4me_can_set_hides_nothing():
    """userxattr is off: else this directory would be opaque, as the one with root's mark is."""
    merged = instance.merged(NAME)
    assert as_owner("cat", merged / "user-opaque/file").out == TEXT
    assert as_owner("cat", merged / "trusted-opaque/file").status != 0


def options(pid):
    """Of merged as this process sees it: the mount's and the superblock's."""
    with open(f"/proc/{pid}/mountinfo", encoding="utf-8") as table:
        line = next(line for line in table if f"/runtime/{NAME}/merged " in line)
    before, _, after = line.partition(" - ")
    return set(before.split(" ")[5].split(",")), set(after.split()[2].split(","))


@pytest.mark.parametrize("whose", ["everybody", "game"])
def test_the_mount_is_nosuid_and_nodev_and_trusts_no_mark_of_its_users(whose):
    of_mount, of_superblock = options(1 if whose == "everybody" else game.pid(NAME))
    assert {"nosuid", "nodev"} <= of_mount
    assert not of_superblock & {"userxattr", "redirect_dir=on", "redirect_dir=follow", "metacopy=on"}


@pytest.mark.parametrize("option", ["suid", "dev", "suid,dev,exec"])
def test_left4me_makes_it_no_less_inert_in_namespaces_of_its_own(option):
    merged = instance.merged(NAME)
    tried = as_owner("unshare", "--user", "--map-root-user", "--mount", "mount", "-o", f"remount,bind,{option}", merged)
    assert tried.status != 0 and "mount" in tried.err, tried
    assert {"nosuid", "nodev"} <= options(1)[0]


def test_writing_to_a_setuid_program_of_roots_leaves_none_in_upper():
    """Upper is no mount of ours: what lies there has the rights that it says it has."""
    program = instance.merged(NAME) / "setuid-overlay"
    assert as_owner("sh", "-c", f"echo more >>{program}").status == 0
    copy = instance.upper(NAME) / "setuid-overlay"
    assert copy.exists() and copy.stat().st_mode & 0o6000 == 0


@pytest.fixture
def strangers():
    """A file system as fusermount3(1) mounts it for whoever asks: nosuid, and every file says what its maker likes."""
    instance.create("strange", PORT + 1)
    instance.start("strange")
    assert bed.l4d2ctl("stop", "strange").status == 0
    top = bed.STATE_ROOT / "overlays/strange"
    top.mkdir()
    bed.must(["mount", "-t", "tmpfs", "-o", "nosuid,nodev,mode=0755", "strange", top])
    planted.setuid_program(top / "setuid")
    planted.write_layers("strange", ["overlays/strange", "installation"])
    yield "strange"
    bed.sudo(bed.OVERLAY_HELPER, "umount", "strange")
    bed.must(["umount", top])
    top.rmdir()


def test_what_is_inert_where_it_lies_is_copied_up_to_no_place_where_it_is_not(strangers):
    """The kernel copies owner and setuid bit to upper as soon as somebody opens the file to write (CVE-2023-0386)."""
    result = bed.sudo(bed.OVERLAY_HELPER, "mount", strangers)
    as_owner("python3", "-c", "import os, sys; os.open(sys.argv[1], os.O_RDWR)", instance.merged(strangers) / "setuid")
    in_upper = instance.upper(strangers) / "setuid"
    assert not in_upper.exists() or as_owner(in_upper, "-u").out != "0\n", "left4me is root"
    assert result.status == 65 and len(result.err.splitlines()) == 1, result
    assert traces.mounts_of(strangers) == []


def test_left4me_gives_nobody_its_own_setuid_program_through_merged():
    """nobody would run as left4me, who may call the helpers."""
    instance.upper(NAME).parent.chmod(0o755)  # left4me lets him in
    program = instance.merged(NAME) / "mine"
    assert as_owner("sh", "-c", f"cp {planted.ID} {program} && chmod 6755 {program}").status == 0
    nobody = bed.run([program, "-u"], user="nobody")
    assert nobody.out.strip() != str(bed.account(bed.OWNER).pw_uid), nobody
