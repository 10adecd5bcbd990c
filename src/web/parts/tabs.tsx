interface TabsProps<Path extends string> {
  /** What they lead between, for those who do not see it. */
  readonly label: string;
  readonly tabs: readonly { readonly path: Path; readonly name: string }[];
  readonly current: Path;
}

/** The way between pages that show the same in other ways. */
export const Tabs = <Path extends string>({ label, tabs, current }: TabsProps<Path>) => (
  <nav class="tabs" aria-label={label}>
    {tabs.map(({ path, name }) => (
      <a key={path} href={path} aria-current={path === current ? 'page' : undefined}>
        {name}
      </a>
    ))}
  </nav>
);
