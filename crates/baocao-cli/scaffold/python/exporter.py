"""Writes a report as plain lines. Put your format into `export`; the part below it speaks with `baocao` and can stay."""

import base64
import json
import sys
import traceback

EXPORTER = {
    "id": "{id}",
    "name": "{id}",
    "version": "0.1.0",
    "media_type": "text/plain",
    "extension": "txt",
    "document": {"major": 1, "minor": 2},
    # What your format can show; a report that uses more gets a warning. All there is: docs/formats.md.
    "features": ["envelope", "headings", "lists", "tables", "annexes"],
    # The options of [exporter.{id}]: each with a type, a default and a description, which is what users read.
    "options_schema": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "spacing": {
                "type": "integer", "minimum": 0, "maximum": 9, "default": 0,
                "description": "How many empty lines stand between paragraphs.",
            },
        },
    },
}


def export(document, options):
    """Writes one document."""
    write("\n".join(filter(None, head(document["envelope"]))) + "\n")
    blocks = document["body"] + [block for annex in document.get("annexes", []) for block in annex["blocks"]]
    for done, block in enumerate(blocks):
        progress(done, len(blocks), "blocks")
        for line in lines(block):
            write(line + "\n" * (1 + options["spacing"]))
    commit()


def head(envelope):
    """What stands above the text of an official letter."""
    national = [line["text"] for line in envelope["letterhead"]["envelope"]["national"]["lines"]]
    issuer = envelope.get("parent_lines", []) + envelope["issuer_lines"]
    title = [envelope["number"], envelope["place_date"], envelope["kind"]]
    return national + issuer + title + envelope["subject"]


def lines(block):
    """The text of a block, line by line."""
    match block["type"]:
        case "heading":
            return [f"{block.get('number', '')} {text(block['content'])}".strip()]
        case "paragraph":
            return [text(block["content"])]
        case "list":
            return [f"{item['label']} {line}" for item in block["items"] for inner in item["blocks"] for line in lines(inner)]
        case "table":
            rows = [" | ".join(cell["text"] for cell in row["cells"]) for row in block["rows"]]
            return [block.get("caption", "")] + rows
        case "section":
            return [line for inner in block["blocks"] for line in lines(inner)]
        case _:  # Kinds of later versions have their text beside them, as charts do.
            return [block.get("text", "")]


def text(inlines):
    """The words of a line: text and figures as they are, emphasis and footnotes from within."""
    return "".join(part["text"] if "text" in part else text(part.get("content", [])) for part in inlines)


# ---- the protocol: a JSON object a line, in on stdin, out on stdout; docs/plugin-authoring.md explains it ----------

OUT, sys.stdout = sys.stdout, sys.stderr  # What is printed belongs into the log.


class Stop(Exception):
    """Ends the export with a status and, if there is something to say, a diagnostic."""

    def __init__(self, status, message="", at=""):
        super().__init__(message)
        self.status, self.message, self.at = status, message, at


def say(kind, **members):
    OUT.write(json.dumps({"baocao": kind, **members}) + "\n")
    OUT.flush()


def ask(kind, **members):
    say(kind, **members)
    answer = json.loads(sys.stdin.readline())
    if answer["baocao"] == "stop":
        raise Stop(answer["why"])


def progress(done, total, what):
    ask("progress", done=done, total=total, what=what)


def write(data, output=""):
    """Appends text or bytes to an output; no name is the main output."""
    for at in range(0, len(data), 1 << 20):
        piece = data[at : at + (1 << 20)]
        if isinstance(piece, str):
            say("write", output=output, text=piece)
        else:
            say("write", output=output, base64=base64.b64encode(piece).decode())


def commit(output=""):
    ask("commit", output=output)


def checked(options):
    """The options with their defaults. The host has checked them; a wrong one is refused all the same."""
    known = EXPORTER["options_schema"]["properties"]
    for key, value in options.items():
        if key not in known or type(value) is not type(known[key]["default"]):
            raise Stop("options", f"`{key}` is no option, or of the wrong type", f"options:/{key}")
    return {key: option["default"] for key, option in known.items()} | options


def answer(request):
    try:
        document = request["document"]
        if not isinstance(document, dict) or document.get("schema", {}).get("major") != EXPORTER["document"]["major"]:
            raise Stop("document", "the document has another schema than this exporter reads")
        export(document, checked(request["options"]))
        return "ok"
    except Stop as stop:
        if stop.message:
            say("diagnostic", severity="error", code="stopped", message=stop.message, at=stop.at)
        return stop.status
    except Exception as error:
        traceback.print_exc()
        line = traceback.extract_tb(error.__traceback__)[-1].lineno
        say("diagnostic", severity="error", code="failed", message=f"{type(error).__name__}: {error}, in line {line}")
        return "failed"


def main():
    say("hello", protocol=1, exporter=EXPORTER)
    while line := sys.stdin.readline():
        request = json.loads(line)
        if request.get("baocao") == "export":
            say("done", status=answer(request))


if __name__ == "__main__":
    main()
