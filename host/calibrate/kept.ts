import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../command/exit.js";
import type { Certificate, KeptStep } from "../commissioning/certificate.js";
import { certificateHtml } from "../commissioning/certificate-html.js";
import { stepsMisshape, tooDeep } from "../commissioning/certificate-shape.js";
import type { StepStore } from "../commissioning/step-store.js";
import { cannotWrite } from "../log/block-file.js";
import { projectFile } from "../project.js";
import { realDisk } from "../record/disk.js";

const fileName = "calibration.json";

/** What the steps so far have found: a file that changes as a whole when a step has ended well, and at no other time. */
export class KeptSteps implements StepStore {
  private readonly directory: string;
  private readonly rig: string;
  private kept: KeptStep[] = [];

  constructor(directory: string, rig: string) {
    this.directory = directory;
    this.rig = rig;
    try {
      mkdirSync(directory, { recursive: true });
    } catch (error) {
      throw cannotWrite(directory, error);
    }
    const path = this.path(fileName);
    if (!existsSync(path)) return;
    const found = parsed(path);
    if (found.rig !== rig) {
      throw new UsageError(
        `${path} is of another rig (${found.rig}, this is ${rig}); give another --out`,
      );
    }
    this.kept = [...found.steps];
  }

  get steps(): readonly KeptStep[] {
    return this.kept;
  }

  find(name: string): KeptStep | undefined {
    return this.kept.find((step) => step.name === name);
  }

  /** In place of what the same step found before. */
  put(step: KeptStep): void {
    const steps = [...this.kept.filter(({ name }) => name !== step.name), step];
    this.write(fileName, `${JSON.stringify({ rig: this.rig, steps }, null, 2)}\n`);
    this.kept = steps;
  }

  /** Writes the certificate as a file for programs and as one for paper. */
  certify(certificate: Certificate): string {
    this.write("certificate.json", `${JSON.stringify(certificate, null, 2)}\n`);
    this.write("certificate.html", certificateHtml(certificate, pageStyles()));
    return this.path("certificate.html");
  }

  private write(name: string, text: string): void {
    try {
      realDisk.replace(this.path(name), text);
    } catch (error) {
      throw cannotWrite(this.path(name), error);
    }
  }

  private path(name: string): string {
    return join(this.directory, name);
  }
}

/** What reports look like. */
function pageStyles(): string {
  return ["theme.css", "page.css"]
    .map((name) => readFileSync(projectFile("host", "report", "page", name), "utf8"))
    .join("\n");
}

function parsed(path: string): { readonly rig: string; readonly steps: readonly KeptStep[] } {
  try {
    const json = JSON.parse(readFileSync(path, "utf8")) as { rig?: unknown; steps?: unknown };
    if (typeof json.rig === "string" && !tooDeep(json) && stepsMisshape(json.steps) === undefined) {
      return { rig: json.rig, steps: json.steps as KeptStep[] };
    }
  } catch {
    // Said below: it is no state of a calibration either way.
  }
  throw new UsageError(
    `${path} is no file of isobar calibrate; move it away or give another --out`,
  );
}
