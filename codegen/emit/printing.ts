import { createRequire } from 'node:module';
import type { ImportDeclarationStructure, InterfaceDeclarationStructure } from 'ts-morph';

/** The parts of a module that have structure, in few words: they travel between threads. */
export interface Structures {
  readonly imports: readonly Import[];
  readonly interfaces: readonly Interface[];
}

/** Names, or everything under one name. */
export type Import =
  | { readonly names: readonly string[]; readonly from: string; readonly typeOnly?: boolean }
  | { readonly namespace: string; readonly from: string };

export interface Interface {
  readonly name: string;
  readonly doc?: string;
  readonly properties: readonly { readonly name: string; readonly type: string }[];
}

// Required, not imported: Node would scan its nine megabytes for exports first, which takes a tenth of a second.
const { IndentationText, NewLineKind, Project, QuoteKind, StructureKind } = createRequire(import.meta.url)(
  'ts-morph',
) as typeof import('ts-morph');

const project = new Project({
  useInMemoryFileSystem: true,
  skipLoadingLibFiles: true,
  manipulationSettings: {
    indentationText: IndentationText.TwoSpaces,
    newLineKind: NewLineKind.LineFeed,
    quoteKind: QuoteKind.Single,
  },
});

/** Prints all structures at once: adding them to a file one at a time is quadratic. */
export function printStructures({ imports, interfaces }: Structures): string {
  const statements = [...imports.map(importStructure), ...interfaces.map(interfaceStructure)];
  const file = project.createSourceFile('module.ts', { statements }, { overwrite: true });
  const text = file.getFullText().trimEnd();
  file.forget();
  return text;
}

function importStructure(declared: Import): ImportDeclarationStructure {
  const kind = StructureKind.ImportDeclaration;
  if ('namespace' in declared) return { kind, moduleSpecifier: declared.from, namespaceImport: declared.namespace };
  const { names, from, typeOnly } = declared;
  return { kind, moduleSpecifier: from, namedImports: [...names], isTypeOnly: typeOnly ?? false };
}

function interfaceStructure({ name, doc, properties }: Interface): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name,
    docs: doc === undefined ? [] : [doc],
    properties: properties.map((property) => ({ kind: StructureKind.PropertySignature, ...property })),
  };
}
