/** The description of a field, so that modelers, which take it for HTML, show it as it is written. */
export const describe = (text: string | undefined): { readonly description?: string } =>
  text === undefined
    ? {}
    : { description: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') };
