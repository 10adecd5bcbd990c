/** What a document may be, and cost. */
export interface ImportLimits {
  /** Of a document in YAML, in bytes. */
  readonly yamlBytes: number;
  /** Of a document in JSON, in bytes. */
  readonly jsonBytes: number;
  /** How long reading YAML may take, in milliseconds, and how much memory, in bytes. */
  readonly yamlMs: number;
  readonly yamlMemory: number;
  readonly operations: number;
  /** How many references may lead on to one another. */
  readonly references: number;
  /** How deep the parts of one schema (`allOf`, `oneOf`) may lie in one another. */
  readonly parts: number;
  /** How deep the objects of a body are taken apart; what is deeper is one field mapping. */
  readonly depth: number;
  /** How many schemas are looked at in all, those that are looked at again included. */
  readonly visits: number;
  /** How many entries the list of what could not be expressed has. */
  readonly entries: number;
  /** Characters of a note, and of a description. */
  readonly note: number;
  readonly description: number;
}

const MB = 1024 * 1024;

export const importLimits: ImportLimits = Object.freeze({
  yamlBytes: 8 * MB,
  jsonBytes: 100 * MB,
  yamlMs: 60_000,
  yamlMemory: 2048 * MB,
  operations: 10_000,
  references: 50,
  parts: 50,
  depth: 6,
  visits: 500_000,
  entries: 20_000,
  note: 400,
  description: 1_000,
});
