/**
 * Does something at once when it is asked for, and again at most every so many milliseconds however often that is; what was
 * asked for last is never forgotten.
 */
export function calmed(act: () => void, everyMs: number): () => void {
  let resting = false;
  let asked = false;
  const run = () => {
    resting = true;
    asked = false;
    setTimeout(() => {
      resting = false;
      if (asked) run();
    }, everyMs).unref();
    act();
  };
  return () => {
    asked = true;
    if (!resting) run();
  };
}
