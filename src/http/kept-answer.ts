import type { Keyring } from '../crypto/keyring.js';
import { keptAnswerPlace } from '../crypto/sealed-places.js';
import type { Answer } from './answer.js';

/** An answer that is given again to whoever repeats the request (domain.md 4.13), and what the run history says of it. */
export interface KeptAnswer {
  readonly answer: Answer;
  readonly runHistoryId: number | null;
  readonly failed: boolean;
}

/** Seals an answer: it holds what the run history may mask. */
export function sealAnswer(keyring: Keyring, id: number, { answer, ...about }: KeptAnswer): string {
  const body = answer.body.toString('base64');
  return keyring.seal(JSON.stringify({ ...about, answer: { ...answer, body } }), keptAnswerPlace({ id }));
}

/** @throws SealError */
export function openAnswer(keyring: Keyring, id: number, sealed: string): KeptAnswer {
  const { answer, ...about } = JSON.parse(keyring.open(sealed, keptAnswerPlace({ id })));
  return { ...about, answer: { ...answer, body: Buffer.from(answer.body, 'base64') } };
}
