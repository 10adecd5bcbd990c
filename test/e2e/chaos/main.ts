import { writeFileSync } from 'node:fs';
import { type ChaosReport, chaos } from './scenario.js';

/*
 * `npm run chaos`: three processes that serve and two that do jobs, 20 clients for two minutes, one process killed every ten seconds
 * (CHAOS_SECONDS and CHAOS_CLIENTS say otherwise). Prints what happened, and fails when something was not as it was promised; the logs
 * of the processes go to the file that CHAOS_LOG names.
 */
const began = performance.now();
const report = await chaos({
  seconds: Number(process.env.CHAOS_SECONDS ?? 120),
  clients: Number(process.env.CHAOS_CLIENTS ?? 20),
  web: 3,
  workers: 2,
  killEverySeconds: 10,
  random: Math.random,
  say: (what) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what}`),
});
for (const part of ['figures', 'done', 'troubles'] as const) show(part, report[part]);
if (process.env.CHAOS_LOG) {
  const logs = Object.entries(report.logs).map(([name, text]) => `== ${name}\n${text}`);
  writeFileSync(process.env.CHAOS_LOG, logs.join('\n'));
}
console.log(`\n${report.findings.length} findings`);
for (const finding of report.findings) console.log(`- ${finding}`);
process.exit(report.findings.length > 0 ? 1 : 0);

function show(title: string, counts: ChaosReport['figures']): void {
  console.log(`\n${title}`);
  for (const [what, count] of Object.entries(counts))
    console.log(`${Math.round(count).toString().padStart(8)}  ${what}`);
}
