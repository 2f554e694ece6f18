import { createHash } from 'node:crypto';
import { Problem } from './problem.ts';

/** Memory that the document store may use. */
export interface DocumentLimits {
  /** Of one document; default 50 MB. */
  readonly maxDocumentBytes?: number;
  /** Of all documents together, those still being received included; default 250 MB. */
  readonly maxTotalBytes?: number;
}

const MEGABYTE = 1024 * 1024;

export interface ReceivedContent {
  readonly bytes: Buffer;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}

/** Takes content into memory within limits; what was received counts until it is freed. */
export interface ContentBudget {
  /** @throws Problem 413 when the content, 507 when the whole, would grow beyond its limit. */
  receive(content: AsyncIterable<Uint8Array>): Promise<ReceivedContent>;
  free(content: ReceivedContent): void;
}

export function createContentBudget(limits: DocumentLimits): ContentBudget {
  const { maxDocumentBytes = 50 * MEGABYTE, maxTotalBytes = 250 * MEGABYTE } = limits;
  let totalBytes = 0;

  const overBudget = (bytes: number): Problem | undefined => {
    if (bytes > maxDocumentBytes) {
      return new Problem(
        413,
        `The document is larger than the ${maxDocumentBytes} bytes one document may have`,
      );
    }
    if (totalBytes > maxTotalBytes) {
      return new Problem(
        507,
        `The in-memory document store would hold more than ${maxTotalBytes} bytes: delete documents first`,
      );
    }
    return undefined;
  };

  return {
    async receive(content) {
      const chunks: Uint8Array[] = [];
      let bytes = 0;
      let refusal: Problem | undefined;
      try {
        for await (const chunk of content) {
          // Refused content is read to its end: a client cut off while sending never sees the answer.
          if (refusal) continue;
          chunks.push(chunk);
          bytes += chunk.length;
          totalBytes += chunk.length;
          refusal = overBudget(bytes);
          if (refusal) chunks.length = 0;
        }
        if (refusal) throw refusal;
      } catch (error) {
        totalBytes -= bytes;
        throw error;
      }
      const whole = Buffer.concat(chunks);
      return { bytes: whole, hash: createHash('sha256').update(whole).digest('hex') };
    },
    free(content) {
      totalBytes -= content.bytes.length;
    },
  };
}
