#!/bin/sh
# A .NET client that calls every endpoint of a site: one JSON line for each call, exit code 1 if an answer could not be
# read.
# usage: call.sh FOLDER BASE_URL json|xml SITE [ID_PREFIX]
#   FOLDER     as for serve.sh, and so SITE
#   ID_PREFIX  how the ids of the wanted endpoints start: 'POST api/types'
set -e
[ $# -ge 4 ] || { sed -n '2,6s/^# //p' "$0" >&2; exit 2; }
"$(dirname "$0")/build.sh" "$1"
case $4 in main | camel | xmlserializer) exe=sites.exe ;; *) exe=seeds.exe ;; esac
folder=$1; shift
exec env TZ=UTC mono "$folder/$exe" call "$@"
