import { pageUri } from '../documentation/page-address.js';
import type { ResourceHandler } from './handler.js';

export const docs: ResourceHandler<'docs'> = {
  async list({ documentation }) {
    return [...(await documentation.pages()).values()].map(({ name, title, summary }) => ({
      variables: { page: name },
      title,
      description: summary,
    }));
  },

  async read({ documentation }, _uri, { page: name }) {
    const page = (await documentation.pages()).get(name);
    return page ? [{ uri: pageUri(name), mimeType: 'text/markdown', text: page.markdown }] : null;
  },
};
