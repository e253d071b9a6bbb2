"""Every test begins and ends in a clean bed; what fails shows the journal."""

import os
import time

import pytest

import bed
import instance
import traces


# What a kernel of its own or 32-bit programs decide. The rest is the same sudo, systemd and programs as in the containers,
# at a tenth of the speed; and so one of the two kernels has to do for what they decide alike.
ON_EACH_KERNEL = {"test_p8_sandbox", "test_resources"}
ON_ONE_KERNEL = {
    "vm-bookworm": {"test_p5_inert_mount", "test_generations_on_disk"},
    "vm-trixie": {"test_story", "test_run_by_hand"},
}

# What no version of Debian decides: the benchmarks, which scripts/bench runs there too, l4d2ctl killed at each of its calls, and
# how a SteamCMD fails.
ONCE = {"test_bench", "test_p7_kills", "test_install_failures", "test_install_interrupted", "test_update"}


def belongs_here(item):
    if item.module.__name__ in ONCE:
        return bed.BED == "container-trixie"
    if bed.IS_VM:
        return item.module.__name__ in ON_EACH_KERNEL | ON_ONE_KERNEL[bed.BED]
    return item.get_closest_marker("vm_only") is None


def pytest_collection_modifyitems(config, items):
    elsewhere = [item for item in items if not belongs_here(item)]
    items[:] = [item for item in items if belongs_here(item)]
    config.hook.pytest_deselected(items=elsewhere)
    items.sort(key=lambda item: item.get_closest_marker("before_reboot") is not None)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    if report.failed:
        since = f"@{int(call.start) - 1}"
        text = bed.run(["journalctl", "--no-pager", "-o", "short-precise", "-n", "120", "--since", since]).out
        report.sections.append(("journal", text))


@pytest.fixture(scope="session", autouse=True)
def machine():
    if os.geteuid() != 0 or not os.path.isdir("/run/systemd/system"):
        pytest.exit("these tests need root on a booted systemd of their own: scripts/test", 2)
    instance.install_game()


@pytest.fixture(scope="session")
def kept():
    """Names of instances that a module shares among its tests."""
    return set()


@pytest.fixture(autouse=True)
def clean_bed(request, kept):
    """Deletes the test's own instances through l4d2ctl; whatever is left then is a failure."""
    yield
    if request.node.get_closest_marker("before_reboot"):
        return
    delete_all_but(kept)


def delete_all_but(kept):
    for name in sorted(os.listdir(bed.STATE_ROOT / "instances")):
        if name not in kept and not name.startswith("."):
            bed.l4d2ctl("delete", name, "--yes")
    left = traces.everything(except_for=kept)
    deadline = time.monotonic() + 5
    while left and time.monotonic() < deadline:
        time.sleep(0.2)
        left = traces.everything(except_for=kept)
    if left:
        traces.scrub()
        pytest.fail("left behind: " + "; ".join(left))


@pytest.fixture(scope="module")
def shared(kept):
    """create(name, port, **spec): an instance that lives until the end of the module."""
    mine = []

    def create(name, port, **keys):
        kept.add(name)
        mine.append(name)
        return instance.create(name, port, **keys)

    yield create
    kept.difference_update(mine)
    if mine:
        delete_all_but(kept)
