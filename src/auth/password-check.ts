import { createHmac, randomBytes } from 'node:crypto';
import { hashPassword, randomPassword } from './password.js';

/** How long a password that was right need not be verified again. */
const REMEMBERED_MS = 60_000;
const MOST_REMEMBERED = 1_000;

/** How many passwords are verified at once: each takes a thread and some 20 MB for 50 ms and more. */
const AT_ONCE = 2;

/**
 * Verifies passwords against argon2id hashes. A right one is remembered for a short time, by a digest under a key that never
 * leaves this object; a hash that has changed meanwhile makes another digest.
 */
export class PasswordCheck {
  readonly #key = randomBytes(32);
  readonly #remembered = new Map<string, number>();
  readonly #underWay = new Map<string, Promise<boolean>>();
  readonly #waiting: (() => void)[] = [];
  #verifying = 0;
  #nobodys: Promise<string> | undefined;

  constructor(private readonly now: () => number) {}

  /** Whether the password is known to be right, or is being verified for somebody else: then nothing is guessed by asking. */
  knows(userId: number, hash: string, password: string): boolean {
    const digest = this.#digest(userId, hash, password);
    return this.#isRemembered(digest) || this.#underWay.has(digest);
  }

  async isRight(userId: number, hash: string, password: string): Promise<boolean> {
    const digest = this.#digest(userId, hash, password);
    if (this.#isRemembered(digest)) return true;
    const underWay =
      this.#underWay.get(digest) ?? this.#verify(hash, password).finally(() => this.#underWay.delete(digest));
    this.#underWay.set(digest, underWay);
    const right = await underWay;
    if (right) this.#remember(digest);
    return right;
  }

  /** Takes the time of a verification, for a user who is not there. */
  async pretend(password: string): Promise<void> {
    this.#nobodys ??= hashPassword(randomPassword());
    await this.#verify(await this.#nobodys, password);
  }

  async #verify(hash: string, password: string): Promise<boolean> {
    if (this.#verifying >= AT_ONCE) await new Promise<void>((go) => this.#waiting.push(go));
    else this.#verifying++;
    try {
      const { verify } = await import('@node-rs/argon2');
      return await verify(hash, password);
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#verifying--;
    }
  }

  #digest(userId: number, hash: string, password: string): string {
    return createHmac('sha256', this.#key).update(`${userId}\0${hash}\0${password}`).digest('base64');
  }

  #isRemembered(digest: string): boolean {
    return (this.#remembered.get(digest) ?? 0) > this.now();
  }

  #remember(digest: string): void {
    this.#remembered.delete(digest);
    if (this.#remembered.size >= MOST_REMEMBERED)
      this.#remembered.delete(this.#remembered.keys().next().value as string);
    this.#remembered.set(digest, this.now() + REMEMBERED_MS);
  }
}
