import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core';
import type { FormulaPlace } from './formula.js';
import { zoneOffset } from './zone-offset.js';

/** By the name under which the guest finds it. */
export type HostFunctions = Readonly<
  Record<string, (...given: QuickJSHandle[]) => QuickJSHandle | { error: QuickJSHandle }>
>;

/** What stands behind the functions that the engine's guest part takes for itself. */
export interface HostSide {
  /** The code of a formula that is given some names, which stand one after the other with commas between them. */
  codeOf(formula: number, names: string): string;
  /** The code of a shared module that may be imported; null when there is none of that name. */
  moduleOf(name: string): string | null;
  /** A module failed with this. Answers with whether that was because its time is over. */
  isOverIn(thrown: unknown): boolean;
  /** A formula begins. Answers with whether the thread has others to see to. */
  tick(formula: number): boolean;
  /** Begins something that takes time; answers with the number under which the guest is told of its end. */
  begin(operation: string, given: unknown): number;
  tell(what: string, given: unknown, place: FormulaPlace | null): void;
  file(operation: string, given: readonly unknown[]): unknown;
  now(): number;
  /** @throws LimitError when a JSON text is nested too deeply */
  assertFlat(json: string): void;
}

/**
 * What the engine's programs and the standard library take for themselves, and formulas do not see. What goes in and out is numbers,
 * texts and bytes: no object of the host goes in.
 * @param side answers with who has the machine for the moment
 */
export function hostFunctions(context: QuickJSContext, side: () => HostSide): HostFunctions {
  const json = (value: unknown) => context.newString(JSON.stringify(value) ?? 'null');
  /** What goes wrong out here is told in there as data. */
  const answering = (work: () => unknown) => {
    try {
      return json({ value: work() ?? null });
    } catch (error) {
      const { name, message, code } = error as Error & { code?: string };
      return json({ error: { name, message, ...(typeof code === 'string' && { code }) } });
    }
  };
  const text = (handle: QuickJSHandle | undefined) => (handle ? context.getString(handle) : '');
  const given = (handle: QuickJSHandle | undefined): unknown => {
    const json = text(handle);
    side().assertFlat(json);
    return JSON.parse(json);
  };

  return {
    __compile(number, names) {
      const formula = context.getNumber(number as QuickJSHandle);
      const result = context.evalCode(side().codeOf(formula, text(names).slice(0, -1)), `formula-${formula}`);
      return result.error ? { error: result.error } : result.value;
    },
    __module(name) {
      const module = text(name);
      const code = side().moduleOf(module);
      if (code === null) return context.undefined;
      const result = context.evalCode(code, `module-${module}`, { type: 'module' });
      if (!result.error) return result.value;
      // The error that ends a formula could be caught once it has come through here; so the guest is told instead.
      if (!side().isOverIn(context.dump(result.error))) return { error: result.error };
      result.error.dispose();
      return context.null;
    },
    __tick: (number) => (side().tick(context.getNumber(number as QuickJSHandle)) ? context.true : context.false),
    __begin: (operation, json) => context.newNumber(side().begin(text(operation), given(json))),
    __tell: (what, json, place) =>
      answering(() => side().tell(text(what), given(json), given(place) as FormulaPlace | null)),
    __file: (operation, json) => answering(() => side().file(text(operation), given(json) as readonly unknown[])),
    __to_base64(bytes) {
      const buffer = context.getArrayBuffer(bytes as QuickJSHandle);
      const encoded = Buffer.from(buffer.value).toString('base64');
      buffer.dispose();
      return context.newString(encoded);
    },
    __utf8(decoded) {
      const bytes = Buffer.from(text(decoded));
      return context.newArrayBuffer(
        bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
      );
    },
    __from_base64(encoded) {
      const bytes = Buffer.from(text(encoded), 'base64');
      return context.newArrayBuffer(
        bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
      );
    },
    __random(count) {
      const bytes = crypto.getRandomValues(new Uint8Array(Math.min(1024, context.getNumber(count as QuickJSHandle))));
      return context.newArrayBuffer(bytes.buffer);
    },
    __now: () => context.newNumber(side().now()),
    __zone_offset(zone, at) {
      const minutes = zoneOffset(context.getString(zone as QuickJSHandle), context.getNumber(at as QuickJSHandle));
      return minutes === null ? context.null : context.newNumber(minutes);
    },
  };
}
