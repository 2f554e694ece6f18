import { type HttpHeaders, readHeaderLines } from '../http-message.ts';
import { listHeaderParameters } from './header-parameters.ts';

export interface ContentType {
  /** Lower case, e.g. `application/json`; empty when unknown. */
  readonly mediaType: string;
  /** Lower case; `undefined` when the header does not name one. */
  readonly charset: string | undefined;
}

const JSON_TYPE: ContentType = { mediaType: 'application/json', charset: undefined };

/** Reads a `Content-Type` header: its media type in lower case, and its charset. */
export function parseContentType(text: string | undefined): ContentType {
  // Most responses say exactly this.
  if (text === 'application/json') return JSON_TYPE;
  const [mediaType = ''] = (text ?? '').split(';', 1);
  return { mediaType: mediaType.trim().toLowerCase(), charset: findCharset(text ?? '') };
}

function findCharset(text: string): string | undefined {
  if (!/charset/i.test(text)) return undefined;
  const found = listHeaderParameters(text).find(({ name }) => name === 'charset');
  return found?.value.replaceAll("'", '').trim().toLowerCase();
}

const LIST_ITEM = /(?:"(?:\\.|[^"\\])*"?|[^,"])+/gs;
const MEDIA_TYPE = /^\s*[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(?:;|$)/;

/**
 * The `Content-Type` of a response, with its parameters. If there are several, as lines or as a list, the
 * last valid one counts (Fetch standard, "extract a MIME type"). `undefined` if there is none.
 */
export function readContentType(headers: HttpHeaders): string | undefined {
  const lines = readHeaderLines(headers, 'content-type');
  const [first] = lines;
  if (lines.length <= 1 && first?.includes(',') !== true) return first;
  const items = lines.flatMap((line) => line.match(LIST_ITEM) ?? []);
  return items.findLast((item) => MEDIA_TYPE.test(item))?.trim() ?? first;
}

/** Whether a media type is JSON: `application/json`, `text/json` or one that ends in `+json`. */
export const isJsonMediaType = (mediaType: string): boolean =>
  mediaType === 'application/json' || mediaType === 'text/json' || mediaType.endsWith('+json');
