import { fileURLToPath } from 'node:url';
import { NpmFolder } from '../../npm-folder.js';

/** Where the documents are installed. */
export const releases = new NpmFolder(fileURLToPath(new URL('./releases/', import.meta.url)));

/** A real public document, and what its import makes of it. docs/build-helper.md has the same numbers. */
export interface KnownDocument {
  readonly name: string;
  readonly version: string;
  /** The npm package that carries it. */
  readonly from: string;
  readonly path: readonly string[];
  readonly operations: number;
  readonly fieldMappings: number;
  /** What could not be expressed, by kind. */
  readonly counts: Readonly<Record<string, number>>;
}

export const documents: readonly KnownDocument[] = [
  {
    name: "GitHub's official OpenAPI spec + Octokit extension",
    version: '3.0.3, JSON',
    from: '@octokit/openapi 2.2.1',
    path: ['@octokit/openapi', 'generated/api.github.com.json'],
    operations: 706,
    fieldMappings: 3544,
    counts: { alternative: 8, 'request body': 4, server: 2 },
  },
  {
    name: 'Blockfrost.io ~ API Documentation',
    version: '3.0.3, YAML',
    from: '@blockfrost/openapi 0.1.93',
    path: ['@blockfrost/openapi', 'openapi.yaml'],
    operations: 129,
    fieldMappings: 731,
    counts: { server: 7, 'request body': 2 },
  },
  {
    name: 'ShipEngine API',
    version: '3.0.0, YAML',
    from: 'shipengine-openapi 1.4.0',
    path: ['shipengine-openapi', 'openapi.yaml'],
    operations: 76,
    fieldMappings: 972,
    counts: { alternative: 6 },
  },
  {
    name: 'ReadMe API',
    version: '3.1.0, YAML',
    from: '@readme/oas-examples 8.2.2',
    path: ['@readme/oas-examples', '3.1/yaml/readme.yaml'],
    operations: 54,
    fieldMappings: 524,
    counts: { alternative: 6 },
  },
  {
    name: 'STAPI',
    version: '3.0.1, JSON',
    from: '@readme/oas-examples 8.2.2',
    path: ['@readme/oas-examples', '3.0/json/star-trek.json'],
    operations: 120,
    fieldMappings: 1141,
    counts: {},
  },
];
