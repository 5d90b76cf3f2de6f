"""Publishes a report's figures as open data: JSON-LD with the vocabulary of schema.org, and a CSV file per table."""

import base64
import csv
import io
import json
import sys
import traceback
from decimal import Decimal

EXPORTER = {
    "id": "open-data",
    "name": "Dữ liệu mở (JSON-LD, CSV)",
    "version": "1.0.0",
    "media_type": "application/ld+json",
    "extension": "jsonld",
    "document": {"major": 1, "minor": 3},
    "features": ["tables", "typed_numbers", "annexes", "provenance", "draft"],
    "options_schema": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "csv": {
                "type": "boolean", "default": False,
                "description": "Also write each table as a CSV file below `open-data/`.",
            },
            "license": {
                "type": "string", "default": "",
                "description": "The address of the licence that the data are published under.",
            },
        },
    },
}


def export(document, options):
    """Writes one document."""
    tables = list(found_tables(document))
    dataset = described(document, options)
    dataset["variableMeasured"] = [variable for table in tables for variable in variables(table)]
    for done, table in enumerate(tables if options["csv"] else []):
        progress(done, len(tables), "tables")
        name = f"open-data/{table['id']}.csv"
        write(as_csv(table), name)
        commit(name)
        file = {"@type": "DataDownload", "name": table["caption"], "encodingFormat": "text/csv", "contentUrl": name}
        dataset.setdefault("distribution", []).append(file)
    write(json.dumps(dataset, ensure_ascii=False, indent=2) + "\n")
    commit()


def described(document, options):
    """What the data are, whose and of when. A report without a number or a date has none here."""
    properties, envelope = document["properties"], document["envelope"]
    dataset = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": properties["title"],
        "inLanguage": document["language"],
        "identifier": envelope["code"],
        "datePublished": properties["date"],
        "temporalCoverage": properties["period"],
        "creativeWorkStatus": "Draft" if envelope.get("draft") else "Published",
        "license": options["license"],
        "creator": {"@type": "Organization", "name": properties["author"], "identifier": properties["organization"]},
    }
    return {key: value for key, value in dataset.items() if value}


def found_tables(document):
    """Every table of the report, each id once: body, landscape sections, lists, annexes."""
    seen = set()
    waiting = [document["body"]] + [annex["blocks"] for annex in document.get("annexes", [])]
    while waiting:
        for block in waiting.pop(0):
            if block["type"] == "table" and block["id"] not in seen:
                seen.add(block["id"])
                yield {"caption": "", "unit": ""} | block
            elif block["type"] == "list":
                waiting += [item["blocks"] for item in block["items"]]
            elif block["type"] == "section":
                waiting.append(block["blocks"])


def variables(table):
    """A variable for every figure; its address is the one that the organisation's forms use."""
    for row in table["rows"]:
        for column, cell in columns(table, row):
            if cell.get("address"):
                variable = {
                    "@type": "PropertyValue",
                    "propertyID": cell["address"],
                    "name": " – ".join(filter(None, [table["caption"], row["cells"][0]["text"], column["label"]])),
                    "value": number(cell),
                    "unitText": "%" if column["format"]["kind"] == "percent" else table["unit"],
                }
                if variable["value"] is None:
                    # A blank is never zero: what was not reported says so.
                    variable["description"] = cell.get("value", {}).get("state", "blank")
                yield {key: value for key, value in variable.items() if value not in ("", None)}


def columns(table, row):
    """The cells of a row, each with its column."""
    at = 0
    for cell in row["cells"]:
        if at < len(table["columns"]):
            yield table["columns"][at], cell
        at += cell.get("colspan", 1)


def number(cell):
    """The reported number; none in the other three states of a value."""
    value = cell.get("value") or {}
    if value.get("state") != "number":
        return None
    exact = Decimal(value["number"])
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def as_csv(table):
    """The table's rows. A byte order mark tells spreadsheets that it is UTF-8."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow([column["label"] for column in table["columns"]])
    for row in table["rows"]:
        lines.writerow([cell["text"] if number(cell) is None else number(cell) for _, cell in columns(table, row)])
    return "\ufeff" + text.getvalue()


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
