import Koa from 'koa';
import { answerFrom } from './answer.js';
import { listenAndTell } from './listening.js';

/** Koa answering a fixed text, as long as the answer of the others: what a call costs at the least. Arguments as for the gateway. */
const [, databaseFile] = process.argv.slice(2) as [string, string];
const answer = await answerFrom(databaseFile);
const fixed = JSON.stringify({ jsonrpc: '2.0', id: 1, result: { resultType: 'complete', ...(await answer()) } });

const app = new Koa();
app.use((ctx) => {
  ctx.type = 'application/json';
  ctx.body = fixed;
});
listenAndTell(app.callback());
