"""The web application is a unit itself: its own view of the file system must not matter."""

import pytest

import bed
import instance
import traces

PORT = 27120


def from_a_unit(*words, properties=()):
    options = [f"--property={one}" for one in ("User=left4me", "PrivateTmp=yes", "ProtectSystem=strict",
                                               f"ReadWritePaths={bed.STATE_ROOT}", *properties)]
    return bed.run(["systemd-run", "--quiet", "--wait", "--pipe", "--collect", *options, "--",
                    bed.L4D2CTL, *words])


def test_a_whole_life_from_a_hardened_unit():
    spec = instance.spec_file("webbed", instance.spec(PORT))
    for words in (["initialize", "webbed", "-f", spec], ["start", "webbed"]):
        result = from_a_unit(*words)
        assert result.status == 0, result
    assert instance.status("webbed")["state"] == "running"
    assert len(traces.mounts_of("webbed")) == 1
    for words in (["restart", "webbed"], ["logs", "webbed", "-n", "5"], ["status", "webbed"],
                  ["stop", "webbed"], ["delete", "webbed", "--yes"]):
        result = from_a_unit(*words)
        assert result.status == 0, result


def test_the_helpers_mount_is_the_hosts_and_not_the_callers():
    instance.create("webbed", PORT)
    instance.start("webbed")
    assert bed.l4d2ctl("stop", "webbed").status == 0
    options = ["--property=PrivateTmp=yes", "--property=ProtectSystem=strict", "--property=User=left4me"]
    for verb, mounts in (("mount", 1), ("umount", 0)):
        bed.must(["systemd-run", "--quiet", "--wait", "--pipe", "--collect", *options, "--",
                  "sudo", "-n", bed.OVERLAY_HELPER, verb, "webbed"])
        assert len(traces.mounts_of("webbed")) == mounts


def test_a_forged_host_env_in_the_callers_view_moves_no_helper():
    instance.create("webbed", PORT)
    instance.start("webbed")
    assert bed.l4d2ctl("stop", "webbed").status == 0
    script = ("mount --make-rprivate / && mount -t tmpfs tmpfs /etc/left4me &&"
              " echo LEFT4ME_ROOT=/srv/forged >/etc/left4me/host.env && exec \"$@\"")
    try:
        bed.must(["unshare", "-m", "sh", "-c", script, "sh", bed.OVERLAY_HELPER, "mount", "webbed"])
        assert len(traces.mounts_of("webbed")) == 1
    finally:
        bed.sudo(bed.OVERLAY_HELPER, "umount", "webbed")


@pytest.mark.parametrize("setting", ["UMask=0777", "LimitNOFILE=16", "LimitFSIZE=1M"])
def test_hostile_limits_of_the_caller_reach_no_server(setting):
    spec = instance.spec_file("webbed", instance.spec(PORT))
    bed.must([bed.L4D2CTL, "initialize", "webbed", "-f", spec], user=bed.OWNER)
    result = from_a_unit("start", "webbed", properties=[setting])
    assert result.status == 0, result
    assert instance.status("webbed")["state"] == "running"
