import type { Readable } from 'node:stream';
import type { DocumentMetadata } from './document-metadata.ts';

/** The bytes of a document, wherever they are. */
export interface Content {
  readonly size: number;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  /** Of a file whose document has not been saved yet. */
  readonly unsavedPath?: string;
  /** The bytes, to send them. */
  open(): Buffer | Readable;
}

export interface StoredDocument {
  readonly id: string;
  readonly content: Content;
  readonly metadata: DocumentMetadata;
}

/** Takes bytes as they come. */
export interface ContentWriter {
  write(chunk: Uint8Array): Promise<void> | void;
  finish(): Promise<Content>;
  /** Gives up what was written. */
  discard(): Promise<void>;
}

/** Where documents are: in memory or in a folder. */
export interface DocumentStorage {
  /** As references name it. */
  readonly storeId: string;
  /** What was there before. */
  readonly existing: readonly StoredDocument[];
  create(): Promise<ContentWriter>;
  /** Returns the document as it is from now on; it outlasts what the storage outlasts. */
  save(document: StoredDocument): Promise<StoredDocument>;
  /** Removes content that is not saved. */
  discard(content: Content): Promise<void>;
  remove(document: StoredDocument): Promise<void>;
}
