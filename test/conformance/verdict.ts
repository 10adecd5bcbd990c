import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { runSuite, suite } from './suite.js';

/** The revisions of the protocol that the gateway is held to. */
export const REVISIONS = ['2026-07-28', '2025-11-25'] as const;

/** Whether a server does what a revision of the protocol requires, but for what its baseline names. */
export interface Verdict {
  readonly passed: boolean;
  readonly text: string;
}

interface Check {
  readonly id: string;
  readonly status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO';
  readonly errorMessage?: string;
}

export async function judge(url: string, revision: (typeof REVISIONS)[number]): Promise<Verdict> {
  const baseline = fileURLToPath(new URL(`./baseline-${revision}.yaml`, import.meta.url));
  const requirements = suite.path(`@modelcontextprotocol/conformance/requirements/${revision}.yaml`);
  const scored = scenariosIn(requirements);
  const expected = scenariosIn(baseline);
  const outputDir = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    const { code, output } = await runSuite(url, revision, baseline, outputDir);
    const problems = scored
      .filter((scenario) => !expected.includes(scenario))
      .flatMap((scenario) => problemsOf(`server-${scenario}`, outputDir));
    if (code === 0 && problems.length === 0)
      return { passed: true, text: praise(revision, scored, expected, baseline) };
    const text = [`${revision}: FAILED`, ...problems, output.slice(output.indexOf('=== SUMMARY ==='))].join('\n');
    return { passed: false, text };
  } finally {
    rmSync(outputDir, { recursive: true, force: true });
  }
}

const scenariosIn = (path: string): string[] => parse(readFileSync(path, 'utf8')).server;

/** Of a scenario by its mode and name: the suite's exit code does not say what went wrong, nor that a scenario was not run at all. */
export function problemsOf(scenario: string, outputDir: string): string[] {
  const folder = readdirSync(outputDir).find((name) => name.startsWith(`${scenario}-20`));
  const file = join(outputDir, folder ?? '', 'checks.json');
  if (!folder || !existsSync(file)) return [`  ${scenario} was not run`];
  const checks: Check[] = JSON.parse(readFileSync(file, 'utf8'));
  return checks
    .filter(({ status }) => status === 'FAILURE' || status === 'WARNING')
    .map(({ id, errorMessage }) => `  ${scenario}, ${id}: ${errorMessage ?? 'no message'}`);
}

function praise(revision: string, scored: readonly string[], expected: readonly string[], baseline: string): string {
  const passing = `${revision}: ${scored.length - expected.length} of ${scored.length} scored scenarios pass`;
  if (expected.length === 0) return passing;
  return `${passing}; ${basename(baseline)} says why the others cannot: ${expected.join(', ')}`;
}
