import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { step, storeRun } from '../queries/run-scene.js';
import { assertAccessible, inBrowser } from './browser.js';
import { type RunsScene, runsScene } from './runs-scene.js';

inBrowser('The run history', (scene) => {
  let runs: RunsScene;
  before(async () => {
    runs = await runsScene(scene.gateway);
  });

  const clipboard = (page: Page): Promise<string> => page.evaluate('navigator.clipboard.readText()');
  const ids = (page: Page): Promise<string[]> => page.locator('table.runs tbody th').allTextContents();

  it('finds runs by filters that stand in the address', async () => {
    const page = await scene.visit(runs.ann.id);
    await page.goto('/runs');
    assert.equal((await ids(page)).includes(String(runs.called)), false);
    await page.getByRole('img', { name: 'Runs by outcome, and how long they took' }).waitFor();
    await page.getByText('The same as a table').click();
    await page.getByRole('columnheader', { name: '95th percentile' }).waitFor();
    await assertAccessible(page);

    await page.getByLabel('Outcome', { exact: true }).selectOption('failure');
    await page.getByText('Integrations: all').click();
    await page.getByLabel('loans').check();
    await page.getByLabel('Text', { exact: true }).fill('amount');
    await page.keyboard.press('Enter');
    await page.getByText('Integrations: loans').waitFor();
    const { search } = new URL(page.url());
    assert.equal(search, '?status=failure&integration=loans&text=amount');
    assert.deepEqual(await ids(page), [String(runs.failed)]);
    await page.getByRole('link', { name: 'step 1' }).waitFor();
    await page.getByText('whatever their steps and texts').waitFor();
    await page.getByRole('link', { name: 'Reset' }).click();
    await page.waitForURL('**/runs');
    assert((await ids(page)).length > 4);
  });

  it('shows them on a phone in the dark', async () => {
    const page = await scene.visit(runs.ann.id, { width: 390, dark: true });
    await page.goto('/runs?sub=on&debug=on');
    assert((await ids(page)).includes(String(runs.called)));
    await assertAccessible(page);
    await page.goto(`/runs/${runs.failed}?debug=on`);
    await assertAccessible(page);
  });

  it('brings itself up to date when asked to', async () => {
    const page = await scene.visit(runs.ann.id);
    await page.clock.install();
    await page.goto('/runs');
    await page.getByRole('link', { name: 'Live: off' }).click();
    await page.getByRole('link', { name: 'Live: on' }).waitFor();
    const id = await storeRun({ queries: scene.gateway.queries, userId: runs.ann.id }, runs.loans, {
      started_at: new Date().toISOString(),
    });
    await page.clock.runFor(5_000);
    await page.getByRole('link', { name: String(id), exact: true }).waitFor();
  });

  it('says what is wrong with a filter', async () => {
    const page = await scene.visit(runs.ann.id);
    const wrong: [string, number, string][] = [
      ['/runs?start=yesterday', 400, 'This is no date.'],
      ['/runs?text=%2B%2B', 400, 'There is no letter or digit in it.'],
      ['/runs?after=nonsense', 400, 'This address leads to no page of these runs.'],
      ['/runs?integration=nothing', 404, 'There is no integration "nothing" whose runs you may see.'],
    ];
    for (const [path, status, text] of wrong) {
      assert.equal((await page.goto(path))?.status(), status);
      await page.getByText(text).waitFor();
    }
    await page.goto('/runs?user=nobody');
    await page.getByText('No run fits these filters.').waitFor();
  });

  it('leads from a failed run to what failed', async () => {
    const page = await scene.visit(runs.ann.id);
    await page.goto(`/runs/${runs.failed}`);
    const failure = page.getByRole('region', { name: 'What failed' });
    const place = failure.getByRole('link', { name: 'field mapping street, value' });
    assert.match(
      (await place.getAttribute('href')) ?? '',
      new RegExp(`^/integrations/${runs.loans}#fieldmapping-\\d+$`),
    );
    await failure.getByText(', line 2, column').first().waitFor();
    await page.getByText('customer:4711').waitFor();
    const again = page.getByRole('link', { name: 'Run again with the same input' });
    assert.equal(await again.getAttribute('href'), `/integrations/${runs.loans}?from_run=${runs.failed}#run`);
    assert.equal(await page.getByText('seen', { exact: true }).count(), 0);
    await page.getByRole('link', { name: 'Show DEBUG and INFO steps (1)' }).click();
    await page.getByText('seen', { exact: true }).waitFor();
    await assertAccessible(page);
  });

  it('finds and copies what the steps hold', async () => {
    const page = await scene.visit(runs.ann.id);
    await page.goto(`/runs/${runs.good}`);
    const field = page.getByLabel('Find in the steps on this page');
    const at = (path: string) => page.locator(`#step-1 [data-path='${path}']`);
    await field.fill('vip');
    const tag = at('.content.payload.customer.tags[1]');
    await tag.waitFor();
    await page.getByText('Found in 1 place.').waitFor();
    assert.equal(await at('.content.payload.amount').isVisible(), false);
    await tag.hover();
    await tag.getByRole('button', { name: 'Copy path' }).click();
    await page.getByText('Copied', { exact: true }).waitFor();
    assert.equal(await clipboard(page), '.content.payload.customer.tags[1]');

    await field.fill('.customer["first');
    const name = at('.content.payload.customer["first name"]');
    await name.waitFor();
    await name.hover();
    await name.getByRole('button', { name: 'Copy value' }).click();
    await page.waitForFunction('navigator.clipboard.readText().then((text) => text === "Ada")');

    await field.fill('');
    await page.locator('#step-1 .found').waitFor({ state: 'detached' });
    assert.equal(await name.isVisible(), false);
    await page.locator('#step-1 summary').first().click();
    const customer = at('.content.payload.customer');
    await customer.locator(':scope > .tools').getByRole('button', { name: 'Copy value' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction('navigator.clipboard.readText().then((text) => text.startsWith("{"))');
    assert.deepEqual(JSON.parse(await clipboard(page)), { 'first name': 'Ada', tags: ['new', 'vip'] });
  });

  it('unfolds the runs that a run has started', async () => {
    const page = await scene.visit(runs.ann.id);
    await page.goto(`/runs/${runs.caller}`);
    await page.getByText('CALLINT').click();
    await page.getByText(/Its steps: \d/).click();
    await page.locator('.child').getByText('letter').waitFor();
    await page
      .locator('.child')
      .getByRole('link', { name: String(runs.called), exact: true })
      .click();
    await page.getByRole('heading', { name: `Run ${runs.called}` }).waitFor();
    await page.getByText('Parent run').waitFor();
  });

  it('names the requests that were given a run’s answer', async () => {
    const page = await scene.visit(runs.ann.id);
    await page.goto(`/runs/${runs.good}`);
    await page.getByRole('link', { name: `run ${runs.repeated}` }).click();
    await page.getByText('It repeated a request').waitFor();
    await page.getByText('It cannot be run again with the same input').waitFor();
  });

  it('keeps masked what is masked', async () => {
    const page = await scene.visit(runs.ann.id);
    await page.goto(`/runs/${runs.masked}`);
    assert.equal((await page.content()).includes('123-45-6789'), false);
    await page.getByText(`The input of run ${runs.masked} was masked in part.`).waitFor();
  });

  it('cuts what is large, and has all of it elsewhere', async () => {
    const page = await scene.visit(runs.ann.id);
    await page.goto(`/runs/${runs.large}`);
    await page.locator('#step-1 summary').first().click();
    await page.getByRole('link', { name: '… 3000 more characters' }).waitFor();
    await page.locator('#step-2 summary').first().click();
    await page.getByText('It is too large to be shown among the others.').waitFor();
    await page.getByRole('link', { name: 'Show it by itself' }).click();
    await page.getByRole('heading', { name: `Step 2 of run ${runs.large}` }).waitFor();
    await page.locator('[data-path=".response.payload[2099]"]').waitFor({ state: 'attached' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as JSON' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), `run-${runs.large}-step-2.json`);
  });

  it('shows steps page by page', async () => {
    const own = { queries: scene.gateway.queries, userId: runs.ann.id };
    const steps = Array.from({ length: 101 }, (_, index) => step('REQUEST', { label: `call ${index + 1}` }));
    const page = await scene.visit(runs.ann.id);
    await page.goto(`/runs/${await storeRun(own, runs.loans, { steps })}`);
    assert.equal(await page.getByText('call 101').count(), 0);
    await page.getByRole('link', { name: 'Further steps' }).click();
    await page.getByText('call 101').waitFor();
    assert.equal(await page.getByText('call 1', { exact: true }).count(), 0);
  });

  it('follows a run until it has ended', async () => {
    const { queries } = scene.gateway;
    const page = await scene.visit(runs.ann.id);
    await page.clock.install();
    await page.goto(`/runs/${runs.running}`);
    await page.getByText('still running').waitFor();
    await queries.runs.record(runs.running, [step('OUTPUT', { sequence: 2, content: '{"status":200}' })], []);
    const end = { finished_at: new Date().toISOString(), milliseconds: 1234, output_status: 200, input_masked: false };
    await queries.runs.finish(runs.running, { status: 'success', error_type: null, error_message: null, ...end });
    await page.clock.runFor(5_000);
    await page.getByText('1.23 s').waitFor();
    assert.equal(await page.locator('[data-refresh][data-paused]').count(), 1);
  });

  it('does not exist for whoever may not see it', async () => {
    const page = await scene.visit(runs.bob.id);
    await page.goto('/runs');
    await page.getByText('There are no runs yet that you may see.').waitFor();
    const { queries } = scene.gateway;
    const [item] = await queries.runHistory.items(runs.good, 0, 1);
    const paths = ['', '/live', `/steps/${item?.id}`, `/steps/${item?.id}/json`].map(
      (end) => `/runs/${runs.good}${end}`,
    );
    for (const path of [...paths, '/runs/999999', '/runs/x', '/runs/1.5']) {
      assert.equal((await page.request.get(path)).status(), 404, path);
    }
    assert.equal((await page.request.get('/runs?integration=loans')).status(), 404);

    await scene.gateway.grant(runs.bob.id, 'loans', 'read', 'execute');
    assert.equal((await page.request.get(`/runs/${runs.good}`)).status(), 404);
    await scene.gateway.grant(runs.bob.id, 'caller', 'debug');
    // A step of another run is none of this one.
    assert.equal((await page.request.get(`/runs/${runs.caller}/steps/${item?.id}`)).status(), 404);
    await page.goto(`/runs/${runs.caller}`);
    assert.equal(await page.locator('.child').count(), 0);
    assert.equal(await page.getByText('Run again').count(), 0);
    assert.equal(await page.getByRole('link', { name: 'caller', exact: true }).count(), 0);
  });
});
