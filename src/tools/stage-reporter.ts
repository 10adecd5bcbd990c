import type { Stage } from '../engine/runner.js';
import type { Call } from '../mcp/handler.js';

/**
 * Tells a client that asked for it which stage a run has come to. Each number is greater than the one before, as the protocol
 * demands, also when stages come that nobody has counted on. The run does not wait for the client.
 */
export function stageReporter({ progress }: Pick<Call, 'progress'>): (stage: Stage) => void {
  let last = -1;
  return ({ name, done, total }) => {
    last = Math.max(done, last + 1);
    progress(last, Math.max(total, last), name).catch(() => {
      // The client has gone; whether the run goes on is decided elsewhere.
    });
  };
}
