"""What scripts/test counts, and what it calls a failure."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

RESULTS = Path(__file__).resolve().parents[2] / "scripts" / "lib" / "results.py"

PASSED = '<testcase classname="Name" name="AcceptsLetters" time="0.5"/>'
FAILED = '<testcase classname="Name" name="RefusesDots"><failure>expected 64, got 0</failure></testcase>'
BROKEN = '<testcase classname="test_story" name="test_start"><error message="setup">no game</error></testcase>'
SKIPPED = '<testcase classname="test_memory" name="test_limit"><skipped message="no controller"/></testcase>'
DISABLED = '<testcase classname="Name" name="DISABLED_Later" status="notrun"/>'


class Count(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.top = Path(directory.name)
        self.expected = self.top / "expected_skips.txt"
        self.expected.write_text("# TIER PLACE TEST REASON\n\nsystem container-* test_memory.* no controllers here\n")
        (self.top / "results").mkdir()

    def run_left(self, place, cases, status="0", name="meson"):
        directory = self.top / "results" / place
        directory.mkdir(parents=True, exist_ok=True)
        (directory / f"{name}.status").write_text(status + "\n")
        if cases is not None:
            (directory / f"{name}.xml").write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>")
        return directory

    def count(self, ci=False):
        """Exit status, the last line, and everything printed."""
        environment = {key: value for key, value in os.environ.items() if key != "CI"} | ({"CI": "true"} if ci else {})
        done = subprocess.run([sys.executable, RESULTS, self.top / "results", self.expected], env=environment,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return done.returncode, done.stdout.splitlines()[-1], done.stdout

    def test_all_tiers_and_places_are_added_up(self):
        self.run_left("unit/bookworm", [PASSED, PASSED])
        self.run_left("system/vm-trixie", [PASSED], name="first-boot")
        self.run_left("system/vm-trixie", [PASSED], name="second-boot")
        self.assertEqual(self.count()[:2], (0, "4 passed, 0 failed"))

    def test_a_failure_and_an_error_count_and_are_shown(self):
        self.run_left("unit/bookworm", [PASSED, FAILED, BROKEN], status="1")
        status, last, text = self.count()
        self.assertEqual((status, last), (1, "1 passed, 2 failed"))
        self.assertIn("FAILED unit bookworm: Name.RefusesDots\n    expected 64, got 0", text)
        self.assertIn("FAILED unit bookworm: test_story.test_start\n    no game", text)

    def test_a_run_that_never_ended_is_a_failure(self):
        self.run_left("system/vm-trixie", None, status="never ended", name="first-boot")
        status, last, text = self.count()
        self.assertEqual((status, last), (1, "0 passed, 1 failed"))
        self.assertIn("never ended", text)

    def test_a_report_cut_short_is_a_failure(self):
        directory = self.run_left("unit/trixie", [])
        (directory / "meson.xml").write_text("<testsuites><testsuite>")
        self.assertEqual(self.count()[:2], (1, "0 passed, 1 failed"))

    def test_a_status_that_the_report_does_not_explain_is_a_failure_with_the_end_of_its_log(self):
        directory = self.run_left("unit/bookworm", [PASSED], status="139")
        (directory / "meson.log").write_text("Segmentation fault\n")
        status, last, text = self.count()
        self.assertEqual((status, last), (1, "1 passed, 1 failed"))
        self.assertIn("    Segmentation fault", text)

    def test_a_tier_that_ran_no_test_is_a_failure(self):
        self.run_left("unit/bookworm", [PASSED])
        self.run_left("lint/bookworm", [])
        self.assertEqual(self.count()[:2], (1, "1 passed, 1 failed"))

    def test_a_boot_without_tests_is_fine_while_another_had_some(self):
        self.run_left("system/vm-trixie", [PASSED], name="first-boot")
        self.run_left("system/vm-trixie", [], name="second-boot")
        self.assertEqual(self.count()[:2], (0, "1 passed, 0 failed"))

    def test_no_results_at_all_are_a_failure(self):
        self.assertEqual(self.count()[:2], (1, "0 passed, 0 failed"))

    def test_skips_are_counted_and_their_reasons_shown(self):
        self.run_left("system/container-trixie", [PASSED, SKIPPED])
        self.run_left("unit/trixie", [PASSED, DISABLED])
        status, last, text = self.count()
        self.assertEqual((status, last), (0, "2 passed, 0 failed, 2 skipped"))
        self.assertIn("skipped system container-trixie: test_memory.test_limit: no controller", text)

    def test_a_skip_is_a_failure_in_ci_unless_it_is_expected(self):
        self.run_left("system/container-trixie", [PASSED, SKIPPED])
        self.run_left("system/vm-trixie", [PASSED, SKIPPED])
        status, last, text = self.count(ci=True)
        self.assertEqual((status, last), (1, "2 passed, 1 failed, 1 skipped"))
        self.assertIn("FAILED system vm-trixie: test_memory.test_limit", text)


if __name__ == "__main__":
    unittest.main()
