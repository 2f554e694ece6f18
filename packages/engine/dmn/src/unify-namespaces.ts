const DECLARATION =
  /(\sxmlns(?::[\w.-]+)?\s*=\s*["'])https?:\/\/www\.omg\.org\/spec\/DMN\/(?:20151101|20180521|20191111|20211108|20230324)\/(dmn\.xsd|dmn11\.xsd|MODEL\/|DMNDI\/)(?=["'])/g;

/**
 * Declares the namespaces of DMN 1.3 in place of those of 1.1 to 1.5: what is evaluated is the same in all of
 * them.
 */
export function unifyNamespaces(xml: string): string {
  return xml.replace(
    DECLARATION,
    (_match, declaration: string, part: string) =>
      `${declaration}https://www.omg.org/spec/DMN/20191111/${part === 'DMNDI/' ? part : 'MODEL/'}`,
  );
}
