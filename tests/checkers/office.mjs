// Holds Word and Excel files against the Open XML SDK, for the oldest and the newest Office that it knows. Prints what is at
// fault, and at the end how many files it looked at.
import fs from "node:fs";
import validate, { getFileFormatFromName } from "@ooxml-tools/validate";

const files = process.argv.slice(2);
for (const file of files) {
  for (const version of ["Office2007", "Microsoft365"]) {
    const faults = await validate(new Uint8Array(fs.readFileSync(file)), getFileFormatFromName(file), version);
    for (const { description, path } of faults) {
      console.log(`${file}, ${version}: ${description} ${path?.partUri ?? ""} ${path?.xpath ?? ""}`);
    }
  }
}
console.log(`held ${files.length}`);
