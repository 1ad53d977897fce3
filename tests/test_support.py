"""The day of the tests; the small site that other tests change is itself without fault, but for its length."""

import subprocess
import sys

from pipeline.text.build_day import today_for_build
from tests.support import REPOSITORY, TODAY, report_on


def test_the_day_of_every_test_is_the_same_here_and_in_a_child_process():
    assert today_for_build() == TODAY
    command = [sys.executable, "-c", "from pipeline.text.build_day import today_for_build; print(today_for_build())"]
    assert subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout == f"{TODAY}\n"


def test_the_small_site_has_no_error_and_no_warning(tmp_path):
    assert [str(d.place) + d.rule.code for d in report_on(tmp_path).diagnostics if d.severity != "info" and d.rule.code != "S021"] == []
