import { refuseType } from './encode-text.ts';

/** The syntax of a boundary (RFC 2046, 5.1.1). */
const BOUNDARY = /^[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]$/;
const PARAMETER = /;[ \t]*(?:([\w!#$%&'*+.^`|~-]+)=("(?:[^"\\]|\\.)*"|[\w!#$%&'*+.^`|~()/:?-]+)[ \t]*)?/y;

/**
 * The boundary in a content type; `undefined` if there is none. @throws InputError for one that programs read
 * differently
 */
export function readBoundary(contentType: string): string | undefined {
  const from = contentType.indexOf(';');
  if (from === -1) return undefined;
  const found: string[] = [];
  for (PARAMETER.lastIndex = from; PARAMETER.lastIndex < contentType.length;) {
    const match = PARAMETER.exec(contentType);
    if (match === null) throw refuseType('Expected parameters such as ; charset=utf-8');
    const [, name = '', value = ''] = match;
    if (!/^boundary(\*|$)/i.test(name)) continue;
    // Some servers do not know the extended form (RFC 2231).
    found.push(name.endsWith('*') ? '' : value.replace(/^"(.*)"$/s, '$1'));
  }
  const [boundary, ...others] = found;
  if (boundary === undefined || (others.length === 0 && BOUNDARY.test(boundary))) return boundary;
  throw refuseType("The boundary must be one of 1 to 70 letters, digits or '()+_,-./:=?");
}

/**
 * Creates a function that refuses a boundary in content that arrives in pieces: servers could read a new part
 * there.
 */
export function createBoundaryCheck(boundary: string): (chunk: Uint8Array) => void {
  const delimiter = Buffer.from(`--${boundary}`);
  let tail: Uint8Array = new Uint8Array();
  return (chunk) => {
    const bytes = Buffer.concat([tail, chunk]);
    if (bytes.includes(delimiter))
      throw refuseType('The body contains the boundary; omit the boundary from the header');
    // It may end with the beginning of a delimiter.
    tail = bytes.subarray(-(delimiter.byteLength - 1));
  };
}

/** The content of a part; throws before a piece that contains the boundary. */
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
