import { cellCommands } from "./cell-commands.js";
import type { CommandSpec } from "./command-spec.js";
import { commonCommands } from "./common-commands.js";
import { faultCommands } from "./fault-commands.js";
import { gapCommands } from "./gap-commands.js";
import { historyCommands } from "./history-commands.js";
import { identifyCommands } from "./identify-commands.js";
import { jogCommands } from "./jog-commands.js";
import { measureCommands } from "./measure-commands.js";
import { outputCommands } from "./output-commands.js";
import { programmeCommands } from "./programme-commands.js";
import { quietCommands } from "./quiet-commands.js";
import { resumeCommands } from "./resume-commands.js";
import { settingCommands } from "./setting-commands.js";
import { shapeCommands } from "./shape-commands.js";
import { statusCommands } from "./status-commands.js";
import { stiffnessCommands } from "./stiffness-commands.js";
import { streamCommands } from "./stream-commands.js";
import { systemCommands } from "./system-commands.js";

/** All commands. Parser, help and docs/protocol.md derive from this table. */
export const commands: readonly CommandSpec[] = [
  ...commonCommands,
  ...systemCommands,
  ...statusCommands,
  ...measureCommands,
  ...outputCommands,
  ...historyCommands,
  ...jogCommands,
  ...gapCommands,
  ...stiffnessCommands,
  ...identifyCommands,
  ...programmeCommands,
  ...faultCommands,
  ...streamCommands,
  ...shapeCommands,
  ...quietCommands,
  ...resumeCommands,
  ...cellCommands,
  ...settingCommands,
];
