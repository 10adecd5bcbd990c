import {
  type ImportDeclarationStructure,
  IndentationText,
  NewLineKind,
  Project,
  QuoteKind,
  StructureKind,
} from 'ts-morph';
import { BANNER } from './banner.js';
import { docComment } from './type.js';

/** One project for all modules: it holds them in memory, and only prints them. */
const project = new Project({
  useInMemoryFileSystem: true,
  skipLoadingLibFiles: true,
  manipulationSettings: {
    indentationText: IndentationText.TwoSpaces,
    newLineKind: NewLineKind.LineFeed,
    quoteKind: QuoteKind.Single,
  },
});

export interface Module {
  readonly imports?: readonly ImportDeclarationStructure[];
  /** Each begins a line of its own, with an empty line before it. */
  readonly statements: readonly string[];
}

/** A module as text. It is handed over as one structure: adding its statements one at a time is quadratic. */
export function printModule(path: string, { imports = [], statements }: Module): string {
  const body = `\n${statements.map((statement) => statement.trimEnd()).join('\n\n')}`;
  const file = project.createSourceFile(path, { statements: [`// ${BANNER}`, ...imports, body] });
  const text = file.getFullText();
  file.forget();
  return text;
}

export function importNamespace(namespaceImport: string, moduleSpecifier: string): ImportDeclarationStructure {
  return { kind: StructureKind.ImportDeclaration, namespaceImport, moduleSpecifier };
}

export function importNames(namedImports: string[], moduleSpecifier: string): ImportDeclarationStructure {
  return { kind: StructureKind.ImportDeclaration, namedImports, moduleSpecifier };
}

export function importTypes(namedImports: string[], moduleSpecifier: string): ImportDeclarationStructure {
  return { kind: StructureKind.ImportDeclaration, namedImports, moduleSpecifier, isTypeOnly: true };
}

export function exportedType(name: string, type: string, description?: string): string {
  return `${description ? docComment(description, '') : ''}export type ${name} = ${type};`;
}

export function exportedConst(name: string, initializer: string, type?: string): string {
  return `export const ${name}${type ? `: ${type}` : ''} = ${initializer};`;
}
