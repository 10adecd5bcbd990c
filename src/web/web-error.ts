/** A request that gets a page which says why it does not get what it asked for. */
export class WebError extends Error {
  override readonly name = 'WebError';

  constructor(
    readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 429 | 503,
    /** A few words, the page's heading. */
    readonly title: string,
    /** What happened, and what to do. */
    message: string,
  ) {
    super(message);
  }
}

/** What is not there, and what the visitor may not know to be there. */
export const notFound = (what = 'page'): WebError =>
  new WebError(404, 'Not found', `There is no such ${what}, or you may not see it.`);
