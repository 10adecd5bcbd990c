import type { ComponentChildren } from 'preact';

interface BadgeProps {
  readonly kind: 'good' | 'bad' | 'busy' | 'plain';
  readonly children: ComponentChildren;
}

/** A word that tells a state; its colour says nothing that the word does not. */
export const Badge = ({ kind, children }: BadgeProps) => <span class={`badge ${kind}`}>{children}</span>;
