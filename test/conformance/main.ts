import { judgeAuthorization } from './authorization.js';
import { startConformanceServer } from './server.js';
import { suite } from './suite.js';
import { judge, REVISIONS, type Verdict } from './verdict.js';

// `npm run conformance`: the public conformance suite against the second catalog, and against the authorization server.
await suite.install();
report(await judgeAuthorization());
const server = await startConformanceServer();
try {
  for (const revision of REVISIONS) {
    report(await judge(server.url, revision));
  }
} finally {
  await server.stop();
}

function report({ passed, text }: Verdict): void {
  console.log(text);
  if (!passed) process.exitCode = 1;
}
