import { formatQuantity } from "../../src/document/quantity-text.js";
import type { Field, Table } from "../../src/document/table.js";
import { settingsTable } from "../../src/settings/table.js";
import type { Link } from "../link.js";
import { element, input, made, onClick, saveFile, setText } from "./dom.js";
import { showDifferences } from "./settings-diff.js";
import { text } from "./strings.js";

interface Setting {
  readonly path: string;
  readonly field: Field;
  readonly row: HTMLTableRowElement;
  readonly value: HTMLInputElement;
}

/** Every setting of the rig with range and meaning, read and changed through its draft. */
export class SettingsView {
  private readonly link: Link;
  private readonly settings: Setting[] = [];
  private readonly note = element("settings-note");

  constructor(link: Link) {
    this.link = link;
    this.add(settingsTable, "");
    element("settings-body").append(...this.settings.map(({ row }) => row));
    onClick("settings-read", () => this.guarded(this.read()));
    onClick("settings-save", () => this.guarded(this.save()));
    onClick("settings-dump", () => this.dump());
    onClick("settings-defaults", () => this.guarded(this.compare(text("defaults"), "{}")));
    const file = input("settings-file");
    file.addEventListener("change", () => {
      const [chosen] = file.files ?? [];
      if (chosen !== undefined) this.guarded(this.compareFile(chosen));
      file.value = "";
    });
  }

  private add(table: Table, prefix: string): void {
    for (const [key, field] of Object.entries(table)) {
      const path = `${prefix}${key}`;
      if (field.kind === "group") this.add(field.fields, `${path}.`);
      else this.settings.push(this.setting(path, field));
    }
  }

  private setting(path: string, field: Field): Setting {
    const value = made("input");
    value.setAttribute("aria-label", path);
    value.placeholder = defaultOf(field);
    value.addEventListener("change", () => this.guarded(this.change(path, value.value)));
    const row = made("tr");
    const cell = made("td");
    cell.append(value);
    row.append(made("th", path), cell, made("td", rangeOf(field)), made("td", field.meaning));
    return { path, field, row, value };
  }

  private async read(): Promise<void> {
    let changed = 0;
    let read = 0;
    for (const one of this.settings) {
      // What is not set has no value to tell: the error queue behind it always answers.
      const reply = await this.link.ask(`SETT:VAL? "${one.path}";:SYST:ERR?`);
      one.value.value = /^"([^"]*)";/u.exec(reply)?.[1] ?? "";
      const differs = one.value.value !== defaultOf(one.field);
      one.row.toggleAttribute("data-changed", differs);
      one.row.title = differs ? text("settingChanged") : "";
      read += 1;
      changed += differs ? 1 : 0;
      setText(this.note, text("settingRead", { read, all: this.settings.length, changed }));
    }
  }

  private async change(path: string, value: string): Promise<void> {
    this.link.send(`SETT:VAL "${path}","${value.replaceAll('"', "")}"`);
    const reply = await this.link.ask("SYST:ERR?");
    setText(this.note, reply.startsWith("0,") ? text("settingTaken", { path, value }) : reply);
  }

  private async save(): Promise<void> {
    this.link.send("SETT:SAVE");
    const reply = await this.link.ask("SYST:ERR?");
    setText(this.note, reply.startsWith("0,") ? text("settingSaved") : reply);
  }

  private async compareFile(file: File): Promise<void> {
    await this.compare(file.name, await file.text());
  }

  /** Reads the rig anew: what stands in the fields may be of another rig. */
  private async compare(name: string, there: string): Promise<void> {
    await this.read();
    const here = Object.fromEntries(this.settings.map(({ path, value }) => [path, value.value]));
    setText(this.note, showDifferences(name, there, here));
  }

  private dump(): void {
    const values = this.settings.map(({ path, value }) => [path, value.value || value.placeholder]);
    const json = JSON.stringify(Object.fromEntries(values), undefined, 2);
    saveFile("settings-dump.json", json, "application/json");
  }

  private guarded(work: Promise<void>): void {
    work.catch((error: Error) => setText(this.note, error.message));
  }
}

function rangeOf(field: Field): string {
  if (field.kind === "quantity") {
    return `${formatQuantity(field.min, field.unit)} to ${formatQuantity(field.max, field.unit)}`;
  }
  if (field.kind === "integer") return `${field.min} to ${field.max}`;
  return field.kind === "choice" ? field.of.join(", ") : "";
}

function defaultOf(field: Field): string {
  if (field.kind === "group" || field.kind === "list" || field.default === undefined) return "";
  if (field.kind === "quantity") return formatQuantity(field.default, field.unit);
  return String(field.default);
}
