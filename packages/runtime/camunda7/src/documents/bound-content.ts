import { createHash } from 'node:crypto';
import { ConnectorError, type NewDocument } from '@jobwright/connector-sdk';

/** Content that is counted while it passes. */
export interface BoundContent {
  readonly content: AsyncIterable<Uint8Array>;
  /** Once the content has passed. */
  facts(): { readonly size: number; readonly hash: string };
  /** Why it was ended, when it was too large. */
  readonly problem: ConnectorError | undefined;
}

/** Passes content on, and ends it with an error beyond `maxBytes`. */
export function boundContent(content: NewDocument['content'], maxBytes: number): BoundContent {
  const hash = createHash('sha256');
  let size = 0;
  let problem: ConnectorError | undefined;
  return {
    content: (async function* () {
      for await (const chunk of content instanceof Uint8Array ? [content] : content) {
        size += chunk.byteLength;
        if (size > maxBytes) {
          problem = new ConnectorError({
            code: 'DOCUMENT_TOO_LARGE',
            message: `The document is larger than the ${maxBytes} bytes that the engine's store takes`,
          });
          throw problem;
        }
        hash.update(chunk);
        yield chunk;
      }
    })(),
    facts: () => ({ size, hash: hash.digest('hex') }),
    get problem() {
      return problem;
    },
  };
}
