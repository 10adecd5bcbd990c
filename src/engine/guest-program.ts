/** What runs in an instance of QuickJS, and how messages call it. */
export interface GuestProgram {
  /** In `guest/`; it is evaluated before anything that somebody else has written. */
  readonly file: string;
  /** What was written by somebody else: one piece of it, and all of it. */
  readonly one: string;
  readonly all: string;
}

export const FORMULAS: GuestProgram = { file: 'engine.js', one: 'the formula', all: 'the formulas' };

export const CUSTOM_ADAPTER: GuestProgram = {
  file: 'custom-adapter.js',
  one: 'the custom adapter',
  all: 'the custom adapter',
};
