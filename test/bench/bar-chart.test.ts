import assert from 'node:assert/strict';
import { barChart } from '../../bench/bar-chart.js';

const bar = (label: string, value: number) => ({ label, value, from: value - 1, to: value + 1, isOurs: false });

describe('bench: a bar chart', () => {
  const svg = barChart({ title: 'CPU <a call>', bars: [bar('A & B', 10), { ...bar('C', 40), isOurs: true }] });

  it('has bars as long as their values', () => {
    const widths = [...svg.matchAll(/class="bar[^"]*"[^>]* width="([\d.]+)"/g)].map(([, width]) => Number(width));
    assert.equal(widths.length, 2);
    const [short = 0, long = 0] = widths;
    assert.ok(Math.abs(long / short - 4) < 0.01, `${widths}`);
  });

  it('says what it shows', () => {
    assert.match(svg, /<title>CPU &lt;a call&gt;<\/title>/);
    assert.match(svg, /<desc>A &amp; B: 10; C: 40<\/desc>/);
    assert.match(svg, /class="bar ours"/);
  });
});
