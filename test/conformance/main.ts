import { startConformanceServer } from './server.js';
import { installSuite } from './suite.js';
import { judge, REVISIONS } from './verdict.js';

// `npm run conformance`: the public conformance suite against the second catalog.
await installSuite();
const server = await startConformanceServer();
try {
  for (const revision of REVISIONS) {
    const { passed, text } = await judge(server.url, revision);
    console.log(text);
    if (!passed) process.exitCode = 1;
  }
} finally {
  await server.stop();
}
