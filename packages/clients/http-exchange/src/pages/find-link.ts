/**
 * Finds the target of the first link with this relation in a `Link` header (RFC 8288), e.g.
 * `<https://api.example/?page=2>; rel="next"`. Takes linear time.
 */
export function findLink(header: string, relation: string): string | undefined {
  for (let position = header.indexOf('<'); position !== -1; position = header.indexOf('<', position)) {
    const end = header.indexOf('>', position);
    if (end === -1) return undefined;
    const target = header.slice(position + 1, end);
    const parameters = readParameters(header, end + 1);
    const isRelated = parameters.rel?.toLowerCase().split(/\s/).includes(relation) === true;
    // A link with an anchor belongs to another resource than the page (RFC 8288, 3.2).
    if (isRelated && !parameters.hasAnchor) return target;
    position = parameters.end;
  }
  return undefined;
}

interface Parameters {
  /** The first one counts. */
  readonly rel: string | undefined;
  readonly hasAnchor: boolean;
  readonly end: number;
}

const NAME = /\s*;\s*([^\s=;,"<]*)\s*/y;
/** Everything in quotes is text, including a quote after a backslash. */
const VALUE = /=\s*(?:"((?:\\.|[^"\\])*)"?|([^\s;,"]*))/sy;

function readParameters(header: string, start: number): Parameters {
  let rel: string | undefined;
  let hasAnchor = false;
  let end = start;
  for (;;) {
    NAME.lastIndex = end;
    const name = NAME.exec(header)?.[1]?.toLowerCase();
    if (name === undefined) return { rel, hasAnchor, end };
    VALUE.lastIndex = end = NAME.lastIndex;
    const value = VALUE.exec(header);
    if (value === null) continue;
    end = VALUE.lastIndex;
    const text = value[1] ?? value[2] ?? '';
    if (name === 'rel') rel ??= text;
    if (name === 'anchor' && text !== '') hasAnchor = true;
  }
}
