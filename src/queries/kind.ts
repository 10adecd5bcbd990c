/** The kinds of components that make up an integration, the integration itself among them. */
export const kinds = [
  'integration',
  'servicerequest',
  'fieldmapping',
  'validationrule',
  'valuemappingset',
  'valuemapping',
  'mask',
] as const;
export type Kind = (typeof kinds)[number];
/** The kinds of which an integration has any number. */
export type PartKind = Exclude<Kind, 'integration'>;
