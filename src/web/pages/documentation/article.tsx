import type { Tokens } from 'marked';
import type { Page, Section } from '../../../documentation/page.js';
import { Blocks } from './blocks.js';
import { Inline, type Targets } from './inline.js';

/** A page of the documentation, but for its title, which stands above everything. */
export function Article({ page, targets }: { page: Page; targets: Targets }) {
  return (
    <article class="documentation">
      {page.sections.map((section) => (
        <section key={section.url}>
          <SectionHeading section={section} targets={targets} />
          <Blocks tokens={section.tokens.slice(1)} targets={targets} heading={section.heading} />
        </section>
      ))}
    </article>
  );
}

function SectionHeading({ section: { anchor, level, tokens }, targets }: { section: Section; targets: Targets }) {
  if (anchor === null) return null;
  const text = <Inline tokens={(tokens[0] as Tokens.Heading).tokens} targets={targets} />;
  const link = (
    <a class="anchor" href={`#${anchor}`}>
      {text}
    </a>
  );
  // A page has one title alone.
  if (level <= 2) return <h2 id={anchor}>{link}</h2>;
  if (level === 3) return <h3 id={anchor}>{link}</h3>;
  return <h4 id={anchor}>{link}</h4>;
}
