import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { assets } from './assets.js';
import { type Area, areasFor } from './navigation.js';
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
          {visit && hasPlaces && <Navigation areas={areasFor(visit)} current={visit.path} />}
          <main id="main" tabIndex={-1}>
            {children}
          </main>
        </div>
      </body>
    </html>
  );
}

function Navigation({ areas, current }: { areas: readonly Area[]; current: string }) {
  return (
    <nav aria-label="Pages">
      {areas.map(({ name, places }) => (
        <div key={name} class="area">
          <p id={`area-${name}`}>{name}</p>
          <ul aria-labelledby={`area-${name}`}>
            {places.map((place) => (
              <li key={place.path}>
                <a href={place.path} aria-current={isWithin(place.path, current) ? 'page' : undefined}>
                  {place.name}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

const isWithin = (path: string, current: string): boolean => current === path || current.startsWith(`${path}/`);
