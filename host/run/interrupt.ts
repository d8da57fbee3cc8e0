/**
 * Runs `work` with a question it may ask now and then: has the user pressed Ctrl-C, or asked the process to end?
 * The first time ends the work in good order; a second time ends the process at once.
 */
export async function untilInterrupted<T>(
  work: (interrupted: () => boolean) => Promise<T>,
): Promise<T> {
  let asked = false;
  const ask = () => {
    asked = true;
  };
  process.once("SIGINT", ask);
  process.once("SIGTERM", ask);
  try {
    return await work(() => asked);
  } finally {
    process.off("SIGINT", ask);
    process.off("SIGTERM", ask);
  }
}
