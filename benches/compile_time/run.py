#!/usr/bin/env python3
"""Measures what generated structs cost to compile, with datacontract and with its peers.

    python3 benches/compile_time/run.py [--rounds N] [--json FILE] [--update-docs]

Writes crates of structs with 12 fields, 500 of them for debug and 125 for release; each struct is written and read by
functions of its own, as code that uses all of an API would do. All dependencies are built before. What is measured is
rustc alone on that one crate: wall time, processor time, peak memory.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
BENCHES = HERE.parent
ROOT = BENCHES.parent
sys.path.insert(0, str(BENCHES))
import docs  # noqa: E402

STD_DERIVES = "Clone, Debug, Default, PartialEq"
DATACONTRACT = 'datacontract = { path = "%s" }' % (ROOT / "runtime")
SERDE = 'serde = { version = "=1.0.229", features = ["derive"] }'
SERDE_JSON = 'serde_json = "=1.0.154"'
QUICK_XML = 'quick-xml = { version = "=0.42.0", features = ["serialize"] }'
INSTANT_XML = 'instant-xml = "=0.7.7"'

# What each way to write and to read a struct is: a name, and the body of a function.
OURS_XML = [
    ("to_xml(v: &{0}) -> Result<String, datacontract::Error>", "datacontract::xml::to_string(v)"),
    ("from_xml(t: &str) -> Result<{0}, datacontract::Error>", "datacontract::xml::from_str(t)"),
]
OURS_JSON = [
    ("to_json(v: &{0}) -> Result<String, datacontract::Error>", "datacontract::json::to_string(v)"),
    ("from_json(t: &str) -> Result<{0}, datacontract::Error>", "datacontract::json::from_str(t)"),
]
SERDE_WITH_JSON = [
    ("to_json(v: &{0}) -> serde_json::Result<String>", "serde_json::to_string(v)"),
    ("from_json(t: &str) -> serde_json::Result<{0}>", "serde_json::from_str(t)"),
]
SERDE_WITH_XML = [
    ("to_xml(v: &{0}) -> Result<String, quick_xml::SeError>", "quick_xml::se::to_string(v)"),
    ("from_xml(t: &str) -> Result<{0}, quick_xml::DeError>", "quick_xml::de::from_str(t)"),
]
INSTANT = [
    ("to_xml(v: &{0}) -> Result<String, instant_xml::Error>", "instant_xml::to_string(v)"),
    ("from_xml(t: &str) -> Result<{0}, instant_xml::Error>", "instant_xml::from_str(t)"),
]


class Way:
    """A way to get structs that can be written and read."""

    def __init__(self, name, crate, dependencies, derives, attribute, functions, prelude=""):
        self.name = name
        self.crate = crate
        self.dependencies = dependencies
        self.derives = derives
        self.attribute = attribute
        self.functions = functions
        self.prelude = prelude

    def source(self, count):
        out = ["//! Written by benches/compile_time/run.py.\n", self.prelude, self.leaf()]
        out += [self.struct(number) for number in range(count)]
        return "\n".join(out)

    def leaf(self):
        return self.item("Leaf", ["pub id: i64"])

    def struct(self, number):
        # Of the structs that came before, one is a member and one is the item of a list: a tree, as in a real API.
        # They are few levels deep, for values that hold each other by value grow.
        member = f"Model{number // 3}" if number >= 3 else "Leaf"
        item = f"Model{number // 2}" if number >= 2 else "Leaf"
        return self.item(
            f"Model{number}",
            [
                f"pub id_{number}: i64",
                f"pub name_{number}: Option<String>",
                f"pub email_{number}: Option<String>",
                f"pub phone_{number}: Option<i64>",
                f"pub comment_{number}: Option<String>",
                f"pub count_{number}: i32",
                f"pub is_active_{number}: bool",
                f"pub amount_{number}: f64",
                f"pub mark_{number}: Option<i32>",
                f"pub site_code_{number}: Option<String>",
                f"pub parent_{number}: Option<{member}>",
                f"pub items_{number}: Vec<{item}>",
            ],
        )

    def item(self, name, fields):
        lines = [f"#[derive({', '.join(filter(None, [self.derives, STD_DERIVES]))})]"]
        if self.attribute:
            lines.append(self.attribute)
        lines.append(f"pub struct {name} {{")
        lines += [f"    {field}," for field in fields]
        lines.append("}\n")
        for head, body in self.functions:
            head, body = head.format(name), body.format(name)
            lines.append(f"pub fn {name.lower()}_{head} {{\n    {body}\n}}\n")
        return "\n".join(lines)


CONTRACT = '#[contract(clr_namespace = "Bench.Models", rename_all = "PascalCase")]'
PASCAL = '#[serde(rename_all = "PascalCase")]'
SERDE_DERIVES = "serde::Serialize, serde::Deserialize"
WAYS = [
    Way("plain structs", "plain", [], "", "", []),
    Way("datacontract: XML and JSON", "ours", [DATACONTRACT], "datacontract::DataContract", CONTRACT, OURS_XML + OURS_JSON),
    Way("datacontract: XML", "ours_xml", [DATACONTRACT], "datacontract::DataContract", CONTRACT, OURS_XML),
    Way("datacontract: JSON", "ours_json", [DATACONTRACT], "datacontract::DataContract", CONTRACT, OURS_JSON),
    Way(
        "serde + serde_json + quick-xml",
        "serde_both",
        [SERDE, SERDE_JSON, QUICK_XML],
        SERDE_DERIVES,
        PASCAL,
        SERDE_WITH_XML + SERDE_WITH_JSON,
    ),
    Way("serde + quick-xml: XML", "serde_xml", [SERDE, QUICK_XML], SERDE_DERIVES, PASCAL, SERDE_WITH_XML),
    Way("serde + serde_json: JSON", "serde_json_alone", [SERDE, SERDE_JSON], SERDE_DERIVES, PASCAL, SERDE_WITH_JSON),
    Way(
        "instant-xml: XML",
        "instant",
        [INSTANT_XML],
        "ToXml, FromXml",
        '#[xml(rename_all = "PascalCase", ns("http://schemas.datacontract.org/2004/07/Bench.Models"))]',
        INSTANT,
        "use instant_xml::{FromXml, ToXml};",
    ),
]

# (what, ours, theirs, profile, measure, the ratio that is allowed)
GOALS = [
    ("XML and JSON, debug", "ours", "serde_both", "debug", "wall", 1 / 5),
    ("XML and JSON, release", "ours", "serde_both", "release", "wall", 1 / 6),
    ("XML and JSON, debug: peak memory", "ours", "serde_both", "debug", "memory", 1 / 3),
    ("XML and JSON, release: peak memory", "ours", "serde_both", "release", "memory", 1 / 3),
    ("JSON alone, debug", "ours_json", "serde_json_alone", "debug", "wall", 1 / 5),
    ("JSON alone, release", "ours_json", "serde_json_alone", "release", "wall", 1 / 5),
    ("XML alone, debug", "ours_xml", "serde_xml", "debug", "wall", None),
    ("XML alone, release", "ours_xml", "serde_xml", "release", "wall", None),
    ("XML alone, debug, against instant-xml", "ours_xml", "instant", "debug", "wall", None),
    ("XML alone, release, against instant-xml", "ours_xml", "instant", "release", "wall", None),
]


def write_workspace(work):
    crates = ", ".join(f'"{way.crate}"' for way in WAYS)
    write(work / "Cargo.toml", f'[workspace]\nresolver = "3"\nmembers = [{crates}]\n')
    # The versions that benches/ pins.
    shutil.copy(BENCHES / "Cargo.lock", work / "Cargo.lock")
    for way in WAYS:
        dependencies = "\n".join(way.dependencies)
        write(
            work / way.crate / "Cargo.toml",
            f'[package]\nname = "{way.crate}"\nversion = "0.0.0"\nedition = "2024"\n\n[dependencies]\n{dependencies}\n',
        )
        write(work / way.crate / "src/lib.rs", way.source(1))


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def build(work, target, arguments, log=None):
    environment = dict(os.environ, CARGO_TARGET_DIR=str(target))
    # What others put there would be measured, or would change what is.
    for name in ("RUSTC_WRAPPER", "RUSTFLAGS", "CARGO_INCREMENTAL"):
        environment.pop(name, None)
    environment["RUSTC_WORKSPACE_WRAPPER"] = str(HERE / "measured_rustc.py")
    if log:
        environment["MEASURED_RUSTC_LOG"] = str(log)
    command = ["cargo", "build", "--quiet", "--manifest-path", str(work / "Cargo.toml"), *arguments]
    subprocess.run(command, env=environment, check=True)


def measure(work, target, way, profile, count):
    """Seconds, processor seconds and MB of rustc on the crate, from nothing."""
    source = work / way.crate / "src/lib.rs"
    write(source, way.source(count))
    # What an earlier build left would be used again.
    for path in (target / profile / "incremental").glob(f"{way.crate}-*"):
        shutil.rmtree(path)
    log = target / "measured.json"
    log.unlink(missing_ok=True)
    build(work, target, ["--package", way.crate, *(["--release"] if profile == "release" else [])], log)
    runs = [json.loads(line) for line in log.read_text().splitlines()]
    [run] = [run for run in runs if run["crate"] == way.crate]
    return run


def tables(results, counts):
    wanted = [goal for goal in GOALS if (goal[1], goal[3]) in results and (goal[2], goal[3]) in results]
    goals = [["what", "datacontract", "against", "theirs", "ratio", "of processor time", "goal", "met"]]
    for what, ours, theirs, profile, measure, allowed in wanted:
        mine, other = results[ours, profile][measure], results[theirs, profile][measure]
        unit = "MB" if measure == "memory" else "s"
        digits = 0 if measure == "memory" else 2
        goals.append(
            [
                f"{what} ({counts[profile]} structs)",
                f"{mine:.{digits}f} {unit}",
                next(way.name for way in WAYS if way.crate == theirs),
                f"{other:.{digits}f} {unit}",
                f"1/{other / mine:.1f}",
                "" if measure == "memory" else processor_ratio(results[ours, profile], results[theirs, profile]),
                "" if allowed is None else f"at most 1/{1 / allowed:.0f}",
                "" if allowed is None else ("yes" if mine <= other * allowed else "no"),
            ]
        )
    everything = [
        [""] + [f"{profile}, {counts[profile]}: {what}" for profile in counts for what in ("wall s", "processor s", "peak MB")]
    ]
    for way in WAYS:
        row = [way.name]
        for profile in counts:
            run = results.get((way.crate, profile))
            row += [f"{run['wall']:.2f}", f"{run['processor']:.2f}", f"{run['memory']:.0f}"] if run else ["–"] * 3
        everything.append(row)
    return goals, everything


def processor_ratio(mine, other):
    """What holds on a busy machine as well."""
    return f"1/{other['processor'] / mine['processor']:.1f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--debug", type=int, default=500, metavar="N", help="structs in debug (500)")
    parser.add_argument("--release", type=int, default=125, metavar="N", help="structs in release (125)")
    parser.add_argument("--rounds", type=int, default=2, metavar="N", help="how often each is built; the fastest counts (2)")
    parser.add_argument("--only", metavar="CRATES", help="some of: " + ",".join(way.crate for way in WAYS))
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="writes everything that was measured")
    parser.add_argument("--update-docs", action="store_true", help="writes the tables into docs/performance.md")
    arguments = parser.parse_args()

    circumstances = docs.circumstances()
    work = docs.work_directory("compile_time")
    target = work / "target"
    write_workspace(work)
    ways = [way for way in WAYS if not arguments.only or way.crate in arguments.only.split(",")]
    counts = {"debug": arguments.debug, "release": arguments.release}
    print("building the dependencies", file=sys.stderr)
    for profile in counts:
        build(work, target, ["--workspace", *(["--release"] if profile == "release" else [])])

    results = {}
    for round_number in range(arguments.rounds):
        for profile, count in counts.items():
            for way in ways:
                run = measure(work, target, way, profile, count)
                print(f"{profile}, round {round_number + 1}: {way.name}: {run['wall']:.2f} s, {run['memory']:.0f} MB", file=sys.stderr)
                best = results.setdefault((way.crate, profile), run)
                for what in ("wall", "processor", "memory"):
                    best[what] = min(best[what], run[what])

    goals, everything = tables(results, counts)
    print(f"{circumstances}\n\n{docs.plain(goals)}\n{docs.plain(everything)}")
    if arguments.json:
        found = [{"profile": profile, "structs": counts[profile], **run} for (_, profile), run in results.items()]
        arguments.json.write_text(json.dumps({"circumstances": circumstances, "results": found}, indent=2) + "\n")
    if arguments.update_docs:
        if arguments.only:
            sys.exit("--update-docs needs all ways: leave out --only")
        text = f"{circumstances}.\n\n{docs.markdown(goals)}\n{docs.markdown(everything)}"
        docs.update("compile-time", text)


if __name__ == "__main__":
    main()
