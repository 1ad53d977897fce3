#!/bin/sh
# Lighthouse on the built site. Installs Node and the locked packages when they are not here.
set -eu
here=$(dirname "$0")
if ! command -v npm >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installation de Node (une seule fois)…"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nodejs npm >/dev/null
  else
    echo "Node manque et ne peut pas être installé sans droits d’administration." >&2
    echo "Installez-le (apt-get install nodejs npm), puis relancez." >&2
    exit 1
  fi
fi
if ! cmp -s "$here/package-lock.json" "$here/node_modules/.lock"; then
  echo "Installation de Lighthouse (une seule fois)…"
  npm ci --prefix "$here" --silent
  cp "$here/package-lock.json" "$here/node_modules/.lock"
fi
for name in chromium-headless-shell chromium chromium-browser google-chrome; do
  if chromium=$(command -v "$name"); then break; fi
done
node "$here/mesurer.mjs" "$1" "$chromium"
