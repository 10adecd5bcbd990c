import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { assets } from './assets.js';
import { type Place, placesFor } from './navigation.js';
import { Form } from './parts/form.js';
import { VisitContext } from './visit-context.js';

interface LayoutProps {
  readonly title: string;
  readonly alone: boolean;
  readonly children: ComponentChildren;
}

/** What every page has around it: the head, the way to the other pages, and who is signed in. */
export function Layout({ title, alone, children }: LayoutProps) {
  const visit = useContext(VisitContext);
  const visitor = visit?.visitor ?? null;
  const hasPlaces = visitor !== null && !alone;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Integration Gateway`}</title>
        <link rel="icon" href={assets.icon.path} />
        <link rel="stylesheet" href={assets.style.path} />
        <script src={assets.script.path} defer />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="top">
          <a class="brand" href="/">
            <img src={assets.icon.path} alt="" width="24" height="24" />
            Integration Gateway
          </a>
          {visitor && (
            <Form action="/sign-out" class="account">
              <a href="/account">{visitor.username}</a>
              <button type="submit" class="quiet">
                Sign out
              </button>
            </Form>
          )}
        </header>
        <div class={hasPlaces ? 'frame' : 'frame alone'}>
          {visit && hasPlaces && <Navigation places={placesFor(visit)} current={visit.path} />}
          <main id="main" tabIndex={-1}>
            {children}
          </main>
        </div>
      </body>
    </html>
  );
}

function Navigation({ places, current }: { places: readonly Place[]; current: string }) {
  return (
    <nav aria-label="Pages">
      <ul>
        {places.map(({ path, name }) => (
          <li key={path}>
            <a href={path} aria-current={isWithin(path, current) ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const isWithin = (path: string, current: string): boolean => current === path || current.startsWith(`${path}/`);
