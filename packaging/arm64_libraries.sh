#!/usr/bin/env bash
# Unpacks the libraries that Decawatt needs on 64-bit ARM into a folder, for the preset arm64 on another machine: Debian's
# packages with all that they depend on. Installs nothing, and needs no root.
set -euo pipefail
[[ $# == 1 ]] || { echo "usage: packaging/arm64_libraries.sh FOLDER     (about 260 MB)" >&2; exit 2; }
mkdir -p "$1"
root=$(realpath "$1") apt=$(mktemp -d)
trap 'rm -rf "$apt"' EXIT
mkdir -p "$apt"/lists/partial "$apt"/archives/partial
: >"$apt/status"                       # nothing is installed there yet
options=(-o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Sandbox::User=""
         -o Dir::State::lists="$apt/lists" -o Dir::State::status="$apt/status" -o Dir::Cache="$apt" -o Debug::NoLocking=true)
apt-get "${options[@]}" -qq update
apt-get "${options[@]}" -qq --yes --no-install-recommends --download-only install \
  libc6-dev libstdc++-12-dev libgomp1 libhdf5-dev libnetcdf-dev libfmt-dev libtomlplusplus-dev zlib1g-dev
for package in "$apt"/archives/*.deb; do dpkg-deb --extract "$package" "$root"; done
