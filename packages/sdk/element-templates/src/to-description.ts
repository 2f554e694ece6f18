/** Text so that modelers, which take a description for HTML, show it as it is written. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The description of a field. */
export const describe = (text: string | undefined): { readonly description?: string } =>
  text === undefined ? {} : { description: escapeHtml(text) };
