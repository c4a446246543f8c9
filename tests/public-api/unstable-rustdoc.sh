#!/bin/sh
# JSON is unstable output of a stable rustdoc. Only rustdoc is told that it is wanted: build scripts that see this variable
# are run anew, and with them all crates that depend on theirs are compiled anew.
RUSTC_BOOTSTRAP=1 exec rustdoc "$@"
