#!/usr/bin/env bash
# Installs a Debian package of Decawatt in a Debian 12 that has nothing else, and runs the README's examples there.
set -euo pipefail
[[ $# == 2 ]] || { echo "usage: packaging/fresh_root.sh PACKAGE.deb FOLDER     (as root; FOLDER: for the new system, about 1 GB)" >&2; exit 2; }
package=$(realpath "$1") root=$2 source=$(dirname "$(dirname "$(realpath "${BASH_SOURCE[0]}")")")
((EUID == 0)) || { echo "fresh_root.sh: needs root, to install a system in a folder" >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "fresh_root.sh: apt-get install debootstrap" >&2; exit 1; }
[[ ! -e $root ]] || { echo "fresh_root.sh: $root: exists already" >&2; exit 1; }

debootstrap --variant=minbase bookworm "$root" "${DECAWATT_MIRROR:-http://deb.debian.org/debian}" | tail -n 1
apt-config dump Acquire >"$root/etc/apt/apt.conf.d/99build_machine"       # proxies
cp --dereference /etc/resolv.conf "$root/etc/resolv.conf"
mkdir -p "$root/etc/ssl/certs"
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/" 2>/dev/null || true
cp "$package" "$root/root/"

# The blocks of the section "Quick start" that are for an installed package: commands, then the lines in Python.
blocks() {
  awk -v wanted="$1" '/^## /{section = $0} /^```/{if (inside && text !~ /quickstart/ && language == wanted) printf "%s", text
    inside = !inside && section == "## Quick start"; language = substr($0, 4); text = ""; next} inside{text = text $0 "\n"}' "$source/README.md"
}
{ echo 'set -eux; cd /root; export DEBIAN_FRONTEND=noninteractive; apt-get update -qq'
  blocks sh | sed -E 's/^apt-get install /&--yes -qq /; s/decawatt_[^ ]*\.deb/'"$(basename "$package")/"
  echo 'ldd /usr/bin/decawatt | grep kernels; decawatt --version; python3 first.py; zcat -f /usr/share/man/man1/decawatt.1* | grep -q decawatt'
  echo 'test -s report.html; ls -l plan.h5 report.html'
} >"$root/root/examples.sh"
blocks python >"$root/root/first.py"
grep -q 'decawatt run' "$root/root/examples.sh" && grep -q 'import decawatt' "$root/root/first.py"    # the README still has them
unshare --mount --pid --fork --mount-proc="$root/proc" chroot "$root" /bin/bash /root/examples.sh
