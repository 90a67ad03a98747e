#!/usr/bin/env bash
# Builds the packages and tests them: each level of x86-64, the Debian package in a fresh Debian 12, the program for
# 64-bit ARM where its compiler is installed (run by qemu-user-static if that is), the recipe and the container file where their linters are. As root; takes an
# hour of two cores.
set -euo pipefail
cd "$(dirname "$(dirname "$(realpath "${BASH_SOURCE[0]}")")")"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cmake --preset package && cmake --build --preset package
DECAWATT_BUILD=$PWD/build/package DECAWATT_SOURCE=$PWD OMP_WAIT_POLICY=passive \
  python3 -B -m pytest -q -p no:cacheprovider tests/install/test_levels.py
cpack --config build/package/CPackConfig.cmake -G DEB -B "$folder"
packaging/fresh_root.sh "$folder"/decawatt_*.deb "$folder/root"

if command -v aarch64-linux-gnu-g++ >/dev/null; then
  packaging/arm64_libraries.sh "$folder/arm64"
  cmake --preset arm64 -DDECAWATT_SOLVER_ONLY=OFF -DDECAWATT_ARM64_LIBRARIES="$folder/arm64"
  cmake --build --preset arm64 --target decawatt
  if command -v qemu-aarch64-static >/dev/null; then
    qemu-aarch64-static -L "$folder/arm64" build/arm64/cli/decawatt run scenarios/minimal --set horizon.hours_per_year=168 --out "$folder/arm64.h5" --quiet
  fi
fi
if command -v flake8 >/dev/null; then     # names of Spack come from its wildcard import
  flake8 --max-line-length 110 --ignore F403,F405 packaging/spack
fi
for linter in hadolint dockerfilelint; do
  if command -v "$linter" >/dev/null; then "$linter" packaging/Containerfile; fi
done
