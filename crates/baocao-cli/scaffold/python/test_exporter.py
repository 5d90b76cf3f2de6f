"""Runs the exporter as `baocao` does. The specimen has every kind of block."""

import base64
import json
import pathlib
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).parent


def export(document, options):
    """Has the exporter write one document; returns its status, its outputs by name and its diagnostics."""
    outputs, diagnostics = {}, []
    command = [sys.executable, "-I", "-X", "utf8", str(HERE / "exporter.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as exporter:

        def send(message):
            exporter.stdin.write(json.dumps(message) + "\n")
            exporter.stdin.flush()

        for line in exporter.stdout:
            said = json.loads(line)
            match said["baocao"]:
                case "hello":
                    send({"baocao": "export", "options": options, "document": document})
                case "write":
                    data = said["text"].encode() if "text" in said else base64.b64decode(said["base64"])
                    outputs[said["output"]] = outputs.get(said["output"], b"") + data
                case "commit" | "progress":
                    send({"baocao": "ok"})
                case "diagnostic":
                    diagnostics.append(said["message"])
                case "done":
                    exporter.stdin.close()
                    return said["status"], outputs, diagnostics


class Specimen(unittest.TestCase):
    def test_what_a_reader_should_see_is_written(self):
        specimen = json.loads((HERE / "specimen.json").read_text(encoding="utf-8"))
        status, outputs, diagnostics = export(specimen, {})
        self.assertEqual(("ok", []), (status, diagnostics))
        written = outputs[""].decode()
        for row in (row for block in specimen["body"] if block["type"] == "table" for row in block["rows"]):
            for cell in row["cells"]:
                self.assertIn(cell["text"], written)

    def test_an_unknown_option_is_refused(self):
        status, outputs, diagnostics = export({"schema": {"major": 1}}, {"nobody-knows": 1})
        self.assertEqual(("options", {}), (status, outputs))
        self.assertIn("nobody-knows", diagnostics[0])


if __name__ == "__main__":
    unittest.main()
