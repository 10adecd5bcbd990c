import { type Page, type Section, sectionMarkdown } from '../documentation/page.js';
import type { Handler } from './handler.js';

/** A page of more characters is not shown whole: it is read by its sections. */
export const LONGEST_PAGE = 50_000;

export const igPlatformDocumentation: Handler<'ig_platform_documentation'> = {
  async ask({ documentation }, { question, goal }) {
    const answers = await documentation.ask(question, goal);
    return {
      results: answers.map(({ page, section, excerpt }) => ({
        title: page.title,
        section: section.heading,
        url: section.url,
        excerpt: excerpt.map(({ text }) => text).join(''),
      })),
    };
  },

  async get_page({ documentation, fail }, { url }) {
    const place = await documentation.find(url);
    if (!place) {
      return fail('not_found', `There is no page or section "${url}" in the documentation.`, {
        pages: [...(await documentation.pages()).values()].map((page) => ({ title: page.title, url: page.url })),
      });
    }
    const { page, section } = place;
    const isLong = !section && page.markdown.length > LONGEST_PAGE;
    const shown = isLong ? (page.sections[0] as Section) : section;
    return {
      title: page.title,
      url: shown ? shown.url : page.url,
      content: isLong ? beginningOf(page) : shown ? sectionMarkdown(page, shown) : page.markdown,
      only_beginning: isLong,
      sections: page.sections.slice(1).map(({ heading, url }) => ({ heading, url })),
    };
  },
};

/** What stands before the page's first section. */
const beginningOf = ({ sections }: Page): string => (sections[0] as Section).tokens.map(({ raw }) => raw).join('');
