import type { FrontendRow } from '../../../queries/frontends.js';
import { type Answer, download, redirect } from '../../answer.js';
import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound } from '../../web-error.js';
import { pathId } from '../people/path-id.js';
import { frontendListPage } from './frontend-list.js';
import { type FrontendPageProblem, frontendPage } from './frontend-page.js';
import { refusalOf } from './refused.js';
import { frontendServingRoutes } from './serving.js';

/** Frontends (domain.md 7): everybody opens them at /frontends/…; whoever has the right changes them at /frontends/~…, which is the path of none. */
export function frontendRoutes(services: SiteServices): Route[] {
  const { frontends, queries } = services;

  async function frontendOf(visit: Visit): Promise<FrontendRow> {
    const frontend = await queries.frontends.byId(pathId(visit));
    if (!frontend) throw notFound('frontend');
    return frontend;
  }

  async function create(visit: Visit): Promise<Answer> {
    const { form } = visit;
    const [name, domains] = [form.text('name'), form.text('domains')];
    try {
      const { id } = await frontends.create(name, linesOf(domains), form.file('zip')?.content ?? null);
      return redirect(`/frontends/~${id}?done=created`);
    } catch (error) {
      return frontendListPage(services, visit, { name, domains, refusal: refusalOf(error) });
    }
  }

  /** Does something with the path's frontend, and shows it again. */
  const then =
    (done: string, change: (visit: Visit, frontend: FrontendRow) => Promise<unknown>) =>
    async (visit: Visit): Promise<Answer> => {
      const frontend = await frontendOf(visit);
      try {
        await change(visit, frontend);
      } catch (error) {
        const problem: FrontendPageProblem = {
          refusal: refusalOf(error),
          ...(done === 'saved' && { typed: typedIn(visit) }),
        };
        return frontendPage(services, frontend, problem);
      }
      return redirect(done === 'deleted' ? '/frontends?done=deleted' : `/frontends/~${frontend.id}?done=${done}`);
    };

  return [
    get('/frontends', 'user', (visit) => frontendListPage(services, visit)),
    post('/frontends', 'frontends', create, { body: 'files' }),
    get('/frontends/~:id', 'frontends', async (visit) => frontendPage(services, await frontendOf(visit))),
    post(
      '/frontends/~:id',
      'frontends',
      then('saved', (visit, { id }) => {
        const { name, domains } = typedIn(visit);
        return frontends.change(id, { name, domains: linesOf(domains) });
      }),
    ),
    get('/frontends/~:id/zip', 'frontends', async (visit) => {
      const frontend = await frontendOf(visit);
      return download(`${frontend.path}.zip`, 'application/zip', await frontends.zip(frontend));
    }),
    post(
      '/frontends/~:id/zip',
      'frontends',
      then('replaced', ({ form }, frontend) =>
        frontends.replace(frontend, form.file('zip')?.content ?? Buffer.alloc(0)),
      ),
      { body: 'files' },
    ),
    post(
      '/frontends/~:id/delete',
      'frontends',
      then('deleted', (_visit, { id }) => frontends.delete(id)),
    ),
    ...frontendServingRoutes(services),
  ];
}

const typedIn = ({ form }: Visit) => ({ name: form.text('name'), domains: form.text('domains') });

const linesOf = (text: string): string[] => text.split(/[\s,]+/).filter((line) => line !== '');
