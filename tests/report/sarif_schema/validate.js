// Holds logs against the schema of SARIF 2.1.0: node validate.js FILE…
"use strict";
const fs = require("fs");
const Ajv = require("ajv");

// Older drafts of JSON Schema name a schema by `id`.
const ajv = new Ajv({ schemaId: "auto", allErrors: true, unknownFormats: "ignore" });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const validate = ajv.compile(require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));

for (const path of process.argv.slice(2)) {
  if (validate(JSON.parse(fs.readFileSync(path, "utf-8")))) continue;
  for (const error of validate.errors) console.error(`${path}: ${error.dataPath} ${error.message}`);
  process.exitCode = 1;
}
