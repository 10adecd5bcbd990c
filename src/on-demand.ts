/**
 * What makes or loads something at its first call, and has it for all others: what only some requests need costs a start neither
 * time nor memory. After a failure the next call tries again.
 */
export function onDemand<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
