// Runs in the page before its own script: makes a `navigator.serial` of what the test gives it.

export interface FakeWindow extends Window {
  fromRig(bytes: readonly number[]): void;
  unplug(): void;
  toRig(text: string): Promise<void>;
  asked(what: string): Promise<void>;
}

define();

function define(): void {
  const page = globalThis as unknown as FakeWindow;
  let source: ReadableStreamDefaultController<Uint8Array> | undefined;
  const port = {
    readable: new ReadableStream<Uint8Array>({
      start: (controller) => {
        source = controller;
      },
    }),
    writable: new WritableStream<Uint8Array>({
      write: (bytes) => page.toRig(new TextDecoder("latin1").decode(bytes)),
    }),
    open: ({ baudRate }: { baudRate: number }) => page.asked(`open ${baudRate}`),
    setSignals: (signals: object) => page.asked(`signals ${JSON.stringify(signals)}`),
    close: () => page.asked("close"),
  };
  page.fromRig = (bytes) => source?.enqueue(Uint8Array.from(bytes));
  page.unplug = () => source?.error(new DOMException("The device has been lost.", "NetworkError"));
  const serial = { requestPort: () => Promise.resolve(port) };
  Object.defineProperty(navigator, "serial", { value: serial, configurable: true });
}
