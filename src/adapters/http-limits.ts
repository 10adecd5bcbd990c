/** What an HTTP exchange may cost. The time is a setting of the configuration. */
export interface HttpLimits {
  readonly redirects: number;
  /** Of an answer's body, after it was decompressed. */
  readonly responseBytes: number;
  /** How many compressions may lie on top of one another. */
  readonly encodings: number;
  /** How much of a failure's body its message repeats. */
  readonly shownCharacters: number;
}

export const httpLimits: HttpLimits = {
  redirects: 5,
  responseBytes: 10 * 1024 * 1024,
  encodings: 2,
  shownCharacters: 500,
};
