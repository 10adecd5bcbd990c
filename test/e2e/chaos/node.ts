import { type Running, start } from '../process.js';

/** How often a process is started that ends before it serves: the database may be away for longer than it waits. */
const STARTS = 5;

/** A process of the gateway that is killed and started again; each time it listens somewhere else. */
export class ChaosNode {
  /** Null while it does not listen. */
  port: number | null = null;
  /** Whether it should be sent requests, as the balancer knows it. */
  ready = false;
  /** What it has written, over all its lives. */
  log = '';
  #running: Running | null = null;

  constructor(
    readonly name: string,
    readonly role: 'web' | 'worker',
    private readonly env: Readonly<Record<string, string>>,
    private readonly onEndedByItself: (node: ChaosNode) => void,
  ) {}

  async start(): Promise<void> {
    for (let tries = 1; ; tries++) {
      const running = start(['serve', '--role', this.role], this.env);
      this.#running = running;
      void running.finished.then(({ code, stderr }) => {
        this.log += `${stderr}\n-- ended with ${code}\n`;
        if (this.#running !== running) return;
        this.port = null;
        this.onEndedByItself(this);
      });
      try {
        const printed = await running.printed(/https?:\/\/\S+:\d+/);
        this.port = Number(/https?:\/\/[^\s:]+:(\d+)/.exec(printed)?.[1]);
        return;
      } catch (error) {
        if (tries === STARTS) throw error;
      }
    }
  }

  /** As when the power goes. */
  async kill(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    running?.child.kill('SIGKILL');
    await running?.finished;
    this.port = null;
    this.ready = false;
  }
}
