import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The project's own catalog with its first tools alone, or with copies of them under other names, so that there are `count`. */
export function catalogOf(count: number): string {
  const catalog = parse(readFileSync(`${ROOT}/tools.yaml`, 'utf8')) as { tools: Record<string, unknown> };
  const own = Object.entries(catalog.tools);
  for (const [name] of own.slice(count)) delete catalog.tools[name];
  for (let i = own.length; i < count; i++) {
    const [name, tool] = own[i % own.length] as [string, unknown];
    catalog.tools[`${name}_${Math.floor(i / own.length)}`] = withoutPrompts(tool);
  }
  return stringify(catalog, { aliasDuplicateObjects: false });
}

/** A tool whose examples are no prompts: a prompt's name is free only once. */
function withoutPrompts<T>(part: T, key?: string): T {
  if (Array.isArray(part))
    return part.map((item) => withoutPrompts(key === 'examples' ? { ...item, prompt: undefined } : item)) as T;
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withoutPrompts(value, key)])) as T;
}

/** Generates it, with the project's own generator, below bench/.generated/; returns the module of its registry. */
export function generate(count: number): string {
  const dir = `${ROOT}/bench/.generated/${count}`;
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  writeFileSync(`${dir}/tools.yaml`, catalogOf(count));
  const args = ['dist/codegen/main.js', '--catalog', `${dir}/tools.yaml`, '--out', `${dir}/generated`];
  args.push('--handlers', `${dir}/src`, '--docs', `${dir}/tools.md`);
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`codegen failed: ${stderr}`);
  return `${dir}/generated/registry.ts`;
}
