import { UsageError } from "../command/exit.js";
import type { Dialog } from "../commissioning/dialog.js";
import type { Pump } from "../commissioning/line.js";
import { endsByItself, type Link, openLink, readPlace } from "../record/link.js";

/** A rig on a port, with the clock on the wall. */
export class PortPump implements Pump {
  hear: (text: string) => void = () => undefined;
  private readonly dialog: Dialog;
  private link: Link | undefined;

  private constructor(dialog: Dialog) {
    this.dialog = dialog;
  }

  static async open(port: string, baud: number, dialog: Dialog): Promise<PortPump> {
    const place = readPlace(port);
    if (endsByItself(place)) throw new UsageError(`--port ${port} is a file, not a rig`);
    const pump = new PortPump(dialog);
    pump.link = await openLink(place, baud, {
      bytes: (bytes) => pump.hear(Buffer.from(bytes).toString("latin1")),
      closed: () => {
        pump.link = undefined;
      },
    }).catch((error: unknown) => {
      throw new UsageError(`--port ${port} cannot be opened: ${(error as Error).message}`);
    });
    return pump;
  }

  send(text: string): void {
    this.link?.send(text);
  }

  wait(seconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }

  /** No order over the line starts a rig anew: DTR and RTS are open on purpose. */
  async restart(): Promise<void> {
    await this.dialog.ask({
      id: "restart",
      text: "The new settings count from the next start. Press the rig's reset button, wait 3 s, then press Enter",
      fallback: "done",
    });
    await this.wait(1);
  }

  close(): void {
    this.link?.close();
  }
}
