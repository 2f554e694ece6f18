/** In the value of an attribute or in `url()`: a text that mentions an id, or a link to it, shows nothing. */
const SHOWN =
  /(?<!href\s{0,5})(?:=\s{0,20}(?:["']|&quot;)?|url\(\s{0,20}(?:["']|&quot;|&#39;)?)\s{0,20}cid:((?:(?!&(?:quot|apos|#39);)[^\s"'<>)]){1,500})/gi;

/** The ids of the pictures that HTML shows by `cid:` (RFC 2392). */
export function listShownIds(html: string): readonly string[] {
  return Array.from(html.matchAll(SHOWN), ([, id = '']) => decodeId(id));
}

function decodeId(text: string): string {
  const plain = text
    .replaceAll(/&#(\d{1,6});/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll(/&amp;/gi, '&');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
