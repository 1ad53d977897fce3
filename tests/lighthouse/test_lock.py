"""The lock of Lighthouse's packages: every version pinned with its hash, whatever the registry."""

import json
from pathlib import Path

LOCK = json.loads(Path(__file__).with_name("package-lock.json").read_text(encoding="utf-8"))
PACKAGES = {name: package for name, package in LOCK["packages"].items() if name}


def test_each_package_has_a_version_and_a_hash():
    assert "node_modules/lighthouse" in PACKAGES
    assert [
        name for name, package in PACKAGES.items() if not package.get("version") or not package.get("integrity", "").startswith("sha")
    ] == []


def test_no_registry_is_named():
    assert [name for name, package in PACKAGES.items() if "resolved" in package] == []
