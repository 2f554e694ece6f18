import type { DocumentInput } from '@jobwright/connector-sdk';
import type { PdfFailure } from '../pdf-error.ts';
import type { PdfSummary } from '../pdf-definition.ts';
import type { RenderRequest } from './render-request.ts';

/** What a thread is told. */
export type ToThread =
  | { readonly kind: 'render'; readonly request: RenderRequest }
  /** So many chunks have been taken. */
  | { readonly kind: 'taken'; readonly chunks: number }
  /** The answer to a question; nothing: the stream is at its end. */
  | { readonly kind: 'answer'; readonly call: number; readonly bytes: Uint8Array | undefined }
  /** It could not be answered: the one who was asked knows why. */
  | { readonly kind: 'refusal'; readonly call: number };

/** What a thread says. */
export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'chunk'; readonly bytes: Uint8Array<ArrayBuffer> }
  | {
      readonly kind: 'read';
      readonly call: number;
      readonly document: DocumentInput;
      readonly maxBytes: number;
    }
  /** The next piece of a stream; with a document the first one. */
  | {
      readonly kind: 'pull';
      readonly call: number;
      readonly stream: number;
      readonly document: DocumentInput;
    }
  | { readonly kind: 'done'; readonly result: PdfSummary }
  | { readonly kind: 'failed'; readonly failure: ThreadFailure };

/** Errors do not keep their class on the way between threads. */
export type ThreadFailure =
  | { readonly kind: 'pdf'; readonly failure: PdfFailure }
  /** A document could not be loaded; why is known where it was asked for. */
  | { readonly kind: 'refused'; readonly call: number }
  | { readonly kind: 'unexpected'; readonly message: string; readonly stack: string | undefined };

/** Chunks that may be on their way: beyond that a thread waits for them to be taken. */
export const MAX_CHUNKS_UNDERWAY = 16;
