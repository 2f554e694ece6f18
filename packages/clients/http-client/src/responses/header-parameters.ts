/** One parameter of a header such as `Content-Type`. */
export interface HeaderParameter {
  /** Lower case. */
  readonly name: string;
  /** Without its quotes; empty when there is none. */
  readonly value: string;
}

/**
 * Everything in quotes is text (RFC 9110, 5.6.6). A value without quotes may contain blanks: many servers
 * write file names that way.
 */
const PARAMETER = /;\s*([^\s=;"]*)\s*(?:=\s*(?:"((?:\\.|[^"\\])*)"?|([^;"]*)))?/gs;

/** The parameters after the first semicolon of a header value, in order. Takes linear time. */
export function listHeaderParameters(headerValue: string): readonly HeaderParameter[] {
  return Array.from(headerValue.matchAll(PARAMETER), ([, name = '', quoted, bare = '']) => ({
    name: name.toLowerCase(),
    value: quoted === undefined ? bare.trim() : unescapeQuoted(quoted),
  }));
}

/** A backslash before any other character belongs to a path that was not escaped. */
const unescapeQuoted = (text: string): string => text.replaceAll(/\\(["\\])/g, '$1');
