import type { RunItemRow } from '../../../queries/run-history.js';

/** Where something failed. */
export interface FailurePlace {
  /** In words: `field mapping url_path, value`, or `service request 12`. */
  readonly title: string;
  /** `#fieldmapping-34` on the page of its integration; null when no component is known. */
  readonly anchor: string | null;
  /** Counted from 1, in the formula; null when it was no line of a formula. */
  readonly line: number | null;
  readonly column: number | null;
}

const WORDS: Readonly<Record<string, string>> = {
  integration: 'integration',
  servicerequest: 'service request',
  fieldmapping: 'field mapping',
  validationrule: 'validation rule',
  valuemappingset: 'value mapping set',
  valuemapping: 'value mapping',
  mask: 'mask',
};

/** As the sandbox reports it: below the message, `in …, line 2, column 7`. */
const REPORTED = /^ {2}in (.+?)(?:, line (\d+), column (\d+))?$/m;

/** Null when the step does not say. */
export function failurePlace(
  step: Pick<RunItemRow, 'component_kind' | 'component_id' | 'component_field'>,
  stackTrace: string | null,
): FailurePlace | null {
  const { component_kind: kind, component_id: id, component_field: field } = step;
  const [, reported, line, column] = REPORTED.exec(stackTrace ?? '') ?? [];
  if (!reported && !kind) return null;
  const named = `${WORDS[kind ?? ''] ?? kind}${id === null ? '' : ` ${id}`}${field ? `, ${field}` : ''}`;
  return {
    title: reported ?? named,
    anchor: kind && id !== null ? `#${kind}-${id}` : null,
    line: line ? Number(line) : null,
    column: column ? Number(column) : null,
  };
}
