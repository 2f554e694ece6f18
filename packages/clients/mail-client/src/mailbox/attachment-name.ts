import type { MessagePart } from '../mime/message-part.ts';

/** Characters that nobody sees, and some that reverse what is seen: `a<reversed>fdp.exe` looks like a PDF. */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cf}\p{Zl}\p{Zp}]/gu;
const MAX_CHARACTERS = 200;

/** The name of a file that an email brings; none that leads elsewhere. */
export function attachmentName({ fileName = '', contentType }: MessagePart, number: number): string {
  const name = fileName
    .replaceAll(/[\p{Cc}/\\]/gu, '_')
    .replaceAll(INVISIBLE, '')
    .trim()
    .slice(-MAX_CHARACTERS)
    // The second half of a character that was cut.
    .replace(/^[\udc00-\udfff]/, '');
  if (!/^\.*$/.test(name)) return name;
  return `attachment-${number}${contentType === 'message/rfc822' ? '.eml' : ''}`;
}
