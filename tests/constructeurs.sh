#!/bin/sh
# The real site by other builders, from build/mkdocs.yml, each from a locked environment of its own. Usage: constructeurs.sh <bin of the venv>
# ProperDocs must give MkDocs' bytes; Zensical every page with the same text, if it installs that day.
set -eu
bin=$1
export NO_MKDOCS_2_WARNING=1

installer() {
    test -x "$1/bin/python" || python3 -m venv "$1"
    "$1/bin/python" -m pip --disable-pip-version-check -qq install --require-hashes -r "$2"
}

"$bin/passerelle" construire
sortie=$(mktemp -d)
trap 'rm -rf "$sortie" build/site-seul' EXIT
"$bin/mkdocs" build -q -f build/mkdocs.yml -d "$sortie/mkdocs"

echo "ProperDocs, octet pour octet :"
installer .venv-constructeurs requirements/constructeurs.txt
.venv-constructeurs/bin/properdocs build -q -f build/mkdocs.yml -d "$sortie/properdocs"
"$bin/python" -m tests.builders "$sortie/mkdocs" "$sortie/properdocs" --octets

echo "Zensical, mot pour mot :"
if ! installer .venv-zensical requirements/zensical.txt; then
    echo "Zensical ne s’installe pas aujourd’hui : il n’est pas essayé."
    exit 0
fi
rm -rf build/site-seul
.venv-zensical/bin/zensical build -f build/mkdocs.yml
"$bin/python" -m tests.builders "$sortie/mkdocs" build/site-seul
