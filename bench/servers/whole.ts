import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApiToken } from '../../src/auth/api-token.js';
import { readConfig } from '../../src/config.js';
import { startGateway } from '../../src/main.js';
import { tell } from './listening.js';

/*
 * The whole gateway, as it is started, with 20 integrations, one of which computes until it is stopped, in each of three hooks.
 * The token of every user may make 120 calls a minute, so there are many. Tells `URL#TOKEN,TOKEN,…`.
 */
const USERS = 60;
const INTEGRATIONS = 20;
const FOR_EVER = 'for (;;) {}';

const dir = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
const config = readConfig({ PORT: '0', GATEWAY_DATA_DIR: dir, GATEWAY_LOG_LEVEL: 'silent' });
const { queries, url } = await startGateway(config);
const now = new Date();
const tokens: string[] = [];
for (let i = 0; i < USERS; i++) {
  const user = { username: `user${i}`, email: null, password_hash: null, is_staff: true, is_superuser: true };
  const user_id = await queries.users.create(user, now);
  const { token, hash, prefix } = makeApiToken();
  await queries.tokens.create({ user_id, name: 'bench', token_hash: hash, prefix, expires_at: null }, now);
  tokens.push(token);
}
for (let i = 0; i < INTEGRATIONS; i++) {
  const loops = { http_api: true, before_hook: FOR_EVER, on_failure_hook: FOR_EVER, finally_hook: FOR_EVER };
  const name = i === 0 ? 'loop' : `Integration ${i}`;
  await queries.components.write(
    { integration: i === 0 ? loops : { description: 'For measuring.' } },
    { integrationId: null, name, userId: 1, now, signal: new AbortController().signal },
  );
}
tell(`${url}#${tokens.join(',')}`);
