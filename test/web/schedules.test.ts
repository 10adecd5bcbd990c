import assert from 'node:assert/strict';
import type { ScheduleRow } from '../../src/queries/schedules.js';
import { assertAccessible, inBrowser } from './browser.js';
import { signedIn } from './signed-in.js';

inBrowser('The pages of schedules', (scene) => {
  let ann: number;
  let bob: number;
  let root: number;
  let integration_id: number;
  const named = async (name: string): Promise<ScheduleRow> => {
    const [found] = await scene.gateway.queries.schedules.named(name);
    assert(found, name);
    return found;
  };
  const add = (name: string, user_id: number) =>
    scene.gateway.queries.schedules.create(
      {
        name,
        integration_id,
        user_id,
        payload: { region: 'north' },
        timing: { interval_ms: 5_400_000 },
        starts_at: '2026-01-01T00:00:00.000Z',
        active: true,
        next_at: '2999-01-01T00:00:00.000Z',
      },
      new Date(),
    );

  before(async () => {
    const { gateway } = scene;
    ann = (await gateway.user('ann', 'standard')).id;
    bob = (await gateway.user('bob')).id;
    root = (await gateway.user('root', 'superuser')).id;
    const { signal } = new AbortController();
    const context = { integrationId: null, name: 'Nightly', userId: root, now: new Date(), signal };
    const written = await gateway.queries.components.write({}, context);
    assert(written.outcome === 'written');
    integration_id = written.structure.id;
    await gateway.grant(ann, 'Nightly', 'read', 'execute');
  });

  it('previews one, adds it, changes it, switches it off and deletes it', async () => {
    const page = await scene.visit(ann);
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await page.goto('/schedules');
    await page.getByText('There is no schedule that you may see.').waitFor();
    await assertAccessible(page);
    await page.getByRole('link', { name: 'Add schedule…' }).click();
    await assertAccessible(page);

    await page.getByLabel('Integration').fill('Secret');
    await page.getByLabel('Name', { exact: true }).fill('Leap days');
    await page.getByLabel('At (UTC)').fill('06:30');
    await page.getByLabel('February').check();
    await page.getByLabel('On these days of the month').fill('30');
    await page.getByLabel('Payload').fill('{');
    await press('Preview');
    await page.getByText('There is no such integration, or you may not see it.').waitFor();
    await page.getByText('No month of these has such a day, so it would never run.').waitFor();
    await page.getByText('The payload is not JSON').waitFor();
    await assertAccessible(page);
    await page.getByLabel('Integration').fill('Nightly');
    await page.getByLabel('On these days of the month').fill('29');
    await page.getByLabel('Not before (UTC)').fill('2027-01-01T00:00');
    await page.getByLabel('Payload').fill('{ "region": "north" }');
    await press('Preview');
    await page.getByText('Nothing is saved yet.').waitFor();
    const preview = page.getByRole('region', { name: 'Preview' });
    assert.deepEqual((await preview.getByRole('listitem').locator('time').allTextContents()).slice(0, 3), [
      '2028-02-29 06:30:00',
      '2032-02-29 06:30:00',
      '2036-02-29 06:30:00',
    ]);
    await preview.getByText('February 2028').waitFor();
    assert.deepEqual(await preview.locator('.due').allTextContents(), ['29, it runs']);
    await assertAccessible(page);
    await press('Add schedule');
    await page.getByText('The schedule is added.').waitFor();
    await assertAccessible(page);
    const added = await named('Leap days');
    assert.deepEqual(
      [added.user_id, added.next_at, added.payload],
      [ann, '2028-02-29T06:30:00.000Z', { region: 'north' }],
    );

    await page.getByLabel('Again and again').check();
    await page.getByLabel('Every').fill('often');
    await press('Save');
    await page.getByText('It must be an interval, like 5m or 1h 30m.').waitFor();
    await page.getByLabel('Every').fill('8h');
    await press('Preview');
    await page.getByText('Nothing is saved yet.').waitFor();
    assert.deepEqual((await page.locator('.due').allTextContents()).slice(0, 2), ['13×', '23×']);
    await press('Save');
    await page.getByText('Saved.').waitFor();
    assert.equal((await named('Leap days')).next_at, '2027-01-01T00:00:00.000Z');
    await press('Switch off');
    await page.getByText('The schedule is switched off.').waitFor();
    await assertAccessible(page);
    await press('Switch on');
    await page.getByText('The schedule is switched on.').waitFor();
    await page.getByText('Delete the schedule…').click();
    await press('Delete Leap days');
    await page.getByText('The schedule is deleted.').waitFor();
    assert.deepEqual(await scene.gateway.queries.schedules.named('Leap days'), []);
  });

  it('tells when it did not run, and fits a phone', async () => {
    const { queries } = scene.gateway;
    const id = Number(await add('Every 90 minutes', ann));
    await queries.schedules.moveOn(id, '2999-01-01T00:00:00.000Z', {
      problem: 'ann may not execute Nightly.',
      problem_at: '2026-11-23T06:00:00.000Z',
    });
    for (const dark of [false, true]) {
      const page = await scene.visit(ann, { width: 390, dark });
      for (const [path, text] of [
        ['/schedules', 'did not run'],
        [`/schedules/${id}`, 'ann may not execute Nightly.'],
        ['/schedules/new', 'By a calendar'],
      ] as const) {
        await page.goto(path);
        await page.getByText(text).first().waitFor();
        await assertAccessible(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert(wide <= 0, `${path} is ${wide} pixels wider than a phone`);
      }
    }
    await queries.schedules.delete(id);
  });

  it('lets others see what they may read, and stop what they may write', async () => {
    const { gateway } = scene;
    const id = Number(await add('Ann’s', ann));
    const path = `/schedules/${id}`;
    const visitor = await signedIn(gateway, bob);
    assert.equal((await visitor.get(path)).status, 404);
    assert.equal((await visitor.post(`${path}/active`)).status, 404);
    await gateway.grant(bob, 'Nightly', 'read');
    const seen = await (await visitor.get(path)).text();
    assert(seen.includes('Ann’s') && !seen.includes('Switch off') && !seen.includes('Settings'));
    for (const action of ['', '/active', '/delete'])
      assert.equal(
        (await visitor.post(path + action, { name: 'x', kind: 'interval', every: '1d' })).status,
        403,
        action,
      );
    await gateway.grant(bob, 'Nightly', 'write');
    assert((await (await visitor.get(path)).text()).includes('Switch off'));
    assert.equal((await visitor.post(`${path}/active`, { active: 'on' })).status, 403);
    assert.equal((await visitor.post(`${path}/active`)).status, 303);
    assert.equal((await named('Ann’s')).active, false);
    assert.equal((await visitor.post(`${path}/delete`)).status, 303);
  });

  it('lets superusers choose as whom it runs', async () => {
    const visitor = await signedIn(scene.gateway, root);
    const typed = { name: 'For ann', integration: 'Nightly', kind: 'interval', every: '1d', payload: '{}' };
    assert.match(
      await (await visitor.post('/schedules/new', { ...typed, user: 'eve' })).text(),
      /There is no such user/,
    );
    assert.match(await (await visitor.post('/schedules/new', { ...typed, user: 'bob' })).text(), /bob may not execute/);
    assert.equal((await visitor.post('/schedules/new', { ...typed, user: 'ann' })).status, 303);
    assert.equal((await named('For ann')).user_id, ann);
    const other = await signedIn(scene.gateway, ann);
    assert.equal((await other.post('/schedules/new', { ...typed, name: 'For root', user: 'root' })).status, 303);
    assert.equal((await named('For root')).user_id, ann);
  });
});
