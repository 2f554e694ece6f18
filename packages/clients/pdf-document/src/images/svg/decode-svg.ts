import { decodeText, EncodingProblem } from '../../text-files/decode-text.ts';
import { SvgProblem } from './svg-problem.ts';

/** Names that a declaration may have for what is read. */
const LATIN = /^(iso-8859-1|latin1|windows-1252|cp1252)$/i;
const UTF = /^(utf-?8|us-ascii|utf-?16(le|be)?)$/i;

/** The text of a drawing, in the encoding that it says it has. @throws SvgProblem */
export function decodeSvg(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(200, bytes.byteLength)).toString(
    'latin1',
  );
  const [, name = 'utf-8'] = /<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)["']/.exec(start) ?? [];
  if (!LATIN.test(name) && !UTF.test(name))
    throw new SvgProblem(`the SVG is written in ${name}; save it as UTF-8`);
  try {
    return decodeText(bytes, LATIN.test(name) ? 'windows-1252' : 'utf-8');
  } catch (error) {
    throw error instanceof EncodingProblem
      ? new SvgProblem(`the SVG cannot be read: ${error.message}`)
      : error;
  }
}
