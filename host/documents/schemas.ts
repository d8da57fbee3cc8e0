import { rigTable } from "../../sim/rigs/table.js";
import { scenarioTable } from "../../sim/scenarios/table.js";
import type { JsonObject } from "../../src/document/table.js";
import { settingsTable } from "../../src/settings/table.js";
import { schemaOf } from "./json-schema.js";
import { programmeSchema } from "./programme-schema.js";
import type { DocumentKind } from "./source.js";

/** The four published schemas; docs/schema holds them as files. */
export const schemas: Readonly<Record<DocumentKind, () => JsonObject>> = {
  settings: () =>
    schemaOf(
      "Isobar settings",
      "What the firmware knows of its rig: nameplate data and a laboratory's calibration",
      settingsTable,
    ),
  programme: programmeSchema,
  rig: () => schemaOf("Isobar rig", "The true mechanics and sensors of a simulated rig", rigTable),
  scenario: () => schemaOf("Isobar scenario", "The world around a simulated rig", scenarioTable),
};

/** The text of a schema file. */
export function schemaText(kind: DocumentKind): string {
  return `${JSON.stringify(schemas[kind](), null, 2)}\n`;
}
