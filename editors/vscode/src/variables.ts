// What stands for something else in settings that are paths.

export interface Variables {
  readonly home: string;
  readonly workspaceFolder?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Replaces `~` at the beginning, `${workspaceFolder}`, `${userHome}` and `${env:NAME}`; others stay as they are. */
export function expandVariables(text: string, variables: Variables): string {
  return text.replace(/^~(?=$|[\\/])|\$\{(\w+)(?::(\w+))?\}/g, (whole, word: string | undefined, name: string | undefined) => {
    if (word === undefined || word === "userHome") return variables.home;
    if (word === "workspaceFolder") return variables.workspaceFolder ?? whole;
    if (word === "env" && name !== undefined) return variables.environment[name] ?? "";
    return whole;
  });
}
