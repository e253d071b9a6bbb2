"""debian/ agrees with meson.build on the version, and with the README on what a build needs."""

import re

from lint import places, report

# What only one of the two ways of building asks for.
OF_THE_README = {"g++", "pkg-config", "sudo"}
OF_THE_PACKAGE = {"debhelper-compat", "pkgconf"}


def found(pattern, path):
    match = re.search(pattern, path.read_text(), re.MULTILINE | re.DOTALL)
    return match.group(1) if match else ""


def findings(source):
    project = found(r"version: '([^']+)'", source / "meson.build")
    package = found(r"^left4me \(([^)]+)\)", source / "debian/changelog")
    if not project or project != package:
        yield f"debian/changelog is of version {package or 'none'}, meson.build of {project or 'none'}"
    asked = found(r"^sudo apt-get install (g\+\+ .*?)\nmeson setup", source / "README.md")
    readme = set(asked.replace("\\", "").split()) - OF_THE_README
    fields = found(r"^Build-Depends: (.*?)\n\S", source / "debian/control")
    control = set(re.findall(r"(?:^|,)\s*([a-z0-9+.-]+)", fields)) - OF_THE_PACKAGE
    if not readme or readme != control:
        yield f"only the README or only debian/control names {sorted(readme ^ control)}"


report(findings(places()[0]))
