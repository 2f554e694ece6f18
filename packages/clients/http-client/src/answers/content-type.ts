export interface ContentType {
  /** Lower case, e.g. `application/json`; empty when unknown. */
  readonly mediaType: string;
  /** Lower case; `undefined` when it is not told. */
  readonly charset: string | undefined;
}

const JSON_TYPE: ContentType = { mediaType: 'application/json', charset: undefined };

/** In quotes everything is text (RFC 9110, 5.6.6). */
const PARAMETER = /;\s*([^\s=;"]*)\s*(?:=\s*(?:"((?:\\.|[^"\\])*)"?|([^;"]*)))?/gs;

/** Reads a `Content-Type` header: its media type in lower case, and its charset. */
export function parseContentType(text: string | undefined): ContentType {
  // What most answers say, and that cheaply.
  if (text === 'application/json') return JSON_TYPE;
  const [mediaType = ''] = (text ?? '').split(';', 1);
  return { mediaType: mediaType.trim().toLowerCase(), charset: findCharset(text ?? '') };
}

function findCharset(text: string): string | undefined {
  if (!/charset/i.test(text)) return undefined;
  for (const [, name = '', quoted, bare = ''] of text.matchAll(PARAMETER)) {
    if (name.toLowerCase() === 'charset') return (quoted ?? bare).replaceAll("'", '').trim().toLowerCase();
  }
  return undefined;
}

/** Whether a media type is JSON: `application/json`, `text/json` or one that ends in `+json`. */
export const isJsonMediaType = (mediaType: string): boolean =>
  mediaType === 'application/json' || mediaType === 'text/json' || mediaType.endsWith('+json');
