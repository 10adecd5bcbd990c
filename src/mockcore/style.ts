/** What the page looks like, light and dark. */
export const STYLE = `:root {
  color-scheme: light dark;
  --paper: #f7f7f4; --card: #fff; --ink: #1d2327; --quiet: #5c666d; --line: #dedfda; --link: #0b5c8a;
  --good: #17663a; --bad: #a3261c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15191c; --card: #1d2327; --ink: #e6e8e6; --quiet: #9aa5ab; --line: #333c42; --link: #7cc3ee;
    --good: #7fd6a0; --bad: #ff9d93;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 60rem;
  background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
a { color: var(--link); }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.2; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.15rem; }
h3 { margin: 0 0 .5rem; font-size: 1.05rem; }
header p { margin: .5rem 0 0; color: var(--quiet); }
.counts strong { color: var(--ink); }
.empty { color: var(--quiet); }
article { margin: 0 0 .75rem; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
.id { margin-left: .25rem; color: var(--quiet); font-weight: 400; font-variant-numeric: tabular-nums; }
dl { display: grid; gap: .5rem 1rem; margin: 0; }
@media (min-width: 48rem) { dl { grid-template-columns: 2fr 1fr 1fr 1.5fr; } }
dt { color: var(--quiet); font-size: .85rem; }
dd { margin: 0; }
details { margin-top: .75rem; }
summary { color: var(--link); cursor: pointer; }
pre { margin: .5rem 0 0; padding: .75rem; overflow-x: auto; background: var(--paper); border-radius: .375rem; font-size: .85rem; }
.requests { margin: 0; padding: 0; list-style: none; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
.requests li { display: flex; flex-wrap: wrap; gap: 0 .75rem; padding: .5rem 1rem; border-top: 1px solid var(--line); }
.requests li:first-child { border-top: 0; }
.good, .bad { font-weight: 600; font-variant-numeric: tabular-nums; }
.good { color: var(--good); }
.bad, .problem { color: var(--bad); }
.what { flex: 1 1 14rem; font-family: ui-monospace, monospace; font-size: .9rem; }
.problem { flex-basis: 100%; }
time { color: var(--quiet); font-size: .9rem; font-variant-numeric: tabular-nums; }
code { font-family: ui-monospace, monospace; font-size: .9em; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
`;
