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
    "document": {"major": {major}, "minor": {minor}},  # The newest that you know; later ones are handed to you as well.
    # What your format can show; a report that uses more gives its users one warning. The words stand in the guide,
    # docs/plugin-authoring.md, and `baocao exporters test` knows them.
    "features": ["envelope", "headings", "lists", "footnotes", "tables", "annexes", "draft"],
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
    """Writes one document: the letter, its annexes, the notes."""
    envelope, notes, done = document["envelope"], [], 0
    parts = [(head(envelope), document["body"], foot(envelope))]
    parts += [(annex_head(annex), annex["blocks"], []) for annex in document.get("annexes", [])]
    total = sum(len(blocks) for _, blocks, _ in parts)
    for above, blocks, below in parts:
        put(above)
        for block in blocks:
            progress(done, total, "blocks")
            put(lines(block, notes), options["spacing"])
            done += 1
        put(below)
    put(notes)
    commit()


def put(these, spacing=0):
    write("".join(line + "\n" * (1 + spacing) for line in these if line))


def head(envelope):
    """What stands above the text of an official letter."""
    marks = [envelope["draft_mark"] if envelope.get("draft") else "", envelope.get("urgency") or ""]
    national = [line["text"] for line in envelope["letterhead"]["envelope"]["national"]["lines"]]
    issuer = envelope.get("parent_lines", []) + envelope["issuer_lines"]
    title = [envelope["number"], envelope["place_date"], envelope["kind"]] + envelope["subject"]
    addressees = envelope.get("addressees", [])
    return marks + national + issuer + title + (["Kính gửi:"] + addressees if addressees else [])


def foot(envelope):
    """What stands below it."""
    signature, recipients = envelope["signature"], envelope.get("recipients", [])
    signed = signature.get("authority", []) + [signature["title"], signature["name"]]
    return signed + (["Nơi nhận:"] + recipients if recipients else [])


def annex_head(annex):
    return [annex["label"], annex["title"], annex.get("reference") or ""]


def lines(block, notes):
    """The text of a block, line by line."""
    match block["type"]:
        case "heading":
            return [f"{block.get('number', '')} {text(block['content'], notes)}".strip()]
        case "paragraph":
            return [text(block["content"], notes)]
        case "list":
            inner = [(item["label"], lines(part, notes)) for item in block["items"] for part in item["blocks"]]
            return [f"{label} {line}" for label, found in inner for line in found]
        case "table":
            rows = [[column["label"] for column in block["columns"]]]
            rows += [[cell["text"] for cell in row["cells"]] for row in block["rows"]]
            above = [block.get("caption", ""), block.get("unit", "")]
            return above + [" | ".join(row) for row in rows] + block.get("notes", [])
        case "section":
            return [line for part in block["blocks"] for line in lines(part, notes)]
        case "chart":  # What it shows, in words.
            return [block["text"]]
        case "page_break":
            return []
        case kind:  # Of a later version: its text is there.
            warn("unknown", f"`{kind}` is written as plain text")
            return [block.get("text", "")]


def text(inlines, notes):
    """The words of a line. A footnote leaves its number; what it says goes to the notes."""
    words = []
    for part in inlines:
        match part["type"]:
            case "text" | "figure" | "link":
                words.append(part["text"])
            case "strong" | "emphasis":
                words.append(text(part["content"], notes))
            case "line_break":
                words.append("\n")
            case "footnote":
                mark = f"[{part['number']}]"
                words.append(mark)
                notes.append(f"{mark} {text(part['content'], notes)}")
            case kind:
                warn("unknown", f"`{kind}` is written as plain text")
                words.append(part.get("text", ""))
    return "".join(words)


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


def heard():
    """The next line from `baocao`; none at the end of the input."""
    line = sys.stdin.readline()
    try:
        return json.loads(line) if line else None
    except json.JSONDecodeError as error:
        sys.exit(f"this line is no JSON ({error}): {line.strip()[:80]}")


def ask(kind, **members):
    say(kind, **members)
    if (said := heard()) is None:
        sys.exit(f'the input ended; after `{kind}` the line {{"baocao":"ok"}} is awaited')
    if said["baocao"] == "stop":
        raise Stop(said["why"])


def warn(code, message, at=""):
    """Tells the report's author that something is missing in the output."""
    say("diagnostic", severity="warning", code=f"{EXPORTER['id']}.{code}", message=message, at=at)


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
        if reason := wrong(value, known[key]) if key in known else "is no option":
            raise Stop("options", f"`{key}` {reason}", f"options:/{key}")
    return {key: option["default"] for key, option in known.items()} | options


def wrong(value, option):
    """What is wrong with the value of an option; nothing if it is right."""
    names = option["type"] if isinstance(option["type"], list) else [option["type"]]
    if not any(type(value) in TYPES[name] for name in names):
        return "is of the wrong type"
    if value not in option.get("enum", [value]):
        return f"is none of {option['enum']}"
    low, high = option.get("minimum"), option.get("maximum")
    if type(value) in (int, float) and ((low is not None and value < low) or (high is not None and value > high)):
        return f"is not within {low} … {high}"
    return ""


TYPES = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,),
    "array": (list,), "object": (dict,), "null": (type(None),),
}


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
    while (request := heard()) is not None:
        if request.get("baocao") == "export":
            say("done", status=answer(request))


if __name__ == "__main__":
    main()
