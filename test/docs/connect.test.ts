import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { welcome } from '../../src/cli/welcome.js';
import { clientBlocks } from '../../src/web/pages/mcp-tools/client-blocks.js';
import { blocksOf, sectionOf } from './blocks.js';

const PAGE = readFileSync('docs/connect.md', 'utf8');
const SETTINGS = {
  mcpUrl: 'http://localhost:3000/integrations/mcp/',
  clientId: 'YOUR_CLIENT_ID',
  secret: 'YOUR_CLIENT_SECRET',
};
const MOST_BYTES = 150 * 1024;

/** The part about one client. */
const partOf = (client: string): string =>
  sectionOf(PAGE, '3.')
    .split('\n### ')
    .find((part) => part.startsWith(client)) ?? '';

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ');

describe('docs/connect.md', () => {
  const blocks = clientBlocks({ ...SETTINGS, selfService: false });

  for (const { client, place, text } of blocks) {
    it(`has the block of ${client} as the page MCP Tools shows it`, () => {
      const part = partOf(client);
      assert.equal(blocksOf(part)[0]?.text.trimEnd(), text);
      assert.ok(inOneLine(part).includes(place), place);
    });
  }

  it('shows what the first start prints', () => {
    const url = 'http://localhost:3000';
    const tokenExpires = new Date(0);
    const secrets = { username: 'admin', password: '…', token: '…', tokenExpires };
    const printed = welcome({ url, mcpUrl: SETTINGS.mcpUrl }, secrets, 'http://127.0.0.1:3001');
    const shown = blocksOf(PAGE).find(({ language }) => language === 'text');
    assert.equal(shown?.text, `${printed.replace('1970-01-01', '…')}\n`);
  });

  it('has every way without mcp-remote, and no other', () => {
    const ways = [...blocks, ...clientBlocks({ ...SETTINGS, selfService: true })].flatMap(({ more }) => more);
    const texts = blocksOf(sectionOf(PAGE, 'Without')).map(({ text }) => text.trimEnd());
    assert.deepEqual(
      texts.filter((text) => !text.startsWith('GATEWAY_')),
      ways.map(({ text }) => text),
    );
  });

  it('shows every picture that there is, in few bytes each, and says what it shows', () => {
    const shown = [...PAGE.matchAll(/!\[([^\]]+)\]\(images\/([^)]+)\)/g)].map(([, , name]) => name as string);
    const there = readdirSync('docs/images').filter((name) => name.endsWith('.png'));
    assert.deepEqual(shown.toSorted(), there.toSorted());
    for (const name of there) assert.ok(statSync(`docs/images/${name}`).size < MOST_BYTES, name);
    const script = readFileSync('test/docs/screenshots.ts', 'utf8');
    for (const name of there)
      assert.ok(script.includes(`'${name.replace('.png', '')}'`), `${name} comes from no script`);
  });
});
