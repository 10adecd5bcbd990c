/** What the documentation is asked; it goes into the address, so that what is found can be shared. */
export const SearchForm = ({ question }: { question: string }) => (
  <form method="get" action="/docs" class="search" aria-label="Documentation">
    <label for="q" class="visually-hidden">
      Search the documentation
    </label>
    <input
      type="search"
      id="q"
      name="q"
      value={question}
      maxLength={MOST_LETTERS}
      placeholder="How do I call another integration?"
    />
    <button type="submit">Search</button>
  </form>
);

/** What is longer in an address is cut. */
export const MOST_LETTERS = 1000;
