import type { Cells, Written } from './column.js';
import type { components, configColumns } from './components.js';
import type { Kind } from './kind.js';

/** A component as it is told to others, without its empty fields. */
export type ComponentRow<K extends Kind> = { id: number; tags?: string[]; comments?: Comment[] } & (K extends Kind
  ? Cells<(typeof components)[K]['columns']>
  : never) &
  (K extends 'integration' ? { config?: ConfigRow } : unknown);

export type ConfigRow = Cells<typeof configColumns>;

export interface Comment {
  id: number;
  subject: string;
  content?: string;
  url?: string;
  resolved: boolean;
  /** Missing when the author's account is gone. */
  author?: string;
  created_at: string;
}

/** A component to write: with an id, the one to change; without, a new one. */
export type ComponentItem<K extends Kind> = Written<(typeof components)[K]['columns']> & Annotations & { id?: number };

export interface Annotations {
  tags?: string[];
  comments?: CommentItem[];
}

export interface CommentItem {
  id?: number;
  subject?: string;
  content?: string | null;
  url?: string | null;
  resolved?: boolean;
}

export type ConfigItem = Written<typeof configColumns>;
