#!/bin/sh
# ical.js on calendar files, with the Node of the test environment. Usage: lancer.sh <bin of a venv> <files>
set -eu
here=$(dirname "$0")
PATH="$(cd "$1" && pwd):$PATH"
shift
if ! cmp -s "$here/package-lock.json" "$here/node_modules/.lock"; then
  echo "Installation d’ical.js (une seule fois)…" >&2
  npm ci --prefix "$here" --silent
  cp "$here/package-lock.json" "$here/node_modules/.lock"
fi
node "$here/lire.mjs" "$@"
