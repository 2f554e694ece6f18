/** One parameter of a header such as `Content-Type`. */
export interface HeaderParameter {
  /** Lower case. */
  readonly name: string;
  /** Without its quotes; empty when there is none. */
  readonly value: string;
}

/** In quotes everything is text (RFC 9110, 5.6.6). A value without quotes may have blanks in it, as many servers write file names. */
const PARAMETER = /;\s*([^\s=;"]*)\s*(?:=\s*(?:"((?:\\.|[^"\\])*)"?|([^;"]*)))?/gs;

/** The parameters behind the first semicolon of a header value, in their order. Each character is looked at once. */
export function listHeaderParameters(headerValue: string): readonly HeaderParameter[] {
  return Array.from(headerValue.matchAll(PARAMETER), ([, name = '', quoted, bare = '']) => ({
    name: name.toLowerCase(),
    value: quoted === undefined ? bare.trim() : unescapeQuoted(quoted),
  }));
}

/** A backslash before another character is one of a path, which somebody has forgotten to escape. */
const unescapeQuoted = (text: string): string => text.replaceAll(/\\(["\\])/g, '$1');
