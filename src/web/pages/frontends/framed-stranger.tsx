import { folderOf } from '../../../frontends/frontend-name.js';
import type { FrontendRow } from '../../../queries/frontends.js';
import { page, type Served, served } from '../../answer.js';
import { renderPage } from '../../render.js';
import type { Visit } from '../../visit.js';

/**
 * What a frame shows of a frontend to somebody who is not signed in. No form for a password is shown within another page; and a
 * browser sends our cookie into a frame only where the page around it is of the same site as we.
 */
export function framedStranger({ name, path, allowed_domains }: FrontendRow, visit: Visit): Served {
  const body = (
    <section class="narrow card">
      <h1>{name}</h1>
      <p>
        <a href={folderOf(path)} target="_blank" rel="noopener">
          Sign in in a tab of its own
        </a>
        , then reload this page.
      </p>
      <p class="hint">
        When that changes nothing, your browser keeps cookies from pages of other sites; work in that tab instead.
      </p>
    </section>
  );
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "form-action 'none'",
      "base-uri 'none'",
      `frame-ancestors ${allowed_domains.join(' ')}`,
    ].join('; '),
  };
  return served(401, headers, renderPage({ ...page(name, body), alone: true }, visit));
}
