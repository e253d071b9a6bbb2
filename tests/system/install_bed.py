"""Fixtures of the tests that install: nothing is installed before them, and the shared installation is back after them."""

import pytest

import generations


@pytest.fixture
def nothing_installed():
    with generations.none_yet():
        yield


@pytest.fixture
def first(nothing_installed):
    """Generation 1, of build 1000; its checksum."""
    generations.installed()
    return generations.checksum("1")
