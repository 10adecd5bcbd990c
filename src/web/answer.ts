import type { ComponentChildren } from 'preact';

/** What a page's route answers with. */
export type Answer = Page | Redirect | Fragment | Download | Served;

export interface Page {
  readonly kind: 'page';
  /** Of the window, and the page's heading unless the body brings one of its own. */
  readonly title: string;
  readonly body: ComponentChildren;
  readonly status: number;
  /** Without the way to other pages: whoever is here has something to decide. */
  readonly alone?: boolean;
}

export interface Redirect {
  readonly kind: 'redirect';
  /** A path of ours. */
  readonly to: string;
}

/** A part of a page, for its script to put in place. */
export interface Fragment {
  readonly kind: 'fragment';
  readonly body: ComponentChildren;
}

export interface Download {
  readonly kind: 'download';
  readonly fileName: string;
  readonly type: string;
  readonly content: string | Buffer;
}

/** What is no page of ours: its headers take the place of the site's own. */
export interface Served {
  readonly kind: 'served';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string | Buffer;
}

export const page = (title: string, body: ComponentChildren, status = 200): Page => ({
  kind: 'page',
  title,
  body,
  status,
});

export const redirect = (to: string): Redirect => ({ kind: 'redirect', to });

export const fragment = (body: ComponentChildren): Fragment => ({ kind: 'fragment', body });

export const download = (fileName: string, type: string, content: string | Buffer): Download => ({
  kind: 'download',
  fileName,
  type,
  content,
});

export const served = (
  status: number,
  headers: Readonly<Record<string, string>>,
  content: string | Buffer = '',
): Served => ({ kind: 'served', status, headers, content });
