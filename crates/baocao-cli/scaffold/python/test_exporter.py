"""Runs the exporter as `baocao` does, with a specimen that has every kind of block. Change it with your format."""

import base64
import json
import pathlib
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).parent


def export(document, options):
    """Has the exporter write one document; returns its status, its outputs by name, its errors and its warnings."""
    outputs, told = {}, {"error": [], "warning": []}
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
                    told[said["severity"]].append(said["message"])
                case "done":
                    exporter.stdin.close()
                    return said["status"], outputs, told["error"], told["warning"]


def squeezed(words):
    """Words without the spaces and line ends between them: where a line is broken is up to the format."""
    return "".join(words.split())


class Specimen(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.specimen = json.loads((HERE / "specimen.json").read_text(encoding="utf-8"))
        cls.status, outputs, cls.errors, cls.warnings = export(cls.specimen, {})
        cls.text = squeezed(outputs[""].decode())

    def assert_written(self, *these):
        for words in filter(None, these):
            self.assertIn(squeezed(words), self.text)

    def test_it_succeeds_and_warns_only_of_kinds_that_it_does_not_know(self):
        self.assertEqual(("ok", []), (self.status, self.errors))
        for warning in self.warnings:
            self.assertRegex(warning, "hologram|sparkle")

    def test_the_letter_is_whole(self):
        envelope = self.specimen["envelope"]
        self.assert_written(envelope["draft_mark"], envelope["urgency"], envelope["number"], envelope["place_date"])
        self.assert_written(envelope["kind"], *envelope["subject"], *envelope["addressees"], *envelope["issuer_lines"])
        signature = envelope["signature"]
        self.assert_written(*signature["authority"], signature["title"], signature["name"], *envelope["recipients"])

    def test_annexes_have_their_titles(self):
        for annex in self.specimen["annexes"]:
            self.assert_written(annex["label"], annex["title"])

    def test_no_figure_of_a_table_is_lost(self):
        tables = [block for block in self.specimen["body"] if block["type"] == "table"]
        for row in (row for table in tables for row in table["rows"]):
            self.assert_written(*(cell["text"] for cell in row["cells"] if "value" in cell))

    def test_a_footnote_leaves_its_number(self):
        self.assert_written("biểu kèm theo[1].", "[1] Số liệu do Ủy ban kiểm tra cung cấp.")

    def test_unknown_kinds_are_written_as_text(self):
        self.assert_written("Khối chưa biết, in bằng chữ.", "trọng tâm quý IV năm 2023./.")


class Options(unittest.TestCase):
    def assert_refused(self, options, key):
        status, outputs, errors, _ = export({"schema": {"major": 1}}, options)
        self.assertEqual(("options", {}), (status, outputs))
        self.assertIn(key, errors[0])

    def test_an_unknown_option_is_refused(self):
        self.assert_refused({"nobody-knows": 1}, "nobody-knows")

    def test_a_value_out_of_range_is_refused(self):
        self.assert_refused({"spacing": 10}, "spacing")


if __name__ == "__main__":
    unittest.main()
