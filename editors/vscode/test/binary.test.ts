import assert from "node:assert/strict";
import { test } from "node:test";
import { findBinary, type Surroundings } from "../src/binary";

function linux(programs: string[], more: Partial<Surroundings> = {}): Surroundings {
  return {
    platform: "linux",
    searchPath: "/usr/local/bin:/usr/bin",
    home: "/users/ada",
    workspaceFolder: "/projects/shop",
    environment: { TOOLS: "/opt/tools" },
    isProgram: (file) => Promise.resolve(programs.includes(file)),
    ...more,
  };
}

function windows(programs: string[]): Surroundings {
  return linux(programs, { platform: "win32", searchPath: 'C:\\Windows;"C:\\Program Files\\tools"', home: "C:\\Users\\ada" });
}

const EVERYWHERE = ["/opt/doppelint", "/projects/shop/.venv/bin/doppelint", "/usr/bin/doppelint"];

test("the setting comes first", async () => {
  const found = await findBinary({ path: "/opt/doppelint", python: "/projects/shop/.venv/bin/python" }, linux(EVERYWHERE));
  assert.deepEqual(found, { found: "/opt/doppelint", origin: "setting" });
});

test("then the Python environment", async () => {
  const found = await findBinary({ path: " ", python: "/projects/shop/.venv/bin/python" }, linux(EVERYWHERE));
  assert.deepEqual(found, { found: "/projects/shop/.venv/bin/doppelint", origin: "environment" });
});

test("an environment may be named by its folder", async () => {
  const found = await findBinary({ path: "", python: "/projects/shop/.venv" }, linux(EVERYWHERE));
  assert.equal(found.found, "/projects/shop/.venv/bin/doppelint");
});

test("then PATH, in its order", async () => {
  const both = linux(["/usr/bin/doppelint", "/usr/local/bin/doppelint"]);
  assert.deepEqual(await findBinary({ path: "", python: "/other/bin/python" }, both), {
    found: "/usr/local/bin/doppelint",
    origin: "search path",
  });
});

test("relative entries of PATH do not count", async () => {
  const around = linux(["doppelint", "bin/doppelint", "./doppelint"], { searchPath: ".::bin:/usr/bin" });
  const found = await findBinary({ path: "" }, around);
  assert.equal(found.found, undefined);
});

test("a relative interpreter is no place to look beside", async () => {
  const found = await findBinary({ path: "", python: "python" }, linux(["doppelint", "python/bin/doppelint"]));
  assert.equal(found.found, undefined);
});

test("the setting may be a name on PATH, a variable, or relative to the folder", async () => {
  for (const [path, file] of [
    ["doppelint-2", "/usr/bin/doppelint-2"],
    ["~/bin/doppelint", "/users/ada/bin/doppelint"],
    ["${userHome}/doppelint", "/users/ada/doppelint"],
    ["${workspaceFolder}/tools/doppelint", "/projects/shop/tools/doppelint"],
    ["tools/doppelint", "/projects/shop/tools/doppelint"],
    ["${env:TOOLS}/doppelint", "/opt/tools/doppelint"],
  ] as const) {
    assert.deepEqual(await findBinary({ path }, linux([file])), { found: file, origin: "setting" }, path);
  }
});

test("a setting that leads nowhere is told, and nothing else is taken", async () => {
  const missing = await findBinary({ path: "~/doppelint" }, linux(EVERYWHERE));
  assert.deepEqual(missing, {
    found: undefined,
    why: "The setting doppelint.path says ~/doppelint (/users/ada/doppelint), and no program is there.",
    wrongSetting: true,
  });
});

test("where there is none, the sentence says where it was looked for", async () => {
  assert.deepEqual(await findBinary({ path: "", python: "/v/bin/python" }, linux([])), {
    found: undefined,
    why: "There is no doppelint beside the selected Python (/v/bin/python) or on PATH.",
    wrongSetting: false,
  });
  const nowhere = await findBinary({ path: "" }, linux([]));
  assert.equal(nowhere.found === undefined && nowhere.why, "There is no doppelint on PATH.");
});

test("on Windows programs have an ending and environments a folder Scripts", async () => {
  const onPath = "C:\\Program Files\\tools\\doppelint.exe";
  assert.equal((await findBinary({ path: "" }, windows([onPath]))).found, onPath);
  const inScripts = "C:\\v\\Scripts\\doppelint.exe";
  assert.equal((await findBinary({ path: "", python: "C:\\v\\Scripts\\python.exe" }, windows([inScripts]))).found, inScripts);
  assert.equal((await findBinary({ path: "", python: "C:\\v\\python.exe" }, windows([inScripts]))).found, inScripts);
  assert.equal((await findBinary({ path: "doppelint" }, windows([onPath]))).found, onPath);
});
