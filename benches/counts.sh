#!/usr/bin/env bash
# Counts instructions: benches/counts.sh [-n TIMES] NAME..
#
# Names are those of `--list`, such as read/b/compact/datacontract; several are compared with the first. Unlike times,
# counts do not depend on what else the machine does. Only what stands in the measured loop is counted: no set-up, and
# not the first run, which computes what is kept. (Its end writes to $OUT, if that is set: callgrind's own file, for
# `callgrind_annotate --auto=yes`.)
set -euo pipefail
cd "$(dirname "$0")"

times=
if [ "${1-}" = -n ]; then
    times=$2
    shift 2
fi
[ $# -gt 0 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 1; }

cargo build --release --quiet
program=${CARGO_TARGET_DIR:-target}/release/datacontract-benches
out=${OUT:-$(mktemp)}

first=
printf '%-50s %18s %8s\n' contender 'instructions' ratio
for name in "$@"; do
    # Of a large document one run is enough.
    case $name in
        */a/*) n=${times:-100} ;;
        */b/*) n=${times:-3} ;;
        *) n=${times:-1} ;;
    esac
    valgrind --tool=callgrind --collect-atstart=no --toggle-collect='*Contender::counted*' \
        --callgrind-out-file="$out" "$program" --once "$name" --times "$n" 2>"$out.log" || { cat "$out.log"; exit 1; }
    total=$(sed -n 's/^\(summary\|totals\): \([0-9]*\).*/\2/p' "$out" | head -n 1)
    count=$((total / n))
    first=${first:-$count}
    printf '%-50s %18s %8s\n' "$name" "$count" "$(awk "BEGIN { printf \"%.2f\", $count / $first }")"
    rm -f "$out.log"
done
[ -n "${OUT-}" ] || rm -f "$out"
