import assert from 'node:assert/strict';
import { registry } from '../../generated/registry.js';
import { clients, type TestClient } from './clients.js';
import { startTestGateway, type TestGateway } from './gateway.js';

describe('the prompts that the examples of the catalog make', () => {
  let gateway: TestGateway;
  const people: Record<string, { id: number; token: string }> = {};
  before(async () => {
    gateway = await startTestGateway();
    people.root = await gateway.user('root', 'superuser');
    people.builder = await gateway.user('builder');
    people.reader = await gateway.user('reader');
    const { queries } = gateway;
    const signal = new AbortController().signal;
    const write = (name: string) =>
      queries.components.write(
        {},
        { integrationId: null, name, userId: people.builder?.id as number, now: new Date(), signal },
      );
    for (const name of ['Loan Booking', 'Loan Pricing', 'Cards']) await write(name);
    for (let i = 0; i < 101; i++) await write(`Many ${i}`);
    await gateway.grant(people.reader.id, 'Loan Booking', 'read');
    await gateway.grant(people.reader.id, 'Cards', 'execute');
  });
  after(() => gateway.stop());

  for (const [name, connect] of clients) {
    describe(name, () => {
      const opened: Record<string, TestClient> = {};
      const as = async (person: string) => {
        opened[person] ??= await connect(gateway.mcpUrl, people[person]?.token as string);
        return opened[person];
      };
      after(async () => {
        for (const client of Object.values(opened)) await client.close();
      });

      it('are listed, all of them to whoever may use all tools', async () => {
        const wanted = registry.prompts.map((prompt) => prompt.name);
        assert(wanted.includes('show_structure') && wanted.includes('add_service_request'));
        assert.deepEqual(await (await as('root')).prompts(), wanted);
      });

      it('are not shown to whoever may not use their tools', async () => {
        const shown = await (await as('builder')).prompts();
        assert(shown.includes('run_integration'));
        assert(!shown.includes('explain_failure'), 'which needs the run history');
        assert(!shown.includes('make_frontend'));
        await assert.rejects((await as('builder')).prompt('make_frontend', { name: 'x' }), /Unknown prompt/);
      });

      const filled: [string, { given: [string, Record<string, string>]; want: string }][] = [
        [
          'one gap',
          {
            given: ['show_structure', { integration_name: 'Cards' }],
            want: 'Show me the structure of the Cards integration',
          },
        ],
        [
          'two gaps',
          {
            given: ['add_service_request', { integration_name: 'Loan Booking', what: 'asks for the rate' }],
            want: 'Add a service request to Loan Booking that asks for the rate',
          },
        ],
        ['no gap', { given: ['list_integrations', {}], want: 'Which integrations are switched on?' }],
        [
          'what is written as code',
          {
            given: ['run_integration', { integration_name: '$&', payload: '{"a":"$1"}' }],
            want: 'Run $& with the payload {"a":"$1"}',
          },
        ],
      ];
      for (const [what, { given, want }] of filled) {
        it(`are filled in: ${what}`, async () => {
          assert.equal(await (await as('root')).prompt(...given), want);
        });
      }

      it('say what is missing', async () => {
        await assert.rejects((await as('root')).prompt('show_structure', {}), /Missing: integration_name/);
      });

      const completed: [string, { given: [person: string, prompt: string, value: string]; want: string[] }][] = [
        [
          'a part of the name',
          { given: ['builder', 'show_structure', 'loan'], want: ['Loan Booking', 'Loan Pricing'] },
        ],
        ['what the person may read', { given: ['reader', 'show_structure', ''], want: ['Loan Booking'] }],
        ['what the person may run', { given: ['reader', 'run_integration', ''], want: ['Cards'] }],
        ['what the person may change', { given: ['reader', 'add_service_request', ''], want: [] }],
        ['a wildcard', { given: ['builder', 'show_structure', '%'], want: [] }],
      ];
      for (const [what, { given, want }] of completed) {
        it(`complete the names of integrations: ${what}`, async () => {
          const [person, prompt, value] = given;
          assert.deepEqual((await (await as(person)).complete(prompt, 'integration_name', value)).values, want);
        });
      }

      it('complete with a hundred at the most, and say that there are more', async () => {
        const { values, hasMore } = await (await as('builder')).complete('show_structure', 'integration_name', 'many');
        assert.deepEqual([values.length, hasMore], [100, true]);
      });

      it('complete nothing else', async () => {
        const { values } = await (await as('builder')).complete('add_service_request', 'what', 'f');
        assert.deepEqual(values, []);
      });
    });
  }
});
