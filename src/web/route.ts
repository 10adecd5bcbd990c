import type { UserPermission } from '../queries/user-permissions.js';
import type { Answer } from './answer.js';
import type { Visit } from './visit.js';

/**
 * Who may use a page: `anyone` without signing in, `user` whoever is signed in, the others whoever has that standing or that
 * permission. A superuser may use every page.
 */
export type Who = 'anyone' | 'user' | 'staff' | 'superuser' | UserPermission;

/** One address of the site. Whether the visitor may be there, and whether a form is a form of ours, is settled before `answer`. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** With `:name` for what differs. */
  readonly path: string;
  readonly who: Who;
  readonly answer: (visit: Visit) => Promise<Answer> | Answer;
  /** What somebody gets who is not signed in, where that is not the way to sign in. */
  readonly stranger?: (visit: Visit) => Promise<Answer> | Answer;
  /** What a POST brings: a form (when left out), a form that may hold files, or nothing, and the token in a header. */
  readonly body?: 'form' | 'files' | 'nothing';
}

type Further = Pick<Route, 'stranger' | 'body'>;

export const get = (path: string, who: Who, answer: Route['answer'], further: Further = {}): Route => ({
  method: 'GET',
  path,
  who,
  answer,
  ...further,
});

export const post = (path: string, who: Who, answer: Route['answer'], further: Further = {}): Route => ({
  method: 'POST',
  path,
  who,
  answer,
  ...further,
});
