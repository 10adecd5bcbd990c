/** What the files of the build helper, and the documents that are imported into it, may be. */
export interface BuildHelperLimits {
  /** Of a file in YAML, in bytes: it takes a hundred times longer to read than JSON. */
  readonly yamlBytes: number;
  /** How often a file in YAML may say `*name`. */
  readonly aliases: number;
  /** Of a file in JSON, which is what imports are. */
  readonly jsonBytes: number;
  /** How many files a folder may have. */
  readonly files: number;
  /** How many problems of one file are told. */
  readonly problems: number;
  /** The same of a file that is larger than one in YAML may be. */
  readonly problemsOfLarge: number;
  /** Ids below this one are for what comes with the gateway; a site's own begin here. */
  readonly firstSiteId: number;
  /** How many field mappings a set may have: as many as write_integration takes in one service request. */
  readonly mappings: number;
}

export const buildHelperLimits: BuildHelperLimits = Object.freeze({
  yamlBytes: 1024 * 1024,
  aliases: 100,
  jsonBytes: 32 * 1024 * 1024,
  files: 500,
  problems: 100,
  problemsOfLarge: 5,
  firstSiteId: 100_000,
  mappings: 500,
});
