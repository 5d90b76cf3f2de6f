"""A program that does whatever a bad exporter does. `[exporter.pdf] deed = "…"` says what."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

EXPORTER = {
    "id": "pdf",
    "name": "Misbehaves",
    "version": "0.0.1",
    "media_type": "text/plain",
    "extension": "pdf",
    "document": {"major": 1, "minor": 2},
    "features": [
        "envelope", "headings", "lists", "emphasis", "footnotes", "tables", "merged_headers", "repeated_headers", "landscape",
        "annexes", "page_numbers", "draft", "typed_numbers", "formulas", "findings", "provenance", "charts", "links",
    ],
    "options_schema": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "deed": {"type": "string", "default": "error", "description": "The deed."},
            "times": {"type": "integer", "minimum": 1, "maximum": 9, "default": 1, "description": "How often."},
        },
    },
}


def say(kind, **members):
    print(json.dumps({"baocao": kind, **members}), flush=True)


def ask(kind, **members):
    say(kind, **members)
    return json.loads(sys.stdin.readline())


def outcome(attempt):
    try:
        attempt()
    except PermissionError:
        return "refused"
    except OSError:
        return "failed"
    return "allowed"


def fork_and(work):
    if os.fork() == 0:
        work()
        os._exit(0)


def leave():
    """A child that wants to outlive everything."""
    try:
        os.setsid()
    except PermissionError:
        pass
    time.sleep(600)


def export(deed):
    say("write", output="", text="half a file")
    match deed:
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "abort":
            os.abort()
        case "exit":
            sys.exit(0)
        case "raise":
            raise ValueError("the paper has run out")
        case "garbage":
            sys.stdout.buffer.write(os.urandom(1 << 16) + b"\n")
            sys.stdout.flush()
            sys.exit(3)
        case "half_a_line":
            os.write(1, b'{"baocao":"done","stat')
            os._exit(0)
        case "long_line":
            piece = b"x" * (1 << 20)
            for _ in range(100):
                os.write(1, piece)
        case "long_message":
            say("write", output="", text="x" * (100 << 20))
        case "size":
            ask("commit", output="", bytes=1)
        case "base64":
            say("write", output="", base64="half a file")
        case "jump":
            say("jump", over="the moon")
        case "hello":
            say("hello", protocol=1, exporter=EXPORTER)
        case "loop":
            while True:
                time.sleep(1)
        case "busy":
            while True:
                pass
        case "fork":
            fork_and(leave)
            while True:
                time.sleep(1)
        case "fork_and_end":
            fork_and(leave)
            os._exit(0)
        case "close":
            os.close(1)
            time.sleep(600)
        case "allocate":
            hoard = []
            while True:
                hoard.append(b"x" * (16 << 20))
        case "print":
            print("noise on stdout", flush=True)
            print("noise on stderr", file=sys.stderr, flush=True)
            ask("commit", output="", bytes=11)
            return "ok"
        case "chatter":
            for _ in range(40000):
                print("noise " * 20, file=sys.stderr)
            ask("commit", output="")
            return "ok"
        case "nothing":
            say("discard", output="")
            return "ok"
        case "open":
            return "ok"
        case "escape":
            say("write", output="../../escaped.txt", text="x")
            answer = ask("commit", output="")
            return answer.get("why", "ok")
        case "stubborn":
            say("write", output="/etc/escaped.txt", text="x")
            ask("commit", output="")
            return "ok"
        case "status":
            return "perhaps"
        case "error":
            say("diagnostic", severity="error", code="misbehaves", message="no such paper")
            return "document"
        case "reach":
            tried = {
                "read": lambda: open("/etc/passwd").close(),
                "write": lambda: open("/tmp/escaped", "w").close(),
                "start": lambda: subprocess.run(["/bin/true"], check=False),
                "connect": lambda: socket.create_connection(("127.0.0.1", 9)),
                "send": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
                "kill": lambda: os.kill(1, 0),
                "leave": os.setsid,
            }
            found = ", ".join(f"{name} {outcome(attempt)}" for name, attempt in tried.items())
            say("diagnostic", severity="error", code="misbehaves", message=found)
            return "failed"
        case other:
            raise ValueError(other)
    return "failed"


say("hello", protocol=1, exporter=EXPORTER)
for line in sys.stdin:
    say("done", status=export(json.loads(line)["options"].get("deed", "error")))
