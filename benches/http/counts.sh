#!/usr/bin/env bash
# Counts instructions: benches/http/counts.sh NAME.., such as json/small/ours "json/small/by hand"
#
# What the server's thread executes for one request, HTTP included, by valgrind. Unlike times, counts do not depend on what
# else the machine does. Two runs of different length are subtracted, so that the start does not count.
set -euo pipefail
cd "$(dirname "$0")"
[ $# -gt 0 ] || { sed -n '2p' "$0"; exit 1; }
cargo build --release --quiet
program=${CARGO_TARGET_DIR:-target}/release/datacontract-http-benches
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT

# The server's thread is the second.
count() {
    valgrind --tool=callgrind --separate-threads=yes --callgrind-out-file="$folder/out" \
        "$program" --only "$1" --requests "$2" 2>"$folder/log" || cat "$folder/log" >&2
    sed -n 's/^\(summary\|totals\): \([0-9]*\).*/\2/p' "$folder/out-02" | tail -n 1
}

for name in "$@"; do
    case $name in
        */large/*) n=32 ;;
        *) n=1024 ;;
    esac
    printf '%-28s %10d\n' "$name" $((($(count "$name" $((3 * n))) - $(count "$name" $n)) / (2 * n)))
done
