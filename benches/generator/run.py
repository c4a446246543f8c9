#!/usr/bin/env python3
"""Measures `cargo datacontract generate` on specs of 10,000 endpoints and 15,000 types.

    python3 benches/generator/run.py [--rounds N] [--json FILE] [--update-docs]

Four projects: the types of one API of that size, the same with all parts (endpoints, client, server, samples), that in ten
APIs, and a tenth of it in one, to see whether time and memory grow with the size. Each is generated from nothing, then
again with nothing changed, then with one type changed.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import docs  # noqa: E402

GOAL_SECONDS = 5.0


def api(number, endpoints, types):
    """A spec as an import of help pages would make it: classes with bases, enums, lists, dictionaries, and prose."""
    space = f"Shop{number}.Api.Models"
    declared = {f"{space}.Entity": {"doc": "What every object has.", "members": {"Id": "int", "CreatedAt": "DateTime"}}}
    classes, named, waiting = ["Entity"], {"Entity"}, []
    for index in range(types - 1):
        name = f"{NOUNS[index % len(NOUNS)]}{index}"
        full = f"{space}.{AREAS[index % len(AREAS)]}.{name}"
        if index % 10 == 7:
            members = {f"{NOUNS[k]}State": k for k in range(5)}
            declared[full] = {"doc": f"How far the {name} is.", "enum": members}
            waiting.append(name)
        elif index % 25 == 4:
            declared[full] = {"collection": classes[-1], "contract": "dataContract", "itemName": "item"}
            named.add(classes[-1])
            waiting.append(name)
        else:
            parent, part = classes[index // 3 % len(classes)], classes[index // 2 % len(classes)]
            declared[full] = clazz(index, name, parent, part, waiting)
            classes.append(name)
            named.update((parent, part))
            waiting = []
    # What no class names, an endpoint does: there are no findings.
    roots = [name for name in classes if name not in named] or classes[1:]
    roots.extend(waiting)
    taken = 0
    routes = {}
    for index in range(endpoints):
        area = AREAS[index % len(AREAS)]
        if index % 3 == 0:
            head = f"GET api/{area}/{{id}}/Items{index}?page={{page}}"
            endpoint = {
                "doc": f"Gets the items {index} of {area}.",
                "parameters": {
                    "id": {"type": "integer", "doc": "Whose."},
                    "page": {"type": "integer?", "doc": "Which page."},
                },
                "response": {"type": f"List<{roots[taken % len(roots)]}>", "doc": "The items."},
            }
            taken += 1
        else:
            head = f"POST api/{area}/Action{index}"
            body, response = roots[taken % len(roots)], roots[(taken + 1) % len(roots)]
            endpoint = {"doc": f"Does action {index} of {area}.", "body": body, "response": response}
            taken += 2
        routes[head] = endpoint
    return {
        "$schema": "../schema.json",
        "version": 1,
        "name": f"Shop {number}",
        "module": f"shop{number}",
        "baseUrl": f"https://shop{number}.example.com",
        "endpoints": routes,
        "types": declared,
    }


NOUNS = ["Order", "Customer", "Invoice", "Lead", "Product", "Payment", "Address", "Shipment", "Account", "Message", "Report"]
AREAS = ["Sales", "Stock", "Billing", "Partners", "Marketing", "Support", "Archive"]


def clazz(index, name, parent, part, others):
    members = {
        "Number": {"type": "long?", "doc": f"The number of the {name}."},
        "DisplayName": {"type": "string", "doc": "What people call it.", "annotations": {"maxLength": 120}},
        "Comment": "string",
        "Count": "int",
        "Amount": "decimal",
        "ChangedAt": {"type": "DateTime?", "doc": "When it was changed, if it was."},
        "IsActive": "bool",
        "Parent": {"type": parent, "doc": "What it belongs to."},
        "Parts": f"List<{part}>",
        "Labels": "Dictionary<string, string>",
    }
    members.update({f"Other{other}": other for other in others})
    spec = {"doc": f"One {name}, as the page of it says: it has a number, a name and parts of its own.", "members": members}
    if index % 4 == 1:
        spec["base"] = "Entity"
    return spec


def write_project(directory, apis, endpoints, types, parts=False):
    shutil.rmtree(directory, ignore_errors=True)
    (directory / "target").mkdir(parents=True)
    config = {"specs": ["specs/*"], "output": "src/apis"}
    config.update({part: True for part in ("endpoints", "client", "server", "samples") if parts})
    (directory / "datacontract.json").write_text(json.dumps(config) + "\n")
    for number in range(apis):
        path = directory / f"specs/shop{number}/api.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(api(number, endpoints // apis, types // apis), indent=2) + "\n")


def change(directory):
    path = directory / "specs/shop0/api.json"
    path.write_text(path.read_text().replace('"What every object has."', '"What each object has."'))


def generate(program, directory):
    """Wall seconds, processor seconds and peak MB of one run."""
    command = [str(program), "datacontract", "generate"]
    log = open(directory / "generate.log", "w")
    start = time.monotonic()
    # What is known of the last generation is kept in the target folder.
    environment = {**os.environ, "CARGO_TARGET_DIR": str(directory / "target")}
    process = subprocess.Popen(command, cwd=directory, stdout=log, stderr=log, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    said = (directory / "generate.log").read_text()
    if process.returncode or "warning" in said:
        sys.exit(f"the spec ought to be without findings:\n{said[:4000]}")
    return {"wall": wall, "processor": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024}


def megabytes(directory, pattern):
    return sum(path.stat().st_size for path in directory.rglob(pattern)) / 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--endpoints", type=int, default=10_000)
    parser.add_argument("--types", type=int, default=15_000)
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often; the fastest counts (3)")
    parser.add_argument("--program", type=pathlib.Path, help="a cargo-datacontract that is built already")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="writes everything that was measured")
    parser.add_argument("--update-docs", action="store_true", help="writes the table into docs/performance.md")
    arguments = parser.parse_args()

    circumstances = docs.circumstances()
    work = docs.work_directory("generator")
    program = arguments.program and arguments.program.resolve()
    if not program:
        target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR") or docs.ROOT / "target").resolve()
        command = ["cargo", "build", "--release", "--quiet", "--package", "datacontract-cli"]
        subprocess.run([*command, "--target-dir", str(target)], cwd=docs.ROOT, check=True)
        program = target / "release/cargo-datacontract"

    endpoints, types = arguments.endpoints, arguments.types
    size = f"{endpoints:,} endpoints, {types:,} types"
    tenth = f"{endpoints // 10:,} endpoints, {types // 10:,} types"
    projects = [
        (f"{size}, one API, types alone", 1, endpoints, types, False),
        (f"{size}, one API, all parts", 1, endpoints, types, True),
        (f"{size}, ten APIs, all parts", 10, endpoints, types, True),
        (f"{tenth}, one API, all parts", 1, endpoints // 10, types // 10, True),
    ]
    table = [["what", "run", "wall s", "processor s", "peak MB", "specs MB", "Rust MB", "goal", "met"]]
    found = []
    for what, apis, endpoints, types, parts in projects:
        directory = work / f"{apis}-{types}{'-parts' if parts else ''}"
        best = {}
        for _ in range(arguments.rounds):
            write_project(directory, apis, endpoints, types, parts)
            runs = {"from nothing": generate(program, directory), "nothing changed": generate(program, directory)}
            change(directory)
            runs["one type changed"] = generate(program, directory)
            for run, measured in runs.items():
                fastest = best.setdefault(run, measured)
                for key in measured:
                    fastest[key] = min(fastest[key], measured[key])
        sizes = {"specs": megabytes(directory / "specs", "api.json"), "rust": megabytes(directory / "src", "*.rs")}
        for run, measured in best.items():
            found.append({"what": what, "run": run, **measured, **sizes})
            has_goal = run == "from nothing" and types == arguments.types
            table.append(
                [
                    what,
                    run,
                    f"{measured['wall']:.2f}",
                    f"{measured['processor']:.2f}",
                    f"{measured['memory']:.0f}",
                    f"{sizes['specs']:.1f}",
                    f"{sizes['rust']:.1f}",
                    f"under {GOAL_SECONDS:.0f} s" if has_goal else "",
                    ("yes" if measured["wall"] < GOAL_SECONDS else "no") if has_goal else "",
                ]
            )
    print(f"{circumstances}\n\n{docs.plain(table)}")
    if arguments.json:
        arguments.json.write_text(json.dumps({"circumstances": circumstances, "results": found}, indent=2) + "\n")
    if arguments.update_docs:
        docs.update("generator", f"{circumstances}.\n\n{docs.markdown(table)}")


if __name__ == "__main__":
    main()
