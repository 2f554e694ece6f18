import { toErrorMessage } from '@jobwright/concurrency/errors';
import type { Content, DocumentStorage } from './document-storage.ts';
import { Problem } from './problem.ts';

/** Memory, or room in the data directory, that the document store may use. */
export interface DocumentLimits {
  /** Of one document; default 50 MB. */
  readonly maxDocumentBytes?: number;
  /** Of all documents together, those still being received included; default 250 MB. */
  readonly maxTotalBytes?: number;
}

const MEGABYTE = 1024 * 1024;

/** Takes content within limits; what was received counts until it is freed. */
export interface ContentBudget {
  /**
   * @throws Problem 413 when the content, 507 when the whole, would grow beyond its limit, or when there is
   * no room for it.
   */
  receive(content: AsyncIterable<Uint8Array>): Promise<Content>;
  free(content: Content): void;
}

export function createContentBudget(limits: DocumentLimits, storage: DocumentStorage): ContentBudget {
  const { maxDocumentBytes = 50 * MEGABYTE, maxTotalBytes = 250 * MEGABYTE } = limits;
  let totalBytes = storage.existing.reduce((sum, { content }) => sum + content.size, 0);

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
        `The ${storage.storeId} document store would hold more than ${maxTotalBytes} bytes: delete documents first`,
      );
    }
    return undefined;
  };
  const storing = async <T>(step: () => Promise<T> | T): Promise<T> => {
    try {
      return await step();
    } catch (error) {
      throw new Problem(507, `The document cannot be stored: ${toErrorMessage(error)}`);
    }
  };

  return {
    async receive(content) {
      const writer = await storing(() => storage.create());
      let bytes = 0;
      let refusal: Problem | undefined;
      try {
        for await (const chunk of content) {
          // Refused content is read to its end: a client cut off while sending never sees the answer.
          if (refusal) continue;
          bytes += chunk.length;
          totalBytes += chunk.length;
          refusal = overBudget(bytes);
          if (!refusal) await storing(() => writer.write(chunk));
        }
        if (refusal) throw refusal;
        return await storing(() => writer.finish());
      } catch (error) {
        totalBytes -= bytes;
        await writer.discard().catch(() => undefined);
        throw error;
      }
    },
    free(content) {
      totalBytes -= content.size;
    },
  };
}
