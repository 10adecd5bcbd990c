/** Names the headings of one page as GitHub does, so that the same links lead there and here. */
export class Anchors {
  readonly #seen = new Map<string, number>();

  /** @param heading without marks */
  next(heading: string): string {
    const plain = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-');
    const before = this.#seen.get(plain);
    this.#seen.set(plain, before === undefined ? 0 : before + 1);
    return before === undefined ? plain : `${plain}-${before + 1}`;
  }
}
