"""Whoever adds a key to a small example changes no other test: places are marks in the text, or the words that stand there."""

import subprocess
import sys

import pytest

from tests.support import LONG, REPOSITORY

SAMPLE = ["content/sheets/test_shape_rules.py"]
if LONG:
    SAMPLE += ["rules/test_citations.py", "rules/test_dates.py", "content/kind_rules/test_need_rules.py"]


@pytest.mark.lengthy
def test_a_key_more_in_each_small_example_changes_no_test(tmp_path):
    # A folder of its own: in the usual one, pytest would first remove what the runs before left there, a minute's work at times.
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "tests.a_key_more", f"--basetemp={tmp_path / 'tests'}"]
    files = [f"tests/{name}" for name in SAMPLE]
    ran = subprocess.run([*command, *files], cwd=REPOSITORY, capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, ran.stdout
