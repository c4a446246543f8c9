#!/bin/sh
set -e
[ $# -eq 1 ] || { echo "usage: build.sh FOLDER" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
common="Program Host Caller Wire Canned Endpoints Site Compat CompatJson"

# build NAME FILE..
build() {
  exe=$1; shift
  if [ -e "$exe" ] && [ -z "$(find "$@" "$here/build.sh" -newer "$exe")" ]; then return; fi
  # written aside: whoever runs the old one, or builds at the same time, is not disturbed
  mcs -nologo -langversion:7 -nowarn:1591,1570,1572,1573,1574,0618,0162,0168,1998 -d:WEBAPI1 -out:"$exe.$$" "$@" \
    -r:System.Net.Http -r:System.Net.Http.Formatting -r:System.Web.Http -r:System.ComponentModel.DataAnnotations \
    -r:System.Runtime.Serialization -r:System.Xml -r:System.Xml.Linq -r:System.Core >&2
  mv "$exe.$$" "$exe"
}

shared=$(for name in $common; do echo "$here/server/$name.cs"; done)
build "$1/sites.exe" $shared "$here/server/Models.cs" "$here/server/Controllers.cs" "$here/server/Validation.cs" "$here/server/Leaddesk.cs" "$here/server/SiteConfig.cs"
build "$1/seeds.exe" $shared "$here"/seeds/*.cs
