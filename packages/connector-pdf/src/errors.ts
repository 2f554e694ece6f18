import { ConnectorError } from '@jobwright/connector-sdk';

interface Character {
  readonly character: string;
  /** Where it stands in the input. */
  readonly path: string;
}

const describe = (character: string): string =>
  `"${character}" (U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')})`;

/** The font has no glyph for a character; drawing it would leave an empty box. */
export const toGlyphMissing = ({ character, path }: Character): ConnectorError =>
  new ConnectorError({
    code: 'PDF_GLYPH_MISSING',
    message: `The font has no glyph for ${describe(character)} in ${path}; leave the character out or replace it`,
    variables: { character, path },
  });

/** The character belongs to a script that is written from right to left, which would come out in the wrong order. */
export const toScriptNotSupported = ({ character, path }: Character): ConnectorError =>
  new ConnectorError({
    code: 'PDF_SCRIPT_NOT_SUPPORTED',
    message: `${describe(character)} in ${path} is written from right to left, which is not supported`,
    variables: { character, path },
  });

/** A table row is never split, so it has to fit on a page. */
export const toRowTooTall = (path: string): ConnectorError =>
  new ConnectorError({
    code: 'PDF_ROW_TOO_TALL',
    message: `${path} does not fit on one page; make its texts shorter or its columns wider`,
    variables: { path },
  });
