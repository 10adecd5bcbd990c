import assert from 'node:assert/strict';
import { MockCore, mockCoreLimits, NoCustomerError } from '../../src/mockcore/mock-core.js';
import { page } from '../../src/mockcore/page.js';
import { person } from '../../src/mockcore/people.js';
import { type RunningMockCore, startMockCore } from '../../src/mockcore/start-mock-core.js';
import { story, storyIds } from '../../src/mockcore/stories.js';

const NOW = new Date('2026-11-22T09:30:00.000Z');
const MARTE = {
  Name: { FirstName: 'Marte', LastName: 'Hanssen' },
  EmailAddresses: {
    EmailAddress: [{ ElectronicAddressLines: { ElectronicAddressLine: [{ AddrLine: 'marte@example.com' }] } }],
  },
  Identification: { DateOfBirth: '1948-03-02T07:02:33.244Z' },
  PersTyps: { PersTyp: [{ PersonTypeCode: 'individual' }] },
};

describe('MockCore', () => {
  it('reads a person out of the groups of DNA', () => {
    const core = new MockCore(() => NOW);
    assert.deepEqual(core.createCustomer(MARTE), {
      id: 100_001,
      received_at: NOW.toISOString(),
      first_name: 'Marte',
      last_name: 'Hanssen',
      email: 'marte@example.com',
      date_of_birth: '1948-03-02T07:02:33.244Z',
      person_type: 'individual',
      received: MARTE,
    });
    assert.equal(core.createCustomer({ Name: { FirstName: 'A', LastName: 'B' } }).id, 100_002);
  });

  const refused: [string, { given: unknown; want: RegExp }][] = [
    ['a list', { given: [], want: /must be a JSON object/ }],
    ['nobody', { given: {}, want: /^Name.FirstName is required/ }],
    ['half a name', { given: { Name: { FirstName: 'A' } }, want: /^Name.LastName is required/ }],
    ['a name that is a number', { given: { Name: { FirstName: 1, LastName: 'B' } }, want: /^Name.FirstName/ }],
    ['a name of every object', { given: { Name: 'constructor' }, want: /^Name.FirstName/ }],
  ];
  for (const [name, { given, want }] of refused) {
    it(`refuses ${name}`, () => {
      const core = new MockCore(() => NOW);
      assert.throws(
        () => core.createCustomer(given),
        (error: Error) => error instanceof NoCustomerError && want.test(error.message),
      );
      assert.equal(core.customers.length, 0);
    });
  }

  it('keeps the last of each', () => {
    const core = new MockCore(() => NOW);
    for (let n = 0; n < mockCoreLimits.kept + 5; n++) {
      core.createCustomer(MARTE);
      core.record({ method: 'GET', path: `/${n}`, status: 200, problem: null });
    }
    assert.equal(core.customers.length, mockCoreLimits.kept);
    assert.equal(core.customers[0]?.id, 100_006);
    assert.equal(core.requests[0]?.path, '/5');
    core.clear();
    assert.equal(core.customers.length + core.requests.length, 0);
  });
});

describe('the page of the mock core', () => {
  it('shows whatever it was sent as text', () => {
    const core = new MockCore(() => NOW);
    const evil = '<script>alert(1)</script>"\'&';
    core.createCustomer({ Name: { FirstName: evil, LastName: evil }, [evil]: evil });
    core.record({ method: 'GET', path: `/${evil}`, status: 404, problem: evil });
    const html = page(core);
    assert.doesNotMatch(html, /<script|style=|onerror=/);
    assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt;&quot;&#39;&amp;/);
  });
});

describe('the invented people and stories', () => {
  it('are always the same', () => {
    const marte = person(0, NOW);
    assert.deepEqual(marte.name, { title: 'Ms', first: 'Marte', last: 'Hanssen' });
    assert.deepEqual(marte.dob, { date: '1948-03-02T07:02:33.244Z', age: 78 });
    assert.deepEqual(person(17, NOW), person(17, NOW));
    assert.equal(new Set(Array.from({ length: 100 }, (_, n) => person(n, NOW).email)).size > 50, true);
  });

  it('have the shape of Hacker News', () => {
    const ids = storyIds();
    assert.equal(ids.length, 500);
    for (const id of ids) assert.equal(story(id)?.id, id);
    assert.equal(story((ids[0] as number) + 1), null);
    assert.equal(story(Number.NaN), null);
  });
});

describe('the mock core over HTTP', () => {
  let running: RunningMockCore;
  before(async () => {
    running = await startMockCore({ port: 0, now: () => NOW });
  });
  beforeEach(() => running.core.clear());
  after(() => running.stop());

  const post = (body: string, type = 'application/json') =>
    fetch(`${running.url}/api/integration/fiservdna/person_maintenance`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });

  it('makes customers, and lists them', async () => {
    const response = await post(JSON.stringify(MARTE));
    assert.equal(response.status, 201);
    const { id } = (await response.json()) as { id: number };
    const listed = (await (await fetch(`${running.url}/api/customers`)).json()) as {
      total: number;
      customers: { id: number }[];
    };
    assert.equal(listed.total, 1);
    assert.equal(listed.customers[0]?.id, id);
  });

  const refused: [string, { given: [body: string, type?: string]; want: [number, RegExp] }][] = [
    ['what is no JSON', { given: ['{'], want: [400, /not JSON/] }],
    [
      'what says that it is no JSON',
      { given: ['a=1', 'application/x-www-form-urlencoded'], want: [415, /Content-Type/] },
    ],
    ['nobody', { given: ['{}'], want: [400, /Name.FirstName/] }],
    ['too much', { given: [`"${'x'.repeat(mockCoreLimits.bodyBytes)}"`], want: [413, /./] }],
  ];
  for (const [name, { given, want }] of refused) {
    it(`refuses ${name}, and shows that it did`, async () => {
      const response = await post(...given);
      assert.equal(response.status, want[0]);
      const { error } = (await response.json()) as { error: { message: string } };
      assert.match(error.message, want[1]);
      assert.equal(running.core.requests[0]?.problem, error.message);
      assert.equal(running.core.customers.length, 0);
    });
  }

  it('hands out people in a series, and stories', async () => {
    const json = async (path: string) => (await fetch(`${running.url}${path}`)).json();
    const first = (await json('/api/randomuser')) as { results: { name: { first: string } }[] };
    assert.equal(first.results[0]?.name.first, 'Marte');
    const two = (await json('/api/randomuser?results=2')) as { results: { name: { first: string } }[] };
    assert.deepEqual(
      two.results.map(({ name }) => name.first),
      ['Jonas', 'Ines'],
    );
    const ids = (await json('/v0/newstories.json')) as number[];
    assert.equal(((await json(`/v0/item/${ids[7]}.json`)) as { id: number }).id, ids[7]);
    assert.equal(await json('/v0/item/1.json'), null);
    assert.equal((await fetch(`${running.url}/nothing`)).status, 404);
  });

  it('shows its page under a strict policy', async () => {
    await post(JSON.stringify(MARTE));
    const response = await fetch(running.url);
    assert.match(response.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'self';/);
    assert.match(await response.text(), /Marte Hanssen/);
    const style = await fetch(`${running.url}/style.css`);
    assert.match(style.headers.get('content-type') ?? '', /^text\/css/);
    assert.equal(running.core.requests.length, 1);
  });
});
