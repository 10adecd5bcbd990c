import type { ComponentChildren } from 'preact';

interface FilterFormProps {
  /** The page that it asks, which without a query shows everything. */
  readonly action: string;
  /** What is searched, for those who do not see that. */
  readonly label: string;
  readonly children: ComponentChildren;
}

/** What a list is asked for; it goes into the address, so that what is found can be shared. */
export const FilterForm = ({ action, label, children }: FilterFormProps) => (
  <form method="get" action={action} class="card" aria-label={label}>
    {children}
    <div class="actions">
      <button type="submit">Search</button>
      <a href={action}>Reset</a>
    </div>
  </form>
);
