#!/bin/sh
# Serves a site on 127.0.0.1, and prints "listening on http://127.0.0.1:PORT" as soon as it does.
# usage: serve.sh FOLDER PORT SITE
#   FOLDER  where the programs are, or are built (build.sh)
#   PORT    0 for any that is free
#   SITE    main, camel, xmlserializer, leaddesk; lcmanager, leadbank, lifetrons, vitec
set -e
[ $# -eq 3 ] || { sed -n '2,6s/^# //p' "$0" >&2; exit 2; }
"$(dirname "$0")/build.sh" "$1"
case $3 in main | camel | xmlserializer | leaddesk) exe=sites.exe ;; *) exe=seeds.exe ;; esac
exec env TZ=UTC mono "$1/$exe" serve "$2" "$3"
