import subprocess
import sys

from tests.support import REPOSITORY


def test_a_comparison_without_the_stock_tools_is_a_wrong_use_told_in_french(tmp_path):
    command = [sys.executable, "-m", "tests.bench", "--comparer"]
    result = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(REPOSITORY)}, capture_output=True, text=True)
    assert result.returncode == 2
    assert result.stdout == ""
    assert "Material et mkdocs-bibtex ne sont pas installés. Lancez « make banc », qui les installe à part." in result.stderr
