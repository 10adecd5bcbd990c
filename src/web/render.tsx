import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Page } from './answer.js';
import { Layout } from './layout.js';
import type { Visit } from './visit.js';
import { VisitContext } from './visit-context.js';

export const renderPage = ({ title, body, alone = false }: Page, visit: Visit | null): string =>
  `<!doctype html>\n${renderToString(
    <VisitContext.Provider value={visit}>
      <Layout title={title} alone={alone}>
        {body}
      </Layout>
    </VisitContext.Provider>,
  )}`;

export const renderFragment = (body: ComponentChildren, visit: Visit): string =>
  renderToString(<VisitContext.Provider value={visit}>{body}</VisitContext.Provider>);

export const renderErrorPage = (
  { title, message, status }: { title: string; message: string; status: number },
  visit: Visit | null,
): string =>
  renderPage(
    {
      kind: 'page',
      title,
      status,
      body: (
        <section class="narrow">
          <h1>{title}</h1>
          <p>{message}</p>
          <p>
            <a href="/">To the start page</a>
          </p>
        </section>
      ),
    },
    visit,
  );
