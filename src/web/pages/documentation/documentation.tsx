import type { Page } from '../../../documentation/page.js';
import { INDEX, pageAddress } from '../../../documentation/page-address.js';
import { page, redirect, served } from '../../answer.js';
import { Heading } from '../../parts/heading.js';
import { get, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import { notFound } from '../../web-error.js';
import { Article } from './article.js';
import { Contents } from './contents.js';
import type { Targets } from './inline.js';
import { linkTarget, pictureTarget } from './link-target.js';
import { MOST_LETTERS, SearchForm } from './search-form.js';
import { SearchResults } from './search-results.js';

const HOME = { path: pageAddress(INDEX), name: 'Documentation' };

/** A picture changes with a new release alone. */
const pictureHeaders = (name: string) => ({
  'Content-Type': name.endsWith('.svg') ? 'image/svg+xml' : 'image/png',
  'Cache-Control': 'private, max-age=3600',
});

/** The documentation, for whoever is signed in. */
export function documentationRoutes({ documentation }: SiteServices): Route[] {
  const found = async (name: string): Promise<{ shown: Page; targets: Targets }> => {
    const pages = await documentation.pages();
    const shown = pages.get(name);
    if (!shown) throw notFound();
    const link = (href: string) => linkTarget(href, shown, pages);
    return { shown, targets: { link, picture: (href) => pictureTarget(href, shown) } };
  };

  return [
    get('/docs', 'user', async ({ query }) => {
      const question = (query.get('q') ?? '').slice(0, MOST_LETTERS).trim();
      if (question !== '')
        return page(
          `${question}: documentation`,
          <>
            <Heading title="Found in the documentation" above={[HOME]} />
            <SearchForm question={question} />
            <SearchResults answers={await documentation.ask(question)} />
          </>,
        );
      const { shown: index, targets } = await found(INDEX);
      return page(
        index.title,
        <>
          <Heading title={index.title} />
          <SearchForm question="" />
          <Article page={index} targets={targets} />
        </>,
      );
    }),

    get('/docs/images/:name', 'user', async ({ params }) => {
      const { name = '' } = params;
      const content = await documentation.picture(name);
      if (!content) throw notFound('picture');
      return served(200, pictureHeaders(name), content);
    }),

    get('/docs/:name', 'user', async ({ params }) => {
      const name = (params.name ?? '').replace(/\.md$/, '').toLowerCase();
      const { shown, targets } = await found(name);
      if (shown.url !== `/docs/${params.name}`) return redirect(shown.url);
      return page(
        shown.title,
        <>
          <Heading title={shown.title} above={[HOME]} />
          <div class="with-contents">
            <Contents page={shown} />
            <Article page={shown} targets={targets} />
          </div>
        </>,
      );
    }),
  ];
}
