import { type Answer, page, redirect } from '../../answer.js';

/** Paths that may lead on to another site: the authorization server sends the browser back to the client. */
const LEADS_AWAY = /^\/o\//;

/**
 * Goes on after a form. A browser lets a form lead to no other site than the policy names, however many redirects are in
 * between; a page that goes on by itself ends the form's way.
 */
export const onward = (title: string, to: string): Answer =>
  LEADS_AWAY.test(to)
    ? page(
        title,
        <section class="narrow card">
          <meta http-equiv="refresh" content={`0;url=${to}`} />
          <h1>{title}</h1>
          <p>
            <a href={to}>Go on</a>
          </p>
        </section>,
      )
    : redirect(to);
