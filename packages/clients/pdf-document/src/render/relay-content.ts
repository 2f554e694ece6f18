import type { PdfSummary } from '../pdf-definition.ts';

export interface RelayedContent {
  readonly content: AsyncGenerator<Uint8Array, void, undefined>;
  /**
   * What broke the drawing off, which a store may have wrapped into an error of its own; else `undefined`.
   */
  failure(): unknown;
  /** @throws Error when the content was not read to its end */
  result(): PdfSummary;
}

/** Hands on what is drawn to a document store, and keeps what became of it. */
export function relayContent(drawn: AsyncGenerator<Uint8Array, PdfSummary, undefined>): RelayedContent {
  let result: PdfSummary | undefined;
  let failure: unknown;
  async function* relay(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (;;) {
        const step = await drawn.next();
        if (step.done === true) {
          result = step.value;
          return;
        }
        yield step.value;
      }
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      await drawn.return({ pages: 0, size: 0, sha256: '', title: '', warnings: [] });
    }
  }
  return {
    content: relay(),
    failure: () => failure,
    result() {
      if (result === undefined) throw new Error('The document store did not read the document to its end');
      return result;
    },
  };
}
