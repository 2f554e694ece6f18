import type { MimeNode, SplitterChunk } from '#mailsplit';
import { collectText } from './collect-text.ts';
import { mailboxFailure } from './mailbox-failure.ts';
import { type MessageHeaders, parseMessageHeaders } from './message-headers.ts';
import type { PartSink } from './part-sink.ts';

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

/** Takes the parts of an email one after the other, and collects its text. What takes an attachment is up to `openAttachment`. */
export function takeMessageParts(openAttachment: (node: MimeNode, count: number) => PartSink | undefined) {
  let head: Uint8Array = new Uint8Array();
  let current: PartSink | undefined;
  let attachmentCount = 0;
  let headerBytes = 0;
  const bodies: Record<'text/plain' | 'text/html', string[]> = { 'text/plain': [], 'text/html': [] };
  const budget = { remainingBytes: MAX_BODY_BYTES, isExceeded: false };

  async function endPart(): Promise<void> {
    const part = current;
    current = undefined;
    await part?.end();
  }

  function beginPart(node: MimeNode): PartSink | undefined {
    const own = node.getHeaders();
    if (node.root) head = own;
    headerBytes += own.byteLength;
    if (headerBytes > MAX_HEADERS_BYTES)
      throw mailboxFailure.unreadable(`its parts have more than ${MAX_HEADERS_BYTES} bytes of headers`);
    if (isContainer(node) || isShownInHtml(node)) return undefined;
    const type = toBodyType(node);
    if (type !== undefined) return collectText(node, { budget, onText: (text) => bodies[type].push(text) });
    attachmentCount += 1;
    return openAttachment(node, attachmentCount);
  }

  const join = (texts: readonly string[]): string | null => (texts.length === 0 ? null : texts.join('\n'));

  return {
    endPart,
    async take(chunk: SplitterChunk): Promise<void> {
      if (chunk.type === 'node') {
        await endPart();
        current = beginPart(chunk);
      } else if (chunk.type === 'body' || hasNoBoundary(chunk.node)) {
        await current?.write(chunk.value);
      }
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

/** It says that it has parts, but not what is between them: all there is is text. */
const hasNoBoundary = (node: MimeNode): boolean => node.multipart !== false && node._boundary === false;

const isContainer = (node: MimeNode): boolean => node.multipart !== false && !hasNoBoundary(node);

function toBodyType(node: MimeNode): 'text/plain' | 'text/html' | undefined {
  if (node.disposition === 'attachment') return undefined;
  if (node.contentType === false || node.multipart !== false) return 'text/plain';
  return node.contentType === 'text/plain' || node.contentType === 'text/html' ? node.contentType : undefined;
}

/** A picture that the HTML shows is part of the HTML, not an attachment. */
function isShownInHtml(node: MimeNode): boolean {
  if (node.disposition === 'attachment' || node.contentType === false) return false;
  if (!node.contentType.startsWith('image/') || node.headers === false) return false;
  return node.headers.hasHeader('content-id') && isWithinRelated(node);
}

function isWithinRelated({ parentNode }: MimeNode): boolean {
  if (parentNode === false) return false;
  return parentNode.multipart === 'related' || isWithinRelated(parentNode);
}
