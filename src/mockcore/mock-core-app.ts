import Router from '@koa/router';
import Koa, { type Context, type Middleware } from 'koa';
import { BodyRefused } from '../request/body-refused.js';
import { parseJson } from '../request/json.js';
import { receiveAll } from '../request/receive.js';
import { type MockCore, mockCoreLimits, NoCustomerError } from './mock-core.js';
import { page } from './page.js';
import { person } from './people.js';
import { story, storyIds } from './stories.js';
import { STYLE } from './style.js';

const MOST_PEOPLE = 100;

/** The mock core over HTTP, and beside it what the example integrations ask of the internet. */
export function createMockCoreApp(core: MockCore, now: () => Date): Koa {
  const app = new Koa();
  const router = new Router();
  let people = 0;

  router.post('/api/integration/fiservdna/person_maintenance', async (ctx) => {
    if (!ctx.is('json')) throw new BodyRefused(415, 'Content-Type must be application/json.');
    const { id } = core.createCustomer(parseJson(await receiveAll(ctx.req, { bytes: mockCoreLimits.bodyBytes })));
    ctx.status = 201;
    ctx.body = { id, status: 'created' };
  });

  router.get('/api/customers', (ctx) => {
    ctx.body = { total: core.customers.length, customers: core.customers };
  });

  router.get('/api/randomuser', (ctx) => {
    const wanted = Number(ctx.query.results ?? 1);
    const count = Number.isInteger(wanted) && wanted >= 1 ? Math.min(wanted, MOST_PEOPLE) : 1;
    const results = Array.from({ length: count }, (_, at) => person(people + at, now()));
    people += count;
    ctx.body = { results, info: { seed: 'mockcore', results: count, page: 1, version: '1.4' } };
  });

  router.get('/v0/newstories.json', (ctx) => {
    ctx.body = storyIds();
  });

  router.get('/v0/item/:id.json', (ctx) => {
    // Koa would answer null with no body; the real service answers with the word.
    ctx.type = 'json';
    ctx.body = JSON.stringify(story(Number(ctx.params.id)));
  });

  router.get('/', (ctx) => {
    ctx.type = 'html';
    ctx.body = page(core);
  });

  router.get('/style.css', (ctx) => {
    ctx.type = 'css';
    ctx.body = STYLE;
  });

  app.use(safeHeaders).use(answered(core)).use(router.routes());
  return app;
}

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

const safeHeaders: Middleware = async (ctx, next) => {
  ctx.set({
    'Content-Security-Policy': POLICY.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  });
  await next();
};

/** Answers mistakes as JSON, and keeps what was asked of the core; what people look at is not of interest. */
const answered =
  (core: MockCore): Middleware =>
  async (ctx, next) => {
    let problem: string | null = null;
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined) problem = `There is nothing at ${ctx.method} ${ctx.path}.`;
    } catch (error) {
      problem = (error as Error).message;
      ctx.status = statusOf(error);
    }
    if (problem !== null) {
      const { status } = ctx;
      ctx.body = { error: { message: problem } };
      ctx.status = status;
    }
    if (ofInterest(ctx)) core.record({ method: ctx.method, path: ctx.url.slice(0, 200), status: ctx.status, problem });
  };

const ofInterest = ({ path }: Context): boolean => !['/', '/style.css', '/favicon.ico'].includes(path);

function statusOf(error: unknown): number {
  if (error instanceof BodyRefused) return error.status;
  if (error instanceof NoCustomerError) return 400;
  return 500;
}
