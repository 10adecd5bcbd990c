import { z } from 'zod';
import { buildHelperLimits } from './limits.js';

/** What a value can be converted to, as field mappings name it. */
export const VALUE_TYPES = ['str', 'int', 'float', 'bool', 'dict', 'list', 'File'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

const Id = z.int().min(1).max(2_147_483_647);
const Line = z.string().min(1).max(255);
const Text = z.string().max(5_000).optional();

const Mapping = z.strictObject({
  field: z.string().min(1).max(2_000),
  value: z.string().min(1).max(100_000).nullable(),
  value_type: z.enum(VALUE_TYPES).nullable().optional(),
  required: z.boolean().optional(),
  active: z.boolean().optional(),
  nullable: z.boolean().optional(),
  target_record_type: Line.optional(),
  target_field_name: Line.optional(),
  notes: Text,
});

const MappingSet = z.strictObject({
  id: Id,
  label: z.string().min(1).max(2_000),
  summary: Text,
  description: Text,
  formula_variable: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, 'must be a name of letters, digits and _')
    .optional(),
  field_mappings: z.array(Mapping).max(buildHelperLimits.mappings),
});

const Service = z.strictObject({
  id: Id,
  name: Line,
  subtitle: z.string().max(2_000).optional(),
  description: Text,
  service_name: Line.nullable().optional(),
  field_mapping_sets: z.array(MappingSet).max(200),
});

/** A file of the catalogue: one adapter, and all that is known of it. docs/build-helper.md says what each key means. */
export const CatalogueFile = z.strictObject({
  adapter: z.strictObject({
    id: Id,
    name: Line,
    system: z
      .string()
      .regex(
        /^[A-Za-z0-9_.-]{1,64}$/,
        'must be what service requests name as their system: letters, digits, _, . and -',
      ),
    description: Text,
  }),
  services: z.array(Service).max(20_000),
});

export type CatalogueFile = z.infer<typeof CatalogueFile>;
export type FileService = CatalogueFile['services'][number];
export type FileSet = FileService['field_mapping_sets'][number];
export type FileMapping = FileSet['field_mappings'][number];
