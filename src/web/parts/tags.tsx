import { Badge } from './badge.js';

interface TagsProps {
  readonly names: readonly string[];
  /** What they are, where nothing beside them says so. */
  readonly label?: string;
}

/** Words beside each other. */
export const Tags = ({ names, label }: TagsProps) => (
  <ul class="tags" aria-label={label}>
    {names.map((name) => (
      <li key={name}>
        <Badge kind="plain">{name}</Badge>
      </li>
    ))}
  </ul>
);
