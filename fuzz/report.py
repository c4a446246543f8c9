"""Writes what fuzzing and the comparison with .NET have done into docs/proof.md, between its markers.

report.py [FOLDER OF tests/differential]
"""

import collections
import os
import re
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")


def rows(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if line.strip()]


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        model = re.search(r"model name\s*:\s*(.*)", info.read())
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return f"{model[1] if model else 'an unknown processor'}, {os.cpu_count()} cores, {rustc}"


def fuzzing():
    table = collections.OrderedDict()
    dates = set()
    for date, target, seconds, executions, before, after, findings in rows(f"{ROOT}/fuzz/corpus/totals.tsv"):
        dates.add(date)
        known = table.setdefault(target, [0, 0, int(before), 0, 0])
        known[0] += int(seconds)
        known[1] += int(executions)
        known[3] = int(after)
        known[4] = int(findings)
    text = [f"{', '.join(sorted(dates))}, {machine()}, other work beside it.", ""]
    text += ["| target | seconds | executions | edges covered by the seeds | covered now | open findings |", "|---|---|---|---|---|---|"]
    for target, (seconds, executions, before, after, findings) in table.items():
        text.append(f"| `{target}` | {seconds:,} | {executions:,} | {before:,} | {after:,} | {findings} |")
    total = [sum(row[column] for row in table.values()) for column in (0, 1, 4)]
    text.append(f"| **all** | {total[0]:,} | {total[1]:,} | | | {total[2]} |")
    return text


def differential(folder):
    table = collections.OrderedDict()
    for serializer, mode, _, passed, failed, left_out, _ in rows(f"{folder}/totals.tsv"):
        known = table.setdefault((serializer, mode), [0, 0, 0, 0])
        for column, number in enumerate((1, int(passed), int(failed), int(left_out))):
            known[column] += number
    names = {"dcs": "`DataContractSerializer`", "xmlserializer": "`XmlSerializer`"}
    modes = {"random": "contracts and values, written", "random-reading": "documents, read"}
    text = ["| serializer | | seeds | as .NET, or otherwise on purpose | otherwise |", "|---|---|---|---|---|"]
    for (serializer, mode), (seeds, passed, failed, _) in table.items():
        text.append(f"| {names[serializer]} | {modes[mode]} | {seeds:,} | {passed:,} | {failed:,} |")
    return text


def put(docs, name, lines):
    begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->"
    before, rest = docs.split(begin)
    return before + begin + "\n".join(lines) + "\n" + end + rest.split(end, 1)[1]


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else f"{ROOT}/target/differential"
    path = f"{ROOT}/docs/proof.md"
    with open(path, encoding="utf-8") as file:
        docs = file.read()
    if rows(f"{ROOT}/fuzz/corpus/totals.tsv"):
        docs = put(docs, "fuzzing", fuzzing())
    if rows(f"{folder}/totals.tsv"):
        docs = put(docs, "differential", differential(folder))
    with open(path, "w", encoding="utf-8") as file:
        file.write(docs)


main()
