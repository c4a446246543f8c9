#!/bin/sh
# Installs what the programs here need, from Debian's packages, unless it is there: Mono's compiler and runtime, and
# ASP.NET Web API for it.
set -e
packages="mono-mcs mono-devel libmono-system-web-http4.0-cil libmono-system-net-http-formatting4.0-cil"
if command -v mono >/dev/null && command -v mcs >/dev/null && [ -e /usr/lib/mono/4.5/System.Web.Http.dll ]; then
  echo "Mono and ASP.NET Web API are installed"
  exit 0
fi
as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
echo "installing with apt-get: $packages"
$as_root apt-get update -q
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $packages
