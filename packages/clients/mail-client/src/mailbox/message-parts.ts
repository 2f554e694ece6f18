import { MailError } from '../mail-failure.ts';
import type { Charsets } from '../mime/charsets.ts';
import type { MessagePart } from '../mime/message-part.ts';
import type { MessagePiece } from '../mime/piece-buffer.ts';
import { collectText } from './collect-text.ts';
import { type MessageHeaders, parseMessageHeaders } from './message-headers.ts';
import type { PartSink } from './part-sink.ts';
import { listShownIds } from './shown-images.ts';

/** What an email says, without its attachments. */
export interface MessageText {
  readonly headers: MessageHeaders;
  readonly plainTextBody: string | null;
  readonly htmlBody: string | null;
  /** Whether there is more text than is given. */
  readonly isCut: boolean;
}

/** Text and HTML of one email together: more does not fit into process variables. */
export const MAX_BODY_BYTES = 1_000_000;

/** Of all parts together: they are kept until the end. */
const MAX_HEADERS_BYTES = 2 * 1024 * 1024;

export interface PartsOptions {
  readonly charsets: Charsets;
  /** `number` counts the attachments, from 1. */
  readonly openAttachment: (part: MessagePart, number: number) => PartSink | undefined;
}

/**
 * Takes the parts of an email one after the other, and collects its text. What takes an attachment is up to
 * `openAttachment`.
 */
export function collectMessageParts({ charsets, openAttachment }: PartsOptions) {
  let head: Uint8Array = new Uint8Array();
  let current: PartSink | undefined;
  let attachmentCount = 0;
  let headerBytes = 0;
  const bodies: Record<'text/plain' | 'text/html', string[]> = { 'text/plain': [], 'text/html': [] };
  const shownIds = new Set<string>();
  const budget = { remainingBytes: MAX_BODY_BYTES, isExceeded: false };

  async function endPart(): Promise<void> {
    const part = current;
    current = undefined;
    await part?.end();
  }

  function beginPart(part: MessagePart): PartSink | undefined {
    if (part.isRoot) head = part.head;
    headerBytes += part.head.byteLength;
    if (headerBytes > MAX_HEADERS_BYTES)
      throw unreadableError(`its parts have more than ${MAX_HEADERS_BYTES} bytes of headers`);
    if (part.boundary !== undefined || isShownInHtml(part)) return undefined;
    const type = bodyTypeOf(part);
    if (type !== undefined)
      return collectText(part, { charsets, budget, onText: (text) => addText(type, text) });
    attachmentCount += 1;
    return openAttachment(part, attachmentCount);
  }

  /** A picture that the HTML shows is part of the HTML, not an attachment. */
  function isShownInHtml({ contentType, contentId, disposition }: MessagePart): boolean {
    if (contentId === undefined || disposition === 'attachment' || !contentType.startsWith('image/'))
      return false;
    // Another picture with the same id is not shown.
    return shownIds.delete(contentId);
  }

  function addText(type: keyof typeof bodies, text: string): void {
    bodies[type].push(text);
    if (type === 'text/html') for (const id of listShownIds(text)) shownIds.add(id);
  }

  const join = (texts: readonly string[]): string | null => (texts.length === 0 ? null : texts.join('\n'));

  return {
    endPart,
    async take(piece: MessagePiece): Promise<void> {
      if (piece.kind === 'content') return current?.write(piece.bytes);
      await endPart();
      current = beginPart(piece.part);
    },
    async finish(): Promise<MessageText> {
      return {
        headers: await parseMessageHeaders(head),
        plainTextBody: join(bodies['text/plain']),
        htmlBody: join(bodies['text/html']),
        isCut: budget.isExceeded,
      };
    },
  };
}

const unreadableError = (reason: string): MailError => new MailError({ kind: 'message-unreadable', reason });

function bodyTypeOf({ contentType, disposition }: MessagePart): 'text/plain' | 'text/html' | undefined {
  if (disposition === 'attachment') return undefined;
  return contentType === 'text/plain' || contentType === 'text/html' ? contentType : undefined;
}
