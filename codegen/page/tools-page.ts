import type { Catalog } from '../catalog/catalog.js';
import { gatewayErrors } from '../catalog/check-names.js';
import { BANNER } from '../emit/banner.js';
import type { ExamplePrompt } from '../model/example-prompt.js';
import type { Model } from '../model/model.js';
import type { Operation } from '../model/operation.js';
import type { Tool } from '../model/tool.js';
import type { Resolver } from '../schema/resolver.js';
import type { Schema } from '../schema/schema.js';
import { propertyTable } from './property-table.js';
import { hasSection, typeText } from './type-text.js';

/** The page for users: every tool with what it does, wants and answers. */
export function toolsPage(model: Model): string {
  const { catalog, errors, resources } = model;
  const prompts = [...model.prompts, ...model.examplePrompts];
  const usual = Object.entries(errors).filter(([code]) => isUsual(code, catalog));
  const sections = [
    `<!-- ${BANNER} -->\n\n# ${catalog.title}: tools\n\n${(catalog.instructions ?? '').trim()}\n`,
    model.tools.map(({ name, title }) => `- [\`${name}\`](#${name.toLowerCase()}): ${title}\n`).join(''),
    levelSection(model),
    ...scopeSection(model),
    `## Errors of every tool\n\n${errorTable(usual)}`,
    ...model.tools.map((tool) => toolSection(tool, model)),
    ...(resources.length === 0 ? [] : [resourceSection(model)]),
    ...(prompts.length === 0 ? [] : [promptSection(prompts)]),
    ...partsSection(model),
  ];
  return sections
    .map((section) => section.trimEnd())
    .join('\n\n')
    .concat('\n');
}

function levelSection({ levels }: Model): string {
  const rows = Object.entries(levels).map(([name, { means, per }]) => {
    return `| \`${name}\` | ${means} | ${per === null ? 'to a person' : `per ${per}`} |`;
  });
  return ['## Permissions\n', '| Level | A caller | Granted |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

/** What of a caller's levels an application may use. */
function scopeSection({ levels, scopes }: Model): string[] {
  if (Object.keys(scopes).length === 0) return [];
  const rows = Object.entries(scopes).map(([name, { means, offered }]) => {
    const ofScope = Object.keys(levels).filter((level) => levels[level]?.scope === name);
    const names = ofScope.map((level) => `\`${level}\``).join(', ');
    return `| \`${name}\` | ${means} | ${names} | ${offered ? 'at first' : 'when a call needs it'} |`;
  });
  const intro =
    'An application that acts for a caller uses no more of the caller’s levels than its token’s scopes allow, and is shown ' +
    'the tools that it can use.';
  const head = ['| Scope | An application may | Levels | Asked for |', '| --- | --- | --- | --- |'];
  return [['## Scopes\n', `${intro}\n`, ...head, ...rows, ''].join('\n')];
}

function errorTable(errors: readonly (readonly [code: string, { means: string; hint: string }])[]): string {
  const rows = errors.map(([code, { means, hint }]) => `| \`${code}\` | ${means} | ${hint} |`);
  return ['| Code | What happened | What to do |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

function toolSection(tool: Tool, model: Model): string {
  const [only] = tool.operations;
  const head = `## ${tool.name}\n\n**${tool.title}.** ${tool.description}`;
  if (only?.action === null) return `${head}\n\n${operationText(only, model)}`;
  const actions = tool.operations.map((operation) => {
    return `### ${tool.name}: ${operation.action}\n\n${operation.description}\n\n${operationText(operation, model)}`;
  });
  return [head, ...actions].join('\n\n');
}

function operationText(operation: Operation, model: Model): string {
  const { resolver, errors, catalog } = model;
  const { input, output, examples, limitsText: limits } = operation;
  const own = operation.errors
    .filter((code) => !isUsual(code, catalog))
    .map((code) => [code, errors[code] as { means: string; hint: string }] as const);
  const facts = [
    `- Permission: ${permissionText(operation, catalog)}`,
    ...scopeFact(operation, model),
    `- ${annotationText(operation)}`,
    `- Limits: arguments of ${limits.request}, an answer of ${limits.response}, ${limits.time}, ${limits.rate}`,
  ];
  const parts = [
    facts.join('\n'),
    propertyTable(input, resolver, 'Argument'),
    ...(output ? answer(output, resolver) : ['It answers with content of its own making.']),
    ...(own.length === 0 ? [] : [errorTable(own)]),
    ...examples.map(({ ask, input: given, output: gives }) => {
      const result = gives === undefined ? '' : `\n\n\`\`\`json\n${JSON.stringify(gives, null, 2)}\n\`\`\``;
      return `> ${ask}\n\n\`\`\`json\n${JSON.stringify(given, null, 2)}\n\`\`\`${result}`;
    }),
  ];
  return parts.map((part) => part.trimEnd()).join('\n\n');
}

function answer(output: Schema, resolver: Resolver): string[] {
  if (!output.anyOf) return [propertyTable(output, resolver, 'Answer')];
  return output.anyOf.flatMap((alternative, index) => {
    const intro = `${index === 0 ? 'The answer is' : 'or'} ${describe(alternative, resolver)}`;
    return resolver.origin(alternative) ? [`${intro}.`] : [intro, propertyTable(alternative, resolver, 'Answer')];
  });
}

function describe(alternative: Schema, resolver: Resolver): string {
  return resolver.origin(alternative) ? `a ${typeText(alternative, resolver)}` : '';
}

function permissionText({ permission: { level, of, and, create } }: Operation, { parts = {} }: Catalog): string {
  const first = and === undefined ? '' : `\`${and}\`, and `;
  const where = of === null ? '' : ` on the integration ${ownerText(of, parts)}`;
  const creating = create ? `; \`${create.level}\` when \`${create.when}\` is true and there is none of that name` : '';
  return `${first}\`${level}\`${where}${creating}`;
}

/** The scopes that follow from the levels. */
function scopeFact({ permission: { level, and } }: Operation, { levels }: Model): string[] {
  const needed = [and, level].flatMap((name) => (name === undefined ? [] : (levels[name]?.scope ?? [])));
  const names = [...new Set(needed)].map((scope) => `\`${scope}\``);
  return names.length === 0 ? [] : [`- Scope: ${names.join(' and ')}`];
}

function ownerText(of: string | Readonly<Record<string, string>>, parts: NonNullable<Catalog['parts']>): string {
  if (typeof of === 'string') return `that \`${of}\` names`;
  return `of the ${Object.entries(of)
    .map(([part, argument]) => `${parts[part]?.means ?? part} that \`${argument}\` gives`)
    .join(', or of the ')}`;
}

function annotationText({ annotations }: Operation): string {
  const words = [
    annotations.readOnly
      ? 'changes nothing'
      : annotations.destructive
        ? 'may destroy or overwrite'
        : 'adds, and overwrites nothing',
    annotations.idempotent && !annotations.readOnly ? 'the same call again changes nothing more' : '',
    annotations.openWorld ? 'reaches systems outside of the gateway' : '',
  ];
  const text = words.filter((word) => word !== '').join('; ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function resourceSection({ resources }: Model): string {
  const rows = resources.map(({ uri, uriTemplate, listed, title, description, level }) => {
    const all = listed ? ' All of them are listed.' : '';
    return `| \`${uri ?? uriTemplate}\` | **${title}.** ${description.replaceAll('\n', ' ')}${all} | \`${level}\` |`;
  });
  return ['## Resources\n', '| Address | | Permission |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

function promptSection(prompts: readonly Omit<ExamplePrompt, 'text'>[]): string {
  const sections = prompts.map(({ name, title, description, level, and, arguments: given }) => {
    const rows = given.map((argument) => {
      return `| \`${argument.name}\` | ${argument.required ? 'Required. ' : ''}${argument.description} |`;
    });
    const table = rows.length === 0 ? '' : `\n\n| Argument | |\n| --- | --- |\n${rows.join('\n')}`;
    return `### ${name}\n\n**${title}.** ${description}\n\n- Permission: ${and === undefined ? '' : `\`${and}\`, and `}\`${level}\`${table}`;
  });
  return ['## Prompts', ...sections].join('\n\n');
}

/** The fragments that the tables link to. */
function partsSection({ catalog, resolver }: Model): string[] {
  const names = Object.keys(catalog.schemas ?? {}).filter((name) => hasSection(resolver.fragment(name)));
  if (names.length === 0) return [];
  const sections = names.map((name) => {
    const schema = resolver.resolve(catalog.schemas?.[name] ?? {});
    const description = schema.description ? `${schema.description.trim()}\n\n` : '';
    const object = schema.items?.properties ? schema.items : schema;
    const intro = schema.items ? 'A list; each item:\n\n' : '';
    return `### ${name}\n\n${description}${intro}${propertyTable(object, resolver, 'Property')}`.trimEnd();
  });
  return ['## Parts that tools share', ...sections];
}

/** Whether any tool can answer with the error, so that it is told once. */
function isUsual(code: string, catalog: Catalog): boolean {
  return gatewayErrors(catalog).includes(code);
}
