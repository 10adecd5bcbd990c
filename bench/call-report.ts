import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { barChart } from './bar-chart.js';
import { median, printTable, withSpread } from './measure.js';
import { GATEWAY, type Peer, SDK, TOOL_COUNTS, TOOLBOX } from './peers.js';
import { markdownTable, report } from './report.js';
import { isPinned } from './server-process.js';

/** A peer, and what was measured of it, by rounds. */
export interface Measured {
  readonly peer: Peer;
  readonly perSecond: number[];
  readonly microseconds: number[];
}

export interface Effort {
  readonly connections: number;
  readonly rounds: number;
  readonly seconds: number;
}

/** What the gateway may need at the most, of what others need. */
const LIMITS = { ofToolbox: 0.9, ofSdk: 0.25, ofFewTools: 1.1 };

const [FEW] = TOOL_COUNTS;
const CHART = fileURLToPath(new URL('../docs/images/calls.svg', import.meta.url));

/** What was measured of calls, in words: how, every server, and the gateway beside its limits. */
export class CallReport {
  constructor(
    private readonly all: readonly Measured[],
    private readonly effort: Effort,
  ) {}

  /** Whether the gateway keeps all its limits. */
  get isKept(): boolean {
    return this.#limits().every(({ ratios, most }) => ratios.every((each) => median(each) <= most));
  }

  print(): void {
    console.log(`\n${this.#how()}\n`);
    printTable(this.#servers());
    console.log('\nWhat the gateway needs, of what others need:\n');
    printTable(this.#limitRows());
  }

  /** Into docs/performance.md, with a picture. */
  publish(): void {
    const few = this.all.filter(({ peer }) => peer.tools <= FEW);
    const bars = few.map(({ peer: { name }, microseconds }) => ({
      label: name,
      value: median(microseconds),
      from: Math.min(...microseconds),
      to: Math.max(...microseconds),
      isOurs: name === GATEWAY,
    }));
    const title = 'CPU microseconds a call';
    writeFileSync(CHART, barChart({ title, bars: bars.toSorted((a, b) => a.value - b.value) }));
    const parts = [
      `![${title}](images/calls.svg)`,
      markdownTable(this.#servers()),
      'What the gateway needs, of what others need:',
      markdownTable(this.#limitRows()),
      this.#how(),
      `Measured with Node ${process.versions.node} on ${cpus().length} cores (${cpus()[0]?.model.trim()}), beside ${versions()}.`,
    ];
    report('calls', parts.join('\n\n'));
  }

  #how(): string {
    const { connections, rounds, seconds } = this.effort;
    const pinned = isPinned ? 'servers on one core and load on another' : 'nothing is kept on a core of its own';
    return (
      `${connections} connections, ${rounds} rounds of ${seconds} seconds, ${pinned}. Medians, with the smallest and the largest ` +
      'round; ratios are of the same round.'
    );
  }

  #servers(): string[][] {
    const head = ['Server', 'tools', 'calls a second', 'CPU µs a call', 'of Go', 'of SDK 2'];
    const rows = this.all.map((each) => [
      each.peer.name,
      each.peer.tools === 0 ? '' : String(each.peer.tools),
      median(each.perSecond).toFixed(0),
      withSpread(each.microseconds),
      this.#share(each, this.#find(TOOLBOX)),
      this.#share(each, this.#find(SDK, Math.max(each.peer.tools, FEW))),
    ]);
    return [head, ...rows];
  }

  #limitRows(): string[][] {
    const head = ['CPU a call, of', ...TOOL_COUNTS.map((count) => `${count} tools`), 'at most', ''];
    const rows = this.#limits().map(({ of, ratios, most }) => [
      of,
      ...ratios.map((each) => withSpread(each, 2)),
      most.toFixed(2),
      ratios.every((each) => median(each) <= most) ? 'kept' : 'NOT KEPT',
    ]);
    return [head, ...rows];
  }

  /** The gateway with few, more and many tools beside others; nothing when one of them was not measured. */
  #limits(): { of: string; ratios: number[][]; most: number }[] {
    const beside = (other: (count: number) => Measured | undefined) =>
      TOOL_COUNTS.map((count) => {
        const [gateway, peer] = [this.#find(GATEWAY, count), other(count)];
        return gateway && peer ? ratios(gateway, peer) : [];
      });
    return [
      { of: 'the Go toolbox', ratios: beside(() => this.#find(TOOLBOX)), most: LIMITS.ofToolbox },
      { of: 'createMcpHandler, as many tools', ratios: beside((count) => this.#find(SDK, count)), most: LIMITS.ofSdk },
      { of: `the gateway, ${FEW} tools`, ratios: beside(() => this.#find(GATEWAY, FEW)), most: LIMITS.ofFewTools },
    ].filter(({ ratios }) => ratios.every(({ length }) => length > 0));
  }

  #find(name: string, tools?: number): Measured | undefined {
    return this.all.find(({ peer }) => peer.name === name && (tools === undefined || peer.tools === tools));
  }

  #share(each: Measured, other: Measured | undefined): string {
    return other ? median(ratios(each, other)).toFixed(2) : '';
  }
}

/** By rounds: what one needs of what the other needs. */
const ratios = (one: Measured, other: Measured): number[] =>
  one.microseconds.map((value, round) => value / (other.microseconds[round] as number));

/** Of the servers that are measured, as they are locked. */
function versions(): string {
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(new URL('package.json', import.meta.url), 'utf8'),
  );
  // What other benches need, and what goes with something else.
  const {
    'openapi-typescript': _,
    typescript: __,
    zod: ___,
    ...measured
  } = { ...optionalDependencies, ...dependencies };
  return Object.entries(measured)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
}
