import type { FileMapping, ValueType } from '../catalogue-file.js';
import { buildHelperLimits } from '../limits.js';
import type { ImportLimits } from './limits.js';
import type { UnexpressedList } from './unexpressed.js';

/** Field mappings that have to be there in any case: those that make a body of what the others have put together. */
const KEPT_FREE = 10;

interface Given {
  readonly field: string | null;
  readonly value: string | null;
  readonly type?: ValueType | null;
  readonly required?: boolean;
  /** Where it is not as `required` says. */
  readonly active?: boolean;
  readonly nullable?: boolean;
  readonly record?: string;
  readonly name?: string;
  readonly notes?: readonly string[];
}

/** The field mappings of one operation, as many as a set may have. */
export class MappingList {
  readonly mappings: FileMapping[] = [];
  readonly #list: UnexpressedList;
  readonly #limits: ImportLimits;
  readonly #place: string;
  #leftOut = 0;

  constructor(list: UnexpressedList, limits: ImportLimits, place: string) {
    this.#list = list;
    this.#limits = limits;
    this.#place = place;
  }

  /** @param last whether it belongs to those for which there is always room */
  add(
    { field, value, type = null, required = false, active, nullable, record, name, notes = [] }: Given,
    last = false,
  ): void {
    if (field === null || field.length > 2_000) {
      return void this.#list.add('schema', this.#place, `no path can name the field ${String(name).slice(0, 200)}`);
    }
    if (value !== null && value.length > 100_000) {
      return void this.#list.add('schema', this.#place, `the formula of ${field.slice(0, 200)} would be too long`);
    }
    if (this.mappings.length >= buildHelperLimits.mappings || (this.isFull && !last)) return void this.leaveOut();
    const said = notes.map(sentence).filter(Boolean).join(' ');
    this.mappings.push({
      field,
      value,
      ...(type !== null && { value_type: type }),
      ...(required && { required }),
      ...(active !== undefined && active !== required && { active }),
      ...(nullable && { nullable }),
      ...(record && { target_record_type: record.slice(0, 255) }),
      ...(name && { target_field_name: name.slice(0, 255) }),
      ...(said !== '' && { notes: shortened(said, this.#limits.note) }),
    });
  }

  /** Whether there is no room for more values; what makes a body of them still has. */
  get isFull(): boolean {
    return this.mappings.length >= buildHelperLimits.mappings - KEPT_FREE;
  }

  leaveOut(): void {
    this.#leftOut++;
  }

  /** Says what there was no room for. */
  end(): void {
    if (this.#leftOut === 0) return;
    const most = buildHelperLimits.mappings;
    this.#list.add(
      'request body',
      this.#place,
      `${this.#leftOut} fields are left out: a set has ${most} field mappings at the most`,
    );
  }
}

const sentence = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[^.!?:]$/, '$&.');

/** A text of so many characters, cut at the end if need be. */
export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
