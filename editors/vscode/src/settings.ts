// What the server gets to know of the settings. Nothing here knows VS Code.
import { expandVariables, type Variables } from "./variables";

/** The section `doppelint` as the server reads it. What is not set is not there: the project's files then decide. */
export interface ServerSettings {
  readonly enable: boolean;
  readonly diagnosticMode: string;
  readonly inlayHints: { readonly argumentChanges: boolean };
  readonly configuration?: string;
  readonly select?: readonly string[];
  readonly extendSelect?: readonly string[];
  readonly ignore?: readonly string[];
  readonly minConfidence?: string;
  readonly targetVersion?: string;
}

/** A setting by its name without `doppelint.`; undefined or null where there is none. */
export type Lookup = (name: string) => unknown;

export function serverSettings(lookup: Lookup, variables: Variables): ServerSettings {
  const configuration = text(lookup("configuration"));
  return {
    enable: lookup("enable") !== false,
    diagnosticMode: text(lookup("diagnosticMode")) ?? "openFilesOnly",
    inlayHints: { argumentChanges: lookup("inlayHints.argumentChanges") === true },
    ...given("configuration", configuration === undefined ? undefined : expandVariables(configuration, variables)),
    ...given("select", words(lookup("select"))),
    ...given("extendSelect", words(lookup("extendSelect"))),
    ...given("ignore", words(lookup("ignore"))),
    ...given("minConfidence", text(lookup("minConfidence"))),
    ...given("targetVersion", text(lookup("targetVersion"))),
  };
}

function given<Name extends string, Value>(name: Name, value: Value | undefined): { [name in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [name in Name]: Value });
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function words(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : undefined;
}
