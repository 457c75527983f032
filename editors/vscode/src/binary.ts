// Where the program `doppelint` is. Nothing here knows VS Code.
import { posix, win32 } from "node:path";
import { expandVariables, type Variables } from "./variables";

export interface Surroundings extends Variables {
  readonly platform: NodeJS.Platform;
  /** The environment variable PATH. */
  readonly searchPath: string;
  isProgram(file: string): Promise<boolean>;
}

export interface Wish {
  /** The setting `doppelint.path`. */
  readonly path: string;
  /** The selected Python: its interpreter, or the folder of its environment. */
  readonly python?: string | undefined;
}

export type Origin = "setting" | "environment" | "search path";

export type Search =
  | { readonly found: string; readonly origin: Origin }
  | { readonly found: undefined; readonly why: string; readonly wrongSetting: boolean };

/** The program that the setting names; without one that of the Python environment, else the one on PATH. */
export async function findBinary(wish: Wish, around: Surroundings): Promise<Search> {
  const setting = wish.path.trim();
  if (setting !== "") return ofSetting(setting, around);

  const inEnvironment = wish.python === undefined ? [] : programsBeside(wish.python, around);
  const environment = await first(inEnvironment, around);
  if (environment !== undefined) return { found: environment, origin: "environment" };

  const onPath = await first(programsOnPath(programName(around), around), around);
  if (onPath !== undefined) return { found: onPath, origin: "search path" };

  const places = wish.python === undefined ? "on PATH" : `beside the selected Python (${wish.python}) or on PATH`;
  return { found: undefined, why: `There is no doppelint ${places}.`, wrongSetting: false };
}

async function ofSetting(setting: string, around: Surroundings): Promise<Search> {
  const paths = pathsOf(around);
  const named = expandVariables(setting, around);
  let files: string[];
  if (!/[\\/]/.test(named)) {
    files = programsOnPath(around.platform === "win32" ? withEnding(named) : named, around);
  } else if (paths.isAbsolute(named)) {
    files = [named];
  } else {
    files = around.workspaceFolder === undefined ? [] : [paths.join(around.workspaceFolder, named)];
  }
  const found = await first(files, around);
  if (found !== undefined) return { found, origin: "setting" };
  const shown = files.length === 1 && files[0] !== setting ? `${setting} (${files[0]})` : setting;
  return { found: undefined, why: `The setting doppelint.path says ${shown}, and no program is there.`, wrongSetting: true };
}

function programsBeside(python: string, around: Surroundings): string[] {
  const paths = pathsOf(around);
  const name = programName(around);
  const folders =
    around.platform === "win32"
      ? [paths.dirname(python), paths.join(paths.dirname(python), "Scripts"), paths.join(python, "Scripts")]
      : [paths.dirname(python), paths.join(python, "bin")];
  return folders.filter((folder) => paths.isAbsolute(folder)).map((folder) => paths.join(folder, name));
}

/** A relative entry of PATH would mean another program in each folder, so it does not count. */
function programsOnPath(name: string, around: Surroundings): string[] {
  const paths = pathsOf(around);
  return around.searchPath
    .split(paths.delimiter)
    .map((folder) => folder.replace(/^"(.*)"$/, "$1"))
    .filter((folder) => paths.isAbsolute(folder))
    .map((folder) => paths.join(folder, name));
}

async function first(files: readonly string[], around: Surroundings): Promise<string | undefined> {
  for (const file of files) {
    if (await around.isProgram(file)) return file;
  }
  return undefined;
}

function programName(around: Surroundings): string {
  return around.platform === "win32" ? "doppelint.exe" : "doppelint";
}

function withEnding(name: string): string {
  return /\.\w+$/.test(name) ? name : `${name}.exe`;
}

function pathsOf(around: Surroundings): typeof posix {
  return around.platform === "win32" ? win32 : posix;
}
