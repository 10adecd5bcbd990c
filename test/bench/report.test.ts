import assert from 'node:assert/strict';
import { markdownTable, replaced } from '../../bench/report.js';

const PAGE = `# Performance

<!-- calls -->

old

<!-- /calls -->

By hand.

<!-- start -->
<!-- /start -->
`;

describe('bench: the page of results', () => {
  it('has one section replaced, and keeps the rest', () => {
    assert.equal(replaced(PAGE, 'calls', '\nnew\n'), PAGE.replace('old', 'new'));
    assert.equal(replaced(replaced(PAGE, 'calls', 'new'), 'calls', 'old'), PAGE);
    assert.match(replaced(PAGE, 'start', '$& 1'), /By hand\.\n\n<!-- start -->\n\n\$& 1\n\n<!-- \/start -->\n$/);
  });

  it('takes nothing for a section that it does not have', () => {
    assert.throws(() => replaced(PAGE, 'engine', 'new'), /has no section "engine"/);
  });

  it('has numbers to the right', () => {
    const rows = [
      ['', 'ms'],
      ['start', '600'],
    ];
    assert.equal(markdownTable(rows), '|  | ms |\n| --- | --: |\n| start | 600 |');
  });
});
