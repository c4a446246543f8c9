#!/usr/bin/env python3
"""Records what the real server answers, as vectors for ours.

usage: observe.py FOLDER [--webapi2 FOLDER2] [--check]

Asks every question of cases.py, and writes the answers to ../observed/SITE.json. FOLDER has, or gets, the programs
(../build.sh). FOLDER2 has the same programs, built on Web API 2; without it, what is recorded of that is kept.
--check writes nothing, and fails if an answer differs from the recorded one.
"""
import argparse
import base64
import http.client
import json
import os
import pathlib
import re
import socket
import subprocess
import sys

sys.dont_write_bytecode = True
from cases import SITES  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
KEPT = ["content-type", "allow"]

# Of their many members only those are kept that an empty object leaves otherwise.
LARGE = ["/api/types/all", "/api/types/nullable"]


class Server:
    """Serves a site while it is entered."""

    def __init__(self, folder, site):
        self.command = ["mono", os.path.join(folder, "sites.exe"), "serve", "0", site]
        self.plain = {}

    def __enter__(self):
        environment = dict(os.environ, TZ="UTC", LANG="C.UTF-8")
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
        self.base = self.process.stdout.readline().strip().removeprefix("listening on ")
        self.port = int(self.base.rsplit(":", 1)[1])
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def ask(self, case):
        """The answer, or why there is none."""
        answer = self.ask_whole(case)
        value = answer.get("arguments", {}).get("value")
        if case["target"] in LARGE and value:
            if case["target"] not in self.plain:
                headers = [("Content-Type", "application/json"), ("Accept", "application/json")]
                empty = dict(case, method="POST", headers=headers, body="{}")
                self.plain[case["target"]] = self.ask_whole(empty)["arguments"]["value"]
            plain = self.plain[case["target"]]
            answer["arguments"]["value"] = {name: member for name, member in value.items() if member != plain[name]}
        return answer

    def ask_whole(self, case):
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            connection.sendall(raw(case, self.port))
            response = http.client.HTTPResponse(connection, method=case["method"])
            try:
                response.begin()
                body = response.read()
            except (http.client.HTTPException, OSError) as e:
                return {"refused": type(e).__name__}
        return self.answer(response, body, case["long"])

    def answer(self, response, body, long):
        answer = {"status": response.status}
        headers = {name: ", ".join(response.headers.get_all(name)) for name in KEPT if response.headers.get_all(name)}
        if headers:
            answer["headers"] = headers
        if body:
            charset = (response.headers.get_content_charset() or "utf-8") if response.headers.get("Content-Type") else "utf-8"
            text = body.decode(charset)
            if charset != "utf-8":
                answer["bodyBytes"] = body[:8].hex(" ") + (" .." if len(body) > 8 else "")
            answer["body"] = None if long and response.status == 200 else self.anonymous(text)
        for header, key in {"X-Arguments": "arguments", "X-Model-State": "modelState"}.items():
            value = response.headers.get(header)
            if value is not None:
                answer[key] = json.loads(base64.b64decode(value))
        return answer

    def anonymous(self, text):
        """Without what differs from run to run: the port, stack traces."""
        text = text.replace(self.base, "{base}")
        text = re.sub(r'"([Ss])tackTrace":"(\\.|[^"\\])*"', r'"\1tackTrace":"..."', text)
        return re.sub(r"<StackTrace>.*?</StackTrace>", "<StackTrace>...</StackTrace>", text, flags=re.S)


def octets(body):
    return b"" if body is None else body.encode() if isinstance(body, str) else body


def raw(case, port):
    """The request as it goes over the wire: no library has a say in what stands in its first line."""
    lines = [f"{case['method']} {case['target']} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in case["headers"]]
    body = octets(case["body"])
    if case["body"] is not None:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def request(case):
    shown = {"method": case["method"], "target": case["target"]}
    if case["headers"]:
        shown["headers"] = [f"{name}: {value}" for name, value in case["headers"]]
    if isinstance(case["body"], bytes):
        shown["bodyBase64"] = base64.b64encode(case["body"]).decode()
    elif case["body"] is not None:
        shown["body"] = case["body"]
    return shown


def ask_all(site, cases, folder):
    answers = {}
    with Server(folder, site) as server:
        for case in cases:
            if not case["fresh"]:
                answers[case["name"]] = server.ask(case)
    for case in cases:
        if case["fresh"]:
            with Server(folder, site) as server:
                answers[case["name"]] = server.ask(case)
    return answers


def record(site, cases, folder, folder2, old):
    answers = ask_all(site, cases, folder)
    answers2 = ask_all(site, cases, folder2) if folder2 else {name: v["webapi2"] for name, v in old.items() if "webapi2" in v}
    vectors = {}
    for case in sorted(cases, key=lambda c: c["name"]):
        name = case["name"]
        vector = {"request": request(case), "answer": answers[name]}
        if name in answers2 and answers2[name] != answers[name]:
            vector["webapi2"] = answers2[name]
        vectors[name] = vector
    return vectors


def text(vectors):
    """A line for each request and each answer."""
    def one(vector):
        return ",\n".join(f"    {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in vector.items())
    return "{\n" + ",\n".join(f"  {json.dumps(name)}: {{\n{one(vector)}\n  }}" for name, vector in vectors.items()) + "\n}\n"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder")
    options.add_argument("--webapi2")
    options.add_argument("--check", action="store_true")
    options = options.parse_args()
    subprocess.run([HERE.parent / "build.sh", options.folder], check=True)
    good = True
    for site, make in SITES.items():
        cases = make()
        names = [case["name"] for case in cases]
        assert len(names) == len(set(names)), "two cases of one name"
        path = HERE.parent / "observed" / (site + ".json")
        old = json.loads(path.read_text()) if path.exists() else {}
        vectors = record(site, cases, options.folder, options.webapi2, old)
        print(f"{site}: {len(vectors)} cases, {sum('webapi2' in v for v in vectors.values())} differ in Web API 2")
        if options.check:
            for name in sorted(old.keys() | vectors.keys()):
                if old.get(name) != vectors.get(name):
                    good = False
                    print(f"{site} {name}:\n  recorded {json.dumps(old.get(name))}\n  now      {json.dumps(vectors.get(name))}")
        else:
            path.write_text(text(vectors))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
