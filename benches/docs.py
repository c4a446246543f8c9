"""What the scripts share: where and when, tables, docs/performance.md."""

import datetime
import os
import pathlib
import subprocess

BENCHES = pathlib.Path(__file__).resolve().parent
ROOT = BENCHES.parent
PERFORMANCE = ROOT / "docs/performance.md"


def work_directory(name):
    """A folder for what is built: it stays, so that the next run finds the dependencies."""
    target = os.environ.get("CARGO_TARGET_DIR")
    directory = (pathlib.Path(target).resolve() if target else BENCHES / "target") / name
    directory.mkdir(parents=True, exist_ok=True)
    return directory


def circumstances():
    models = [line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")]
    commit = output("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD")
    if output("git", "-C", str(ROOT), "status", "--porcelain", "-uno"):
        commit += " and changes"
    date = datetime.datetime.now(datetime.timezone.utc).date()
    machine = f"{models[0] if models else 'an unknown processor'}, {os.cpu_count()} cores"
    return f"{date}, {machine}, {output('rustc', '--version')}, commit {commit}; load at the start {os.getloadavg()[0]:.2f}"


def output(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()


def plain(table):
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in table]
    return "\n".join(lines) + "\n"


def markdown(table):
    head = "| " + " | ".join(table[0]) + " |\n|" + "---|" * len(table[0]) + "\n"
    return head + "".join("| " + " | ".join(row) + " |\n" for row in table[1:])


def update(marker, text):
    """Puts a text between `<!-- marker -->` and `<!-- /marker -->` of docs/performance.md."""
    start, end = f"<!-- {marker} -->", f"<!-- /{marker} -->"
    before, found, rest = PERFORMANCE.read_text().partition(start)
    _, also, after = rest.partition(end)
    if not (found and also):
        raise SystemExit(f"docs/performance.md has no {start} .. {end}")
    PERFORMANCE.write_text(f"{before}{start}\n{text}{end}{after}")
