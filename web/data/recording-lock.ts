/** The page that was there before may not be gone yet when it is opened anew. */
const patienceMs = 3000;

/**
 * Takes a recording for this page as long as it is open. A tab that was copied leaves the recording of the first alone:
 * two that write one would have every line twice.
 */
export function isMine(id: number): Promise<boolean> {
  // Where a browser has no locks there is nothing to ask.
  if (!("locks" in navigator)) return Promise.resolve(true);
  return new Promise<boolean>((resolve) => {
    const keep = () => {
      resolve(true);
      return new Promise<never>(() => undefined);
    };
    const signal = AbortSignal.timeout(patienceMs);
    navigator.locks.request(`isobar-recording-${id}`, { signal }, keep).catch(() => resolve(false));
  });
}
