#!/usr/bin/env python3
"""Runs rustc, and writes down what it took: cargo calls it as RUSTC_WORKSPACE_WRAPPER, for the measured crates alone."""

import json
import os
import sys
import time

command = sys.argv[1:]
start = time.monotonic()
pid = os.posix_spawnp(command[0], command, os.environ)
_, status, usage = os.wait4(pid, 0)
wall = time.monotonic() - start
log = os.environ.get("MEASURED_RUSTC_LOG")
if log and "--crate-name" in command:
    run = {
        "crate": command[command.index("--crate-name") + 1],
        "wall": wall,
        "processor": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss / 1024,
    }
    with open(log, "a") as file:
        file.write(json.dumps(run) + "\n")
sys.exit(os.waitstatus_to_exitcode(status))
