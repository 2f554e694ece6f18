import type { MessagePart } from '../mime/message-part.ts';

/** The name of a file that an email brings; none that leads elsewhere. */
export function attachmentName({ fileName = '', contentType }: MessagePart, number: number): string {
  const name = fileName.replaceAll(/[\p{Cc}/\\]/gu, '_').trim();
  if (name !== '') return name.slice(-200);
  return `attachment-${number}${contentType === 'message/rfc822' ? '.eml' : ''}`;
}
