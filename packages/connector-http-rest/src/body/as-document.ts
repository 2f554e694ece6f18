import {
  documentInput,
  type DocumentInput,
  InputError,
  isJsonObject,
  type JsonValue,
  toPath,
} from '@jobwright/connector-sdk';

/** A document in a body, with what is known of it before it is opened. */
export interface BodyDocument {
  readonly reference: DocumentInput;
  readonly fileName: string | undefined;
  readonly contentType: string | undefined;
  /** Bytes; `undefined`: not known. */
  readonly size: number | undefined;
}

/** The document that a value refers to; `undefined` when it is something else. @throws InputError for a broken reference */
export function asDocument(value: JsonValue, path: readonly PropertyKey[]): BodyDocument | undefined {
  if (!isJsonObject(value) || !('camunda.document.type' in value)) return undefined;
  const parsed = documentInput.safeParse(value);
  if (!parsed.success) {
    throw new InputError([
      {
        path: toPath(path),
        message: 'Expected a document reference, as a connector that makes documents returns it',
      },
    ]);
  }
  const reference = parsed.data;
  if (reference['camunda.document.type'] === 'inline') {
    const { name: fileName, contentType = 'text/plain; charset=utf-8', content } = reference;
    return { reference, fileName, contentType, size: Buffer.byteLength(content) };
  }
  if (reference['camunda.document.type'] === 'external') {
    return { reference, fileName: reference.name, contentType: undefined, size: undefined };
  }
  const { fileName, contentType, size } = reference.metadata;
  return { reference, fileName, contentType: asHeaderText(contentType), size };
}

/** Metadata is data of the process: it must not be able to add a header. */
const asHeaderText = (text: string | undefined): string | undefined =>
  text !== undefined && /^[\x20-\x7e]+$/.test(text) ? text : undefined;
