const SVG_NAMESPACE = /^http:\/\/www\.w3\.org\/2000\/svg\/?$/;

/**
 * The name of an element without a prefix that stands for SVG, such as `svg:` or the `ns0:` of libraries for
 * XML.
 */
export function removeSvgPrefix(name: string, namespaces: ReadonlyMap<string, string>): string {
  const [, prefix, local = name] = /^([^:]+):(.*)$/.exec(name) ?? [];
  if (prefix === undefined) return name;
  const namespace = namespaces.get(prefix);
  const isSvg = namespace === undefined ? prefix === 'svg' : SVG_NAMESPACE.test(namespace);
  return isSvg ? local : name;
}
