import type { Resolver } from '../schema/resolver.js';
import { isRequired } from '../schema/resolver.js';
import type { Schema } from '../schema/schema.js';
import { typeText } from './type-text.js';

/** A table of an object's properties, with those of the objects inside of it; fragments are left to their own section. */
export function propertyTable(schema: Schema, resolver: Resolver, firstColumn: string): string {
  const rows = rowsOf(schema, '', resolver);
  if (rows.length === 0) return `${firstColumn}: none.\n`;
  return [`| ${firstColumn} | Value | |`, '| --- | --- | --- |', ...rows, ''].join('\n');
}

function rowsOf(schema: Schema, prefix: string, resolver: Resolver): string[] {
  const origin = resolver.origin(schema);
  const names = prefix !== '' && origin ? origin.extended : Object.keys(schema.properties ?? {});
  return names.flatMap((name) => {
    const property = schema.properties?.[name] as Schema;
    const notes = [
      isRequired(schema, name) ? 'Required.' : '',
      property.description?.trim() ?? '',
      defaultNote(property),
    ];
    const note = notes.filter((part) => part !== '').join(' ');
    const path = `${prefix}${name}`;
    const row = `| \`${path}\` | ${cell(typeText(property, resolver))} | ${cell(note)} |`;
    return [row, ...innerRows(property, path, resolver)];
  });
}

function innerRows(property: Schema, path: string, resolver: Resolver): string[] {
  const origin = resolver.origin(property);
  if (origin && origin.extended.length === 0) return [];
  if (property.properties) return rowsOf(property, `${path}.`, resolver);
  if (property.items) return innerRows(property.items, `${path}[]`, resolver);
  return (property.anyOf ?? []).flatMap((alternative) => innerRows(alternative, path, resolver));
}

function defaultNote({ default: value }: Schema): string {
  return value === undefined ? '' : `Default: \`${JSON.stringify(value)}\`.`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
