import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";
import { GroupRegister, StatusGroup } from "./status-registers.js";

const registerMax = 32767;

/** The commands of a register that the host sets and reads. */
function register(
  header: string,
  group: StatusGroup,
  which: GroupRegister,
  meaning: string,
): readonly CommandSpec[] {
  return [
    {
      header,
      parameters: `<0 to ${registerMax}>`,
      meaning,
      run: (c) => {
        const bits = c.parameters.integer(0, 65535);
        if (bits !== undefined && c.parameters.finished()) c.status.set(group, which, bits);
      },
    },
    {
      header: `${header}?`,
      parameters: "",
      meaning,
      run: (c) => c.reply.integer(c.status.get(group, which)),
    },
  ];
}

function answerCondition(c: Call, group: StatusGroup): void {
  c.console.watch.look();
  c.reply.integer(c.status.get(group, GroupRegister.condition));
}

function answerEvent(c: Call, group: StatusGroup): void {
  c.console.watch.look();
  c.reply.integer(c.status.takeGroupEvent(group));
}

function groupCommands(name: string, group: StatusGroup): readonly CommandSpec[] {
  const header = `STATus:${name}`;
  return [
    {
      header: `${header}[:EVENt]?`,
      parameters: "",
      meaning: "What has happened; reading clears it",
      run: (c) => answerEvent(c, group),
    },
    {
      header: `${header}:CONDition?`,
      parameters: "",
      meaning: "What is the case now",
      run: (c) => answerCondition(c, group),
    },
    ...register(
      `${header}:ENABle`,
      group,
      GroupRegister.enable,
      "Which events the status byte sums up",
    ),
    ...register(
      `${header}:PTRansition`,
      group,
      GroupRegister.positive,
      "Which conditions become events when they come true",
    ),
    ...register(
      `${header}:NTRansition`,
      group,
      GroupRegister.negative,
      "Which conditions become events when they end",
    ),
  ];
}

/** Status registers of SCPI-99 (volume 2, chapter 20). */
export const statusCommands: readonly CommandSpec[] = [
  ...groupCommands("OPERation", StatusGroup.operation),
  ...groupCommands("QUEStionable", StatusGroup.questionable),
  {
    header: "STATus:PRESet",
    parameters: "",
    meaning: "Enables of both groups 0, all conditions become events when they come true",
    run: (c) => c.status.preset(),
  },
];
