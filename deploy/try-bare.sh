#!/usr/bin/env bash
# Try the README's commands on a machine with a Python and nothing else, as root and as an ordinary user.
#   debootstrap --variant=minbase --include=python3,ca-certificates bookworm ROOT
#   deploy/try-bare.sh ROOT [natc's arguments, "test" when none are given]
# Needs root. Takes what is committed; variables for pip (PIP_CERT, https_proxy) are passed on.
set -euo pipefail

root=$(realpath "$1")
shift
arguments=("${@:-test}")
source=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)

cp /etc/resolv.conf "$root/etc/resolv.conf"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
trap 'umount "$root/proc"' EXIT
chroot "$root" useradd --create-home bare 2>/dev/null || true

try() { # user, home
    echo "== natc ${arguments[*]}, as $1 =="
    rm -rf "$root$2/natc" && mkdir -p "$root$2/natc"
    git -C "$source" archive HEAD | tar -x -C "$root$2/natc"
    chroot "$root" chown -R "$1:" "$2/natc"
    # the second run shows what a start costs once everything is there
    for run in first second; do
        started=$(date +%s.%N)
        chroot --userspec="$1:$1" "$root" env HOME="$2" USER="$1" "$2/natc/natc" "${arguments[@]}"
        awk -v run="$run" -v from="$started" -v to="$(date +%s.%N)" 'BEGIN { printf "== %s run: %.2f s ==\n", run, to - from }'
    done
}

try root /root
try bare /home/bare
