/** The ids of the pictures that HTML shows by `cid:` (RFC 2392). */
export function listShownIds(html: string): readonly string[] {
  return Array.from(html.matchAll(/cid:([^\s"'<>)]{1,500})/gi), ([, id = '']) => decodeId(id));
}

function decodeId(text: string): string {
  const plain = text.replaceAll(/&amp;/gi, '&');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
