import {
  documentInput,
  type DocumentInput,
  InputError,
  isJsonObject,
  isMediaType,
  type JsonObject,
  type JsonValue,
  toPath,
} from '@jobwright/connector-sdk';

/** A document in a body, with what is known before it is opened. */
export interface BodyDocument {
  readonly reference: DocumentInput;
  readonly fileName: string | undefined;
  readonly contentType: string | undefined;
  /** In bytes; `undefined` if unknown. */
  readonly size: number | undefined;
}

/** Whether a map says of itself that it is a reference to a document. */
export const isMarkedAsDocument = (value: JsonObject): boolean => 'camunda.document.type' in value;

/**
 * Reads a value as a reference to a document; `undefined` if it is something else. @throws InputError for an
 * invalid reference
 */
export function readDocument(value: JsonValue, path: readonly PropertyKey[]): BodyDocument | undefined {
  if (!isJsonObject(value) || !isMarkedAsDocument(value)) return undefined;
  const parsed = documentInput.safeParse(value);
  if (!parsed.success) {
    const wrongType = parsed.error.issues.find((issue) => issue.path[0] === 'contentType');
    const message = 'Expected a document reference, as a connector that makes documents returns it';
    throw new InputError([
      wrongType === undefined
        ? { path: toPath(path), message }
        : { path: toPath([...path, 'contentType']), message: wrongType.message },
    ]);
  }
  const reference = parsed.data;
  if (reference['camunda.document.type'] === 'inline') {
    const { name: fileName, content } = reference;
    const contentType = reference.contentType || 'text/plain; charset=utf-8';
    return { reference, fileName, contentType, size: Buffer.byteLength(content) };
  }
  if (reference['camunda.document.type'] === 'external') {
    return { reference, fileName: reference.name, contentType: undefined, size: undefined };
  }
  const { fileName, contentType, size } = reference.metadata;
  // Metadata is process data and must not be able to add a header.
  const isSafe = contentType !== undefined && isMediaType(contentType);
  return { reference, fileName, contentType: isSafe ? contentType : undefined, size };
}
