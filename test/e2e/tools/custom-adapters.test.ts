import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { openAdapterConfig } from '../../../src/crypto/adapter-secrets.js';
import { valueLimits } from '../../../src/engine/config-value.js';
import { blocksOf } from '../../docs/blocks.js';
import { clients, type TestClient } from '../clients.js';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { startWebStub, type WebStub } from '../stubs/web-stub.js';

const SECRET = 's3cret-key-of-the-bank';
const MASK = '__ENCRYPTED__';
const CODE = 'class CustomAdapter extends BaseAdapter {\n  execute() { return new AdapterResponse() }\n}';
/** Waits for a word of the test, or says what is wrong. */
const PICKY = `class CustomAdapter extends BaseAdapter {
  execute() { return new AdapterResponse() }
  async validate_config() {
    if (this.config.url) await http.get(this.config.url)
    if (this.config.key === 'wrong') throw new Error('the key is refused')
  }
}`;
/** Does in `validate_config` what a configuration asks for. */
const ABUSIVE = `class CustomAdapter extends BaseAdapter {
  execute() { return new AdapterResponse() }
  async validate_config() {
    const abuses = {
      loop() { for (;;); },
      allocate() { const all = []; for (;;) all.push(new Uint8Array(40_000_000)) },
      private: () => http.get('http://10.0.0.1/'),
      large: () => http.get(this.config.url),
    }
    await abuses[this.config.kind]()
  }
}`;
/** Of each type: what is given, and what is kept. */
const ALL_TYPES = {
  schema: {
    url: 'string',
    retries: 'integer',
    rate: 'float',
    strict: 'boolean',
    codes: 'array',
    names: 'object',
    key: 'encrypted_string',
    certificate: 'file',
  },
  given: {
    url: 'https://x.example',
    retries: '3',
    rate: '0.5',
    strict: 'true',
    codes: '[1, 2]',
    names: '{"a": "b"}',
    key: SECRET,
    certificate: 'aGVsbG8=',
  },
  shown: {
    url: 'https://x.example',
    retries: 3,
    rate: 0.5,
    strict: true,
    codes: [1, 2],
    names: { a: 'b' },
    key: MASK,
    certificate: MASK,
  },
};

const [SCHEMA, TEMPLATE] = blocksOf(readFileSync('docs/custom-adapters.md', 'utf8')).map(({ text }) => text);

describe('custom adapters over MCP', function overMcp() {
  this.timeout(60_000);
  let gateway: TestGateway;
  let stub: WebStub;
  let ann: { id: number; token: string };
  let bob: { id: number; token: string };
  let count = 0;
  before(async () => {
    gateway = await startTestGateway();
    stub = await startWebStub(() => ({ found: true }));
    ann = await gateway.user('ann');
    bob = await gateway.user('bob');
    const permission = { user_id: ann.id, permission: 'custom_adapters', by: null } as const;
    await gateway.queries.userPermissions.grant(permission, new Date());
  });
  after(async () => {
    await gateway.stop();
    await stub.stop();
  });

  for (const [name, connect] of clients) {
    describe(name, () => {
      let client: TestClient;
      let adapterName: string;
      let system: string;
      before(async () => {
        client = await connect(gateway.mcpUrl, ann.token);
      });
      after(() => client.close());
      beforeEach(() => {
        adapterName = `acct-lookup (v${++count})`;
        system = `ACCT_LOOKUP_V${count}`;
        stub.requests.length = 0;
        stub.answer = () => ({ found: true });
      });

      // biome-ignore lint/suspicious/noExplicitAny: the test reads what it expects and fails on the rest
      const call = async (tool: string, args: object): Promise<any> => {
        const { content, isError } = await client.call(tool, args as Record<string, unknown>);
        const value = JSON.parse(content[0]?.text ?? 'null');
        return isError ? { failed: value } : value;
      };
      const code = (action: string, args: object = {}) => call('custom_adapter_code', { action, ...args });
      const config = (action: string, args: object) => call('custom_adapter_config', { action, ...args });
      const make = async (args: object = {}) => {
        const made = await code('create', { name: adapterName, code: CODE, ...args });
        assert.equal(made.success, true, JSON.stringify(made));
        return made.adapter.id as number;
      };
      const configure = async (code_id: number, args: object) => {
        const made = await config('create', { code_id, ...args });
        assert.equal(made.success, true, JSON.stringify(made));
        return made.config.id as number;
      };
      const refused = async (
        answer: Promise<{ failed?: { code: string; message: string } }>,
        code: string,
        why: RegExp,
      ) => {
        const { failed } = await answer;
        assert.equal(failed?.code, code, JSON.stringify(failed));
        assert.match(failed?.message ?? '', why);
        assert(!failed?.message.includes(SECRET));
      };

      it('are written, listed with and without code, changed and deleted', async () => {
        const config_schema = { base_url: 'string', api_key: 'encrypted_string' };
        const description = 'Looks accounts up.';
        const { adapter, warnings } = await code('create', {
          name: adapterName,
          code: CODE,
          description,
          config_schema,
        });
        const { id, created_at, updated_at } = adapter;
        assert.deepEqual(adapter, {
          id,
          name: adapterName,
          system,
          description,
          config_schema,
          created_at,
          updated_at,
          code: CODE,
        });
        assert.equal(created_at, updated_at);
        assert.deepEqual(warnings, []);
        assert.deepEqual(await code('get', { id }), { adapter });
        const { code: _, ...listed } = adapter;
        const all = await code('list');
        assert.equal(all.count, all.adapters.length);
        assert.deepEqual(
          all.adapters.find((one: { id: number }) => one.id === id),
          listed,
        );
        const withCode = await code('list', { include_code: true });
        assert.deepEqual(
          withCode.adapters.find((one: { id: number }) => one.id === id),
          adapter,
        );

        const changed = await code('update', { id, description: 'Else.', code: `${CODE}\n` });
        assert.deepEqual(changed.adapter, {
          ...adapter,
          description: 'Else.',
          code: `${CODE}\n`,
          updated_at: changed.adapter.updated_at,
        });
        assert.deepEqual((await code('get', { id })).adapter, changed.adapter);
        const deleted = await code('delete', { id });
        assert.deepEqual([deleted.success, deleted.deleted.name, deleted.deleted_configs], [true, adapterName, 0]);
        await refused(code('get', { id }), 'not_found', /no custom adapter/);
      });

      it('are refused without a class, a name or a sound schema, and twice', async () => {
        const id = await make();
        const again = { name: adapterName, code: CODE };
        await refused(code('create', again), 'name_taken', /named acct-lookup/);
        await refused(code('create', { ...again, name: `ACCT lookup v${count}` }), 'name_taken', new RegExp(system));
        await refused(
          code('create', { ...again, name: 'http' }),
          'name_taken',
          /HTTP, which is one of the gateway's own/,
        );
        await refused(code('create', { ...again, name: 'callint' }), 'name_taken', /CALLINT/);
        await refused(code('create', { ...again, name: '!?' }), 'bad_name', /no letters or digits/);
        await refused(code('create', { ...again, name: ' x' }), 'bad_name', /without spaces/);
        const other = { name: `another ${count}` };
        await refused(
          code('create', { ...other, code: 'class Other {}' }),
          'bad_code',
          /Custom adapter code must define a class named 'CustomAdapter'\./,
        );
        await refused(
          code('create', { ...other, code: 'class {' }),
          'bad_code',
          /^Failed to compile custom adapter code:/,
        );
        await refused(
          code('create', { ...other, code: CODE, config_schema: { 'a-b': 'string' } }),
          'bad_config',
          /"a-b": is no name for a field/,
        );
        await refused(
          code('create', { ...other, code: CODE, config_schema: { a: 'text' } }),
          'invalid_arguments',
          /config_schema/,
        );
        await refused(code('update', { id, code: 'class {' }), 'bad_code', /^Failed to compile/);
        await refused(code('update', { id, name: '?' }), 'bad_name', /no letters/);
        await refused(code('update', { id }), 'invalid_arguments', /nothing to change/);
        for (const action of ['get', 'delete', 'deletion_impact'])
          await refused(code(action, { id: 99_999 }), 'not_found', /no custom adapter 99999/);
        await refused(
          code('schema_change_impact', { id: 99_999, config_schema: {} }),
          'not_found',
          /no custom adapter/,
        );
        const { adapters } = await code('list');
        assert(!adapters.some(({ name }: { name: string }) => name === other.name));
        assert.equal((await code('get', { id })).adapter.code, CODE);
      });

      it('are configured with values of all types, which are coerced, masked and kept', async () => {
        const code_id = await make({ config_schema: ALL_TYPES.schema });
        const created = await config('create', { code_id, name: 'production', config_values: ALL_TYPES.given });
        const config_id = created.config.id;
        const shown = { id: config_id, name: 'production', active: true, config_values: ALL_TYPES.shown };
        assert.deepEqual(created, { success: true, config: shown });
        assert.deepEqual(await config('get', { code_id, config_id }), { config: shown });
        assert.deepEqual(await config('list', { code_id }), { count: 1, configs: [shown] });

        const one = { code_id, config_id };
        const changed = await config('update', {
          ...one,
          name: 'test',
          active: false,
          config_values: { retries: 4, key: MASK },
        });
        const want = { ...shown, name: 'test', active: false, config_values: { ...ALL_TYPES.shown, retries: 4 } };
        assert.deepEqual(changed, { success: true, config: want });
        const row = await gateway.queries.adapterConfigs.byId(config_id);
        assert.deepEqual(row?.settings, {
          url: 'https://x.example',
          retries: 4,
          rate: 0.5,
          strict: true,
          codes: [1, 2],
          names: { a: 'b' },
        });
        assert(!JSON.stringify(row).includes(SECRET) && !JSON.stringify(row).includes('aGVsbG8='));

        assert(row);
        const { key, certificate } = openAdapterConfig(row, gateway.keyring);
        assert.deepEqual([key, certificate], [SECRET, 'aGVsbG8='], 'one was sent back masked, the other one left out');
        const largest = Buffer.alloc(valueLimits.file, 7).toString('base64');
        assert.equal((await config('update', { ...one, config_values: { certificate: largest } })).success, true);

        await code('update', { id: code_id, name: `renamed ${count}` });
        assert.deepEqual((await config('get', one)).config, want, 'what is sealed opens under the new name');
        const deleted = await config('delete', one);
        assert.deepEqual([deleted.success, deleted.deleted.name, deleted.deleted_bindings], [true, 'test', 0]);
        await refused(config('get', one), 'not_found', /has no configuration/);
      });

      it('are configured with nothing that does not fit, and no secret is repeated', async () => {
        const { schema, given } = ALL_TYPES;
        const code_id = await make({ config_schema: schema });
        const tooLarge = Buffer.alloc(valueLimits.file + 1).toString('base64');
        const wrong: [object, RegExp][] = [
          [{ ...given, retries: 'many' }, /retries: wants a whole number/],
          [{ ...given, rate: {} }, /rate: wants a number/],
          [{ ...given, strict: 'maybe' }, /strict: wants true or false/],
          [{ ...given, codes: '{' }, /codes: wants a list/],
          [{ ...given, names: [] }, /names: wants an object/],
          [{ ...given, key: { value: SECRET } }, /key: wants a text/],
          [{ ...given, certificate: `${SECRET}*` }, /certificate: wants a file of at most 1 MB in base64/],
          [{ ...given, certificate: tooLarge }, /certificate: wants a file of at most 1 MB in base64/],
          [{ ...given, port: 1 }, /port: there is no such field/],
          [{ ...given, url: null }, /url: is missing/],
          [{ ...given, key: MASK }, /key: __ENCRYPTED__ stands for a stored value, and there is none yet/],
          [{}, /certificate: is missing; it wants a file/],
        ];
        for (const [config_values, why] of wrong)
          await refused(config('create', { code_id, name: 'production', config_values }), 'bad_config', why);
        assert.equal((await config('list', { code_id })).count, 0);

        const config_id = await configure(code_id, { name: 'production', config_values: given });
        const one = { code_id, config_id };
        const before = await config('get', one);
        for (const [config_values, why] of wrong.slice(0, 10))
          await refused(config('update', { ...one, config_values }), 'bad_config', why);
        await refused(
          config('create', { code_id, name: 'production', config_values: given }),
          'name_taken',
          /production already/,
        );
        await refused(
          config('create', { code_id, name: ' x', config_values: given }),
          'bad_name',
          /1 to 100 characters/,
        );
        await refused(config('update', one), 'invalid_arguments', /nothing to change/);
        const other = await code('create', { name: `other ${count}`, code: CODE });
        const strange = { code_id: other.adapter.id, config_id };
        for (const action of ['get', 'update', 'delete'])
          await refused(
            config(action, { ...strange, ...(action === 'update' && { active: false }) }),
            'not_found',
            /has no configuration/,
          );
        for (const action of ['list', 'validate', 'validation_result'])
          await refused(config(action, { code_id: 99_999 }), 'not_found', /no custom adapter 99999/);
        await refused(config('create', { code_id: 99_999, name: 'x' }), 'not_found', /no custom adapter 99999/);
        assert.deepEqual(await config('get', one), before, 'nothing was changed');
      });

      it('say what a new schema does, before and after', async () => {
        const id = await make({ config_schema: { url: 'string', retries: 'string', key: 'encrypted_string' } });
        const values = (retries: string) => ({ config_values: { url: 'x', retries, key: SECRET } });
        const three = await configure(id, { name: 'three', ...values('3') });
        const many = await configure(id, { name: 'many', ...values('many') });
        const config_schema = { retries: 'integer', key: 'encrypted_string', timeout: 'integer' };
        const impact = await code('schema_change_impact', { id, config_schema });
        assert.equal(impact.configs, 2);
        const [removed, changed, added] = impact.warnings;
        assert.deepEqual([removed.field, removed.change], ['url', 'removed']);
        assert.deepEqual([changed.field, changed.change], ['retries', 'type_changed']);
        assert.match(changed.message, /1 of 2 configurations keep a value/);
        assert.deepEqual([added.field, added.change], ['timeout', 'added']);
        assert.deepEqual(
          (await config('get', { code_id: id, config_id: three })).config.config_values.url,
          'x',
          'nothing was done',
        );
        const renamed = await code('update', { id, config_schema, name: `new ${count}` });
        assert.deepEqual(
          renamed.warnings.slice(0, 3),
          impact.warnings.map(({ message }: { message: string }) => message),
        );
        assert.match(
          renamed.warnings[3],
          /^The system is NEW_\d+ now, no longer ACCT_LOOKUP_V\d+, which 0 service requests still name/,
        );
        assert.deepEqual((await config('get', { code_id: id, config_id: three })).config.config_values, {
          retries: 3,
          key: MASK,
        });
        assert.deepEqual((await config('get', { code_id: id, config_id: many })).config.config_values, { key: MASK });
        await refused(
          config('update', { code_id: id, config_id: many, config_values: { timeout: 1 } }),
          'bad_config',
          /retries: is missing/,
        );
        const { results } = await config('validate', { code_id: id });
        assert.match(results[1].message, /three of NEW_\d+ does not fit.*timeout: is missing/);
      });

      it('say what goes with them, and take it along', async () => {
        const id = await make();
        const config_id = await configure(id, { name: 'production' });
        const integration_name = `Uses ${system}`;
        const written = await call('write_integration', {
          integration_name,
          create_if_missing: true,
          servicerequests: [{ system, formula_variable: 'lookup', fieldmappings: [{ field: 'a', value: '1' }] }],
        });
        assert.deepEqual(
          written.warnings.map(({ code }: { code: string }) => code),
          ['no_adapter_bound'],
        );
        const { integration } = written;
        await gateway.queries.adapterConfigs.bind({ integrationId: integration.id, configId: config_id, userId: null });
        const read = await call('read_integration', { integration_name });
        assert.deepEqual(read.warnings, []);
        assert.deepEqual(await code('deletion_impact', { id }), { configs: 1, bindings: 1, service_requests: 1 });
        const deleted = await code('delete', { id });
        assert.deepEqual(
          [deleted.deleted_configs, deleted.message],
          [1, `The custom adapter ${adapterName} is deleted, with 1 configuration.`],
        );
        assert.equal(await gateway.queries.adapterConfigs.byId(config_id), null);
        const after = await call('read_integration', { integration_name });
        assert.deepEqual(
          after.warnings.map(({ code }: { code: string }) => code),
          ['unknown_system'],
        );
      });

      it('are validated while others go on, once at a time, and what was found is forgotten with a change', async () => {
        const code_id = await make({ code: PICKY, config_schema: { key: 'encrypted_string', url: 'string' } });
        const of = (key: string, url = '') => ({ config_values: { key, url } });
        await configure(code_id, { name: 'good', ...of(SECRET) });
        const bad = await configure(code_id, { name: 'bad', ...of('wrong') });
        await configure(code_id, { name: 'off', active: false, ...of('wrong') });
        await configure(code_id, { name: 'slow', ...of(SECRET, `http://127.0.0.1:${stub.port}/`) });
        let go = () => {};
        const asked = new Promise<void>((resolve) => {
          stub.answer = (_request, response) => {
            go = () => response.end('{}');
            resolve();
          };
        });
        const states = (answer: { results: { config_name: string; state: string; success: boolean | null }[] }) =>
          answer.results.map(({ config_name, state, success }) => `${config_name} ${state} ${success}`);
        assert.deepEqual(states(await config('validation_result', { code_id })), [
          'bad not_validated null',
          'good not_validated null',
          'off not_validated null',
          'slow not_validated null',
        ]);
        const first = config('validate', { code_id });
        await asked;
        const second = config('validate', { code_id });
        // Asked one after the other, so that the second one has begun.
        await config('validation_result', { code_id });
        const during = await config('validation_result', { code_id });
        assert(states(during).includes('slow in_progress null'), JSON.stringify(during));
        go();
        const done = ['bad failed false', 'good passed true', 'off not_validated null', 'slow passed true'];
        // The second one has begun anew with those that were done by then.
        assert(states(await first).includes('slow passed true'));
        assert.deepEqual(states(await second), done);
        assert.equal(stub.requests.length, 1, 'what was under way was not tried twice');
        const known = await config('validation_result', { code_id });
        assert.deepEqual(states(known), done);
        assert.match(known.results[0].message, /the key is refused/);
        assert(
          known.results.every(
            ({ timestamp, config_name }: { timestamp: string; config_name: string }) =>
              (timestamp === null) === (config_name === 'off'),
          ),
        );

        await config('update', { code_id, config_id: bad, ...of(SECRET) });
        assert.equal(states(await config('validation_result', { code_id }))[0], 'bad not_validated null');
        await code('update', { id: code_id, code: `${PICKY}\n` });
        assert(
          states(await config('validation_result', { code_id })).every((state) => state.includes('not_validated')),
        );
      });

      // As long as formulas may compute: once an era.
      if (!name.includes('as it comes'))
        it('are ended when they loop, take all memory, go where they may not, or are sent too much', async () => {
          const code_id = await make({ code: ABUSIVE, config_schema: { kind: 'string', url: 'string' } });
          const url = `http://127.0.0.1:${stub.port}/`;
          stub.answer = (_request, response) => {
            response.writeHead(200, { 'Content-Length': 100_000_000 }).write('x');
          };
          const endings: Record<string, RegExp>[] = [
            { large: /larger than 10 MB/, private: /The host 10\.0\.0\.1 is refused/ },
            // A busy machine ends the thread before QuickJS has looked at its limits.
            { allocate: /asked for more than \d+ bytes of memory|was ended/, loop: /for more than 2000 ms|was ended/ },
          ];
          for (const ends of endings) {
            const ids: number[] = [];
            for (const kind of Object.keys(ends))
              ids.push(await configure(code_id, { name: kind, config_values: { kind, url } }));
            const before = await config('list', { code_id });
            const { results } = await config('validate', { code_id });
            assert.deepEqual(
              results.map(({ config_name, state }: { config_name: string; state: string }) => [config_name, state]),
              Object.keys(ends).map((kind) => [kind, 'failed']),
            );
            for (const { config_name, message } of results) assert.match(message, ends[config_name] as RegExp);
            assert.deepEqual(await config('list', { code_id }), before);
            for (const config_id of ids) await config('delete', { code_id, config_id });
          }
        });

      it('run from the template of the documentation, as a system and through calladapter', async () => {
        const id = await make({ code: TEMPLATE, config_schema: JSON.parse(SCHEMA as string) });
        const base_url = `http://127.0.0.1:${stub.port}`;
        const config_values = { base_url, api_key: SECRET, timeout: '0' };
        const config_id = await configure(id, { name: 'production', config_values });
        const { results } = await config('validate', { code_id: id });
        assert.deepEqual(
          results.map(({ state }: { state: string }) => state),
          ['passed'],
        );
        assert.deepEqual(
          stub.requests.splice(0).map(({ method, url }) => `${method} ${url}`),
          ['GET /'],
        );

        const integration_name = `Looks up with ${system}`;
        const { integration } = await call('write_integration', {
          integration_name,
          create_if_missing: true,
          servicerequests: [
            {
              system,
              service_name: 'accounts/lookup',
              formula_variable: 'lookup',
              fieldmappings: [{ field: 'account', value: 'input.payload.account' }],
            },
          ],
          integration: {
            on_success_hook: `const called = await calladapter('${system}', 'accounts/again', 'again', { account: 2 })
              output.payload = { lookup: lookup.response, called: called.response }`,
          },
          mcp_tool: { name: `look_up_${count}`, description: 'Looks up.', input_schema: { type: 'object' } },
        });
        await gateway.queries.adapterConfigs.bind({ integrationId: integration.id, configId: config_id, userId: null });
        const ran = await call('execute_integration', { integration_name, payload: { account: 1 } });
        const response = { success: true, payload: { found: true }, messages: [] };
        assert.deepEqual(ran.result, { lookup: response, called: response }, JSON.stringify(ran));
        assert.deepEqual(
          stub.requests.map(({ method, url, body, headers }) => [method, url, JSON.parse(body), headers.authorization]),
          [
            ['POST', '/accounts/lookup', { account: 1 }, `Bearer ${SECRET}`],
            ['POST', '/accounts/again', { account: 2 }, `Bearer ${SECRET}`],
          ],
        );
        const history = await call('get_run_history', { run_history_id: ran.run_history_id });
        assert(!JSON.stringify(history).includes(SECRET));

        stub.answer = (_request, answer) => {
          answer.statusCode = 503;
          return { error: `not with ${SECRET}` };
        };
        const failed = await call('execute_integration', { integration_name, payload: { account: 1 } });
        assert.equal(failed.success, false);
        assert.match(JSON.stringify(failed), /has answered with status 503/);
        assert(!JSON.stringify(failed).includes(SECRET), JSON.stringify(failed));
      });

      it('cannot be reached without the permission, nor seen', async () => {
        const id = await make();
        const other = await connect(gateway.mcpUrl, bob.token);
        try {
          const tools = await other.tools();
          assert(tools.includes('list_integrations') && !tools.some((tool) => tool.startsWith('custom_adapter')));
          for (const [tool, args] of [
            ['custom_adapter_code', { action: 'get', id }],
            ['custom_adapter_config', { action: 'list', code_id: id }],
          ] as const) {
            const { content, isError } = await other.call(tool, args);
            assert.equal(isError, true);
            assert.equal(JSON.parse(content[0]?.text ?? '').code, 'forbidden');
          }
        } finally {
          await other.close();
        }
      });
    });
  }
});
