import type { DocumentStore } from '@jobwright/connector-sdk';
import { readMessage } from '../mailbox/read-message.ts';

/**
 * What the connector makes of a raw email (latin1), sent in pieces of so many bytes: attachments as name,
 * type and content.
 */
export async function readRaw(raw: string, pieceBytes = 7) {
  const files: (readonly [string, string, string])[] = [];
  const documents: DocumentStore = {
    async create({ content, fileName, contentType }) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of content instanceof Uint8Array ? [content] : content) chunks.push(chunk);
      files.push([fileName, contentType, Buffer.concat(chunks).toString('latin1')]);
      return {
        'camunda.document.type': 'camunda',
        storeId: 'test',
        documentId: String(files.length),
        metadata: { fileName, contentType },
      };
    },
    open: () => Promise.reject(new Error('not used')),
  };
  const bytes = Buffer.from(raw, 'latin1');
  const content = (async function* () {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  })();
  const { headers, plainTextBody, htmlBody, errors } = await readMessage(content, {
    documents,
    signal: AbortSignal.timeout(10_000),
  });
  return { headers, text: plainTextBody, html: htmlBody, files, errors };
}
