// Runs a Python program in Pyodide with wheels that lie in a folder: node run.mjs PROGRAM FOLDER
import { readdirSync, readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [program, folder] = process.argv.slice(2);
const pyodide = await loadPyodide({ env: { HOME: "/nowhere" } });
for (const wheel of readdirSync(folder)) {
  pyodide.unpackArchive(new Uint8Array(readFileSync(`${folder}/${wheel}`)), "wheel");
}
pyodide.runPython(readFileSync(program, "utf8"), { filename: program });
