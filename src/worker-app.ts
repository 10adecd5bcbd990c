import Koa from 'koa';

/** What a process answers that takes jobs and serves nobody. */
export function createWorkerApp(): Koa {
  const app = new Koa();
  app.silent = true;
  app.use((ctx) => {
    ctx.status = 404;
    ctx.body = {
      code: 'not_found',
      message: 'This process does jobs and serves nobody; ask one with the role web or all.',
    };
  });
  return app;
}
