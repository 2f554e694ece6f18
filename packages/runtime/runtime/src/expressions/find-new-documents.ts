import { toPath } from '@jobwright/connector-sdk';
import { isJsonObject } from '@jobwright/json';
import { MARKED } from './document-marks.ts';
import { MAX_WRITTEN_BYTES, tooDeep, tooLargeError } from './output-text.ts';
import { MAX_DOCUMENT_BYTES, type NewContent, readNewDocument } from './read-new-document.ts';

const MAX_DOCUMENTS = 100;

/**
 * The documents in the result of an expression, by the context that stands for each; or what is wrong with
 * one.
 */
export type NewDocuments = ReadonlyMap<object, NewContent>;

/**
 * Searches the result of an expression for documents with its mark, and checks all before any is stored. One
 * that is there several times is one document. The mark in a text means that the expression converted a
 * document to something else.
 * @throws ConnectorError `OUTPUT_TOO_LARGE`, `OUTPUT_TOO_DEEP`
 */
export function findNewDocuments(value: unknown, mark: string): NewDocuments | string {
  if (isMarked(value, mark)) {
    return 'it must not be a bare createDocument(...): give it a name, e.g. {file: createDocument(...)}';
  }
  const found = new Map<object, NewContent>();
  let bytes = 0;
  let charactersLeft = MAX_WRITTEN_BYTES;
  const take = (characters: number): void => {
    charactersLeft -= characters;
    if (charactersLeft < 0) throw tooLargeError(`more than ${MAX_WRITTEN_BYTES}`);
  };
  const isOther = (text: string): boolean => text.includes(mark);
  const visit = (part: unknown, path: readonly PropertyKey[]): string | undefined => {
    take(typeof part === 'string' ? part.length + 2 : 1);
    if (typeof part === 'string') {
      return isOther(part) ? `createDocument at ${toPath(path)} gives a document, no text` : undefined;
    }
    if (typeof part !== 'object' || part === null || found.has(part)) return undefined;
    if (isMarked(part, mark)) {
      const document = readNewDocument(part.content);
      if (typeof document === 'string') return `createDocument at ${toPath(path)} ${document}`;
      bytes += document.content.byteLength;
      found.set(part, document);
      if (found.size > MAX_DOCUMENTS) return `more than ${MAX_DOCUMENTS} documents are made`;
      return bytes > MAX_DOCUMENT_BYTES
        ? `documents of more than ${MAX_DOCUMENT_BYTES} bytes are made`
        : undefined;
    }
    for (const [name, child] of Object.entries(part)) {
      take(name.length);
      if (isOther(name)) return `createDocument below ${toPath(path)} gives a document, no name`;
      const problem = visit(child, [...path, Array.isArray(part) ? Number(name) : name]);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
  try {
    return visit(value, []) ?? found;
  } catch (error) {
    // Values nested that deep overflow the stack.
    if (error instanceof RangeError) throw tooDeep(error);
    throw error;
  }
}

const isMarked = (value: unknown, mark: string): value is { readonly content: unknown } =>
  isJsonObject(value) && Object.hasOwn(value, MARKED) && value[MARKED] === mark;
