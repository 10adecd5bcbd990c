import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Knex } from 'knex';
import { parse } from 'yaml';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { type SmtpStub, smtpStub } from '../adapters/smtp-stub.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { startWebStub, type WebStub } from '../e2e/stubs/web-stub.js';
import { type Running, runningOn } from '../engine/running.js';
import { blocksOf } from './blocks.js';

describe('docs/adapters.md: the service requests', () => {
  let fresh: FreshDatabase;
  let db: Knex;
  let world: Running;
  let web: WebStub;
  let smtp: SmtpStub;
  before(async () => {
    fresh = await freshDatabase.SQLite();
    db = openDatabase(fresh);
    await migrate(db);
    world = await runningOn(db);
    web = await startWebStub(() => ({ number: 4711 }));
    smtp = await smtpStub();
  });
  after(async () => {
    await world.stop();
    await Promise.all([db.destroy(), web.stop(), smtp.close()]);
    await fresh.remove();
  });

  it('send what the page says', async () => {
    const page = readFileSync('docs/adapters.md', 'utf8');
    const blocks = blocksOf(page);
    const servicerequests = blocks.filter(({ language }) => language === 'yaml').map(({ text }) => parse(text));
    assert.deepEqual(
      servicerequests.map(({ system }) => system),
      ['HTTP', 'EMAIL_SMTP'],
    );
    const [, given = ''] = /With the payload `([^`]+)`/.exec(page) ?? [];
    const id = await world.make({ servicerequests });
    await world.bind(id, 'HTTP', web.settings);
    await world.bind(id, 'EMAIL_SMTP', { host: '127.0.0.1', port: smtp.port, tls_encrypt: false });
    const { error } = await world.execute(id, { ...JSON.parse(given), email: 'ann@example.com' });
    assert.equal(error, null);

    const sent = blocks.find(({ language }) => language === 'http')?.text.trim() ?? '';
    const [head = '', body] = sent.split('\n\n');
    const [line, ...headers] = head.split('\n');
    const [request] = web.requests;
    assert.equal(`${request?.method} ${request?.url}`, line);
    assert.ok(headers.length > 1);
    for (const header of headers) {
      const [name = '', value] = header.split(': ');
      assert.equal(request?.headers[name], value, name);
    }
    assert.equal(request?.body, body);

    const [mail] = smtp.mails;
    assert.deepEqual([mail?.from, mail?.to], ['shop@example.com', ['ann@example.com']]);
    assert.match(mail?.raw ?? '', /^Subject: Order 4711\r$/m);
    assert.match(mail?.raw ?? '', /filename=order\.txt/);
  });
});
