import { refuseType } from './encode-text.ts';

/** RFC 2046, 5.1.1. */
const BOUNDARY = /^[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]$/;
const PARAMETER = /;[ \t]*(?:([\w!#$%&'*+.^`|~-]+)=("(?:[^"\\]|\\.)*"|[\w!#$%&'*+.^`|~()/:?-]+)[ \t]*)?/y;

/** The boundary that a content type names. @throws InputError for one that no two programs would read alike */
export function readBoundary(contentType: string): string | undefined {
  const from = contentType.indexOf(';');
  if (from === -1) return undefined;
  const found: string[] = [];
  for (PARAMETER.lastIndex = from; PARAMETER.lastIndex < contentType.length;) {
    const match = PARAMETER.exec(contentType);
    if (match === null) throw refuseType('Expected parameters such as ; charset=utf-8');
    const [, name = '', value = ''] = match;
    if (!/^boundary(\*|$)/i.test(name)) continue;
    // Of the extended form (RFC 2231) some servers know nothing.
    found.push(name.endsWith('*') ? '' : value.replace(/^"(.*)"$/s, '$1'));
  }
  const [boundary, ...others] = found;
  if (boundary === undefined || (others.length === 0 && BOUNDARY.test(boundary))) return boundary;
  throw refuseType("The boundary must be one of 1 to 70 letters, digits or '()+_,-./:=?");
}

/** Looks for a boundary in content that comes in pieces. It would begin a part at the beginning of a line; some servers look no further. */
export function createBoundaryCheck(boundary: string): (chunk: Uint8Array) => void {
  const delimiter = Buffer.from(`--${boundary}`);
  let tail: Uint8Array = new Uint8Array();
  return (chunk) => {
    const bytes = Buffer.concat([tail, chunk]);
    if (bytes.includes(delimiter))
      throw refuseType('The body holds the boundary that it names; leave the boundary out');
    // A delimiter that is not all there.
    tail = bytes.subarray(-(delimiter.byteLength - 1));
  };
}

/** Content of a part, which ends with an error before it could begin another part. */
export async function* refuseBoundary(
  content: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncGenerator<Uint8Array> {
  const check = createBoundaryCheck(boundary);
  for await (const chunk of content) {
    check(chunk);
    yield chunk;
  }
}
