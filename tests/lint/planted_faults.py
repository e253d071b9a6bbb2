"""A check that cannot fail checks nothing: plants one fault after the other in a copy and sees each one found."""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from lint import output_of, places, tool

HERE = Path(__file__).resolve().parent
COPIED_SOURCE = ("helpers", "orchestrator", "units", "sudoers", "docs", "tests", "scripts", "debian", "meson.build",
                 "README.md", ".clang-format", ".clang-tidy")
COPIED_BUILD = ("units", "sudoers", "docs")


def replace(file, pattern, text):
    def plant(place):
        before = (place / file).read_text()
        after = re.sub(pattern, text, before, count=1, flags=re.MULTILINE)
        assert after != before, f"{file}: nothing matches {pattern}"
        (place / file).write_text(after)
    return plant


def append(file, text):
    def plant(place):
        (place / file).parent.mkdir(parents=True, exist_ok=True)
        with (place / file).open("a") as out:
            out.write(text)
    return plant


def link_badly(place):
    compiler = tool("cc", "gcc")
    (place / "build/helpers").mkdir(parents=True, exist_ok=True)
    (place / "main.c").write_text("int main(void) { return 0; }\n")
    status, text = output_of([compiler, "-no-pie", "-Wl,-z,lazy,-z,norelro,-z,execstack,-rpath,/tmp", "-Wl,--no-as-needed",
                              "-lm", place / "main.c", "-o", place / "build/helpers/left4me-systemctl"])
    assert status == 0, text


# clang-tidy is slow; it is to see one room.
def write_untidily(place):
    append("helpers/systemctl/main.cpp", "int planted(char* x) { return *(int*)0 + x[9]; }\n")(place)
    for room in ("common", "overlay", "journalctl"):
        for path in (place / "helpers" / room).glob("*.cpp"):
            path.unlink()


SERVICE = "build/units/left4me-server@.service"
UPDATE = "build/units/left4me-update.service"
SUDOERS = "build/sudoers/left4me-sudoers"
LONG = "int too_long()\n{\n" + "    call();\n" * 60 + "}\n"
# check, what is planted, what the check must say
FAULTS = (
    ("format", append("helpers/common/planted.hpp", "int   x;\n"), "planted.hpp:1"),
    ("shell", append("scripts/planted", "#!/bin/sh\necho $1\n"), "planted:2"),
    ("budget", append("helpers/systemctl/planted.cpp", LONG), "the limit for `int too_long\\(\\)` is 40"),
    ("budget", append("helpers/systemctl/planted.cpp", LONG * 2), "the budget is 80"),
    ("budget", append("orchestrator/system/planted.cpp", "//\n" * 251), "251 lines, the limit for a file"),
    ("budget", append("helpers/systemctl/planted.cpp", "int main()\n{\n" + "    call();\n" * 24 + "}\n"), "is 25"),
    ("rooms", append("helpers/overlay/planted.cpp", '#include "systemctl/rules.hpp"\n'), "must not know systemctl"),
    ("rooms", append("orchestrator/spec/planted.cpp", '#include "commands/start.hpp"\n'), "must not know commands"),
    ("rooms", append("helpers/common/planted.cpp", '#include "left4me/error.hpp"\n'), "know nothing of the orchestr"),
    ("rooms", append("orchestrator/cli/planted.cpp", "#include <yaml-cpp/yaml.h>\n"), "only orchestrator/spec"),
    ("rooms", append("orchestrator/instance/planted.cpp", "#include <spawn.h>\n"), "only orchestrator/system"),
    ("rooms", append("orchestrator/attic/planted.cpp", "\n"), "in no room"),
    ("hardening", link_badly, r"left4me-systemctl links libm\.so\.6"),
    ("hardening", link_badly, "is no PIE"),
    ("hardening", link_badly, "no full RELRO"),
    ("hardening", link_badly, "executable stack"),
    ("hardening", link_badly, "has an RPATH"),
    ("exit_codes", replace("helpers/common/exit.hpp", "TempFail = 75", "TempFail = 74"), "TEMPFAIL: error.hpp 75"),
    ("exit_codes", replace("docs/man/left4me.7.in", "^.It Er 66 NOINPUT\n", ""), "NOINPUT: stated only in error.hpp"),
    ("sudoers", replace(SUDOERS, r"\(mount\|umount\) \[a-z0-9\]", "(mount|umount) .*[a-z0-9]"), "refused, says the table"),
    ("sudoers", replace(SUDOERS, r"\)\+\$", "){1,256}$"), "allowed, says the table"),
    ("sudoers", replace(SUDOERS, "NOPASSWD:", "NOPASSWD"), "syntax error"),
    ("units", replace(SERVICE, r"^\[Service\]", "[Service]\nStartLimitIntervalSec=5"), "systemd-analyze verify"),
    ("units", replace(SERVICE, "^CapabilityBoundingSet=", "CapabilityBoundingSet=~"), "systemd-analyze security"),
    ("units", replace(SERVICE, r"^\[Service\]", "[Service]\nEnvironmentFile=/x"), "EnvironmentFile=: left4me could"),
    ("units", replace(SERVICE, "^StandardError=journal", "StandardError=append:/x"), "open a file as root"),
    ("units", replace("units/README.md", "`KillSignal=`", "KillSignal"), "no reason for KillSignal="),
    ("units", replace("units/README.md", "`OnCalendar=`", "OnCalendar"), "OnCalendar= of left4me-update.timer"),
    ("units", replace(UPDATE, r"^\[Service\]", "[Service]\nNoNewPrivileges=yes"), "NoNewPrivileges=: it restarts"),
    ("units", replace(UPDATE, "^Type=oneshot", "Type=once"), "systemd-analyze verify"),
    ("man", append("build/docs/left4me.7", ".Bl -tag\n"), "left4me.7: "),
    ("man", replace("build/docs/left4me-systemctl.8", "^.It Cm stop Ar NAME", ".It Cm halt Ar NAME"), "its rules say stop"),
    ("man", replace("build/docs/left4me-systemctl.8", "^.It Cm stop Ar NAME", ".It Cm halt Ar NAME"), "manual says halt"),
    ("man", replace("build/docs/l4d2ctl.1", "^.It Cm reset Ar", ".It Cm wipe Ar"), "l4d2ctl reset: only in --help"),
    ("man", replace("build/docs/l4d2ctl.1", "^.Fl Fl no-enable", ".Fl Fl no-boot"), "--no-boot: only in l4d2ctl.1"),
    ("defences", append("helpers/journalctl/main.cpp", "// become_journal_reader();\n"), "its text 2 times instead of"),
    ("defences", replace("tests/attack/defences.py", "bed attack -k p9_hardened", "bed attack -k p99"), "has p99 in its"),
    ("defences", replace("tests/attack/defences.py", r"namespace \*Umount\.", "namespace *Planted."), r"called \*Planted"),
    ("documents", append("README.md", "\n[planted](docs/planted.md)\n"), "links docs/planted.md"),
    ("documents", append("README.md", "\n`units/planted.service`\n"), "names units/planted.service"),
    ("documents", append("README.md", "\n`Planted.Test`\n"), "names the test Planted.Test"),
    ("documents", append("README.md", "\n`tests/lint/lint.py::planted`\n"), "lint.py::planted, which does not"),
    ("abi", replace("orchestrator/library/abi.txt", r"^left4me::host::get_instance_statuses\(\)\n", ""), "not in abi.txt"),
    ("abi", append("orchestrator/library/abi.txt", "left4me::host::gone()\n"), "only in abi.txt: left4me::host::gone"),
    ("package", replace("debian/changelog", r"^left4me \(0", "left4me (7"), "changelog is of version 7"),
    ("package", replace("debian/control", " libmount-dev,\n", " libnothing-dev,\n"), "libmount-dev', 'libnothing-dev"),
    ("tidy", write_untidily, r"main\.cpp:\d+:\d+: error"),
)


def copy(source, build, place):
    for name in COPIED_SOURCE:
        if (source / name).is_dir():
            shutil.copytree(source / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (source / name).exists():
            shutil.copy(source / name, place / name)
    for name in COPIED_BUILD:
        shutil.copytree(build / name, place / "build" / name, ignore=shutil.ignore_patterns("*.p"))
    # What checks run or look into, and the compiler's commands with the copy's paths.
    (place / "build/orchestrator/library").mkdir(parents=True)
    (place / "build/orchestrator/library/libleft4me.so").symlink_to(build / "orchestrator/library/libleft4me.so")
    (place / "build/orchestrator/l4d2ctl").symlink_to(build / "orchestrator/l4d2ctl")
    commands = (build / "compile_commands.json").read_text()
    (place / "build/compile_commands.json").write_text(commands.replace(os.path.relpath(source, build), str(place)))


def missed(check, plant, expected, source, build):
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        copy(source, build, place)
        plant(place)
        status, text = output_of([sys.executable, HERE / f"check_{check}.py", place, place / "build"])
    if status != 1 or not re.search(expected, text):
        return f"check_{check} gave {status} and did not say {expected!r}:\n{text[-600:]}"
    return None


def main():
    source, build = places()
    faults = [missed(*fault, source, build) for fault in FAULTS]
    for fault in filter(None, faults):
        print(fault)
    print(f"{faults.count(None)} of {len(faults)} planted faults found")
    sys.exit(1 if any(faults) else 0)


main()
