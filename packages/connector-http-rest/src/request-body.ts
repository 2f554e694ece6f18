import { InputError, isJsonObject, stringifyJson, toPath } from '@jobwright/connector-sdk';
import { encodeText, parseContentType } from './content-type.ts';

export interface RequestBody {
  readonly content: string | Uint8Array;
  /** For a request that says none itself. */
  readonly contentType: string;
}

export interface BodyOptions {
  readonly body: unknown;
  /** As the headers say it. */
  readonly contentType: string | undefined;
  readonly ignoreNullValues: boolean;
}

/**
 * What goes over the wire: text as it is, a map as form or JSON by the content type, all else as JSON.
 * @throws InputError
 */
export function toRequestBody({ body, contentType, ignoreNullValues }: BodyOptions): RequestBody | undefined {
  if (body === undefined || body === null) return undefined;
  const { mediaType, charset } = parseContentType(contentType);
  const encode = (text: string): RequestBody => ({
    content: encodeText(text, charset),
    contentType: 'application/json',
  });
  if (isScalar(body)) return encode(String(body));

  refuseDocuments(body, ['body']);
  const content = ignoreNullValues ? withoutNulls(body) : body;
  if (mediaType === 'multipart/form-data') {
    const message = 'multipart/form-data is not supported yet, unless the body is text with its boundaries';
    throw new InputError([{ path: 'headers["Content-Type"]', message }]);
  }
  if (mediaType === 'application/x-www-form-urlencoded') return encode(toForm(content));
  return encode(stringifyJson(content));
}

function toForm(body: unknown): string {
  if (!isJsonObject(body)) {
    throw new InputError([{ path: 'body', message: 'Expected a map or text: it is sent as a form' }]);
  }
  return Object.entries(body)
    .flatMap(([name, value]) => {
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      return values.map((item) => toFormField(name, item));
    })
    .join('&');
}

function toFormField(name: string, value: unknown): string {
  if (value === null) return new URLSearchParams([[name, '']]).toString().slice(0, -1);
  if (isScalar(value)) return new URLSearchParams([[name, String(value)]]).toString();
  const message = 'A form field cannot hold a map or nested list; send JSON, or turn it into text';
  throw new InputError([{ path: toPath(['body', name]), message }]);
}

const isScalar = (value: unknown): value is string | number | bigint | boolean =>
  ['string', 'number', 'bigint', 'boolean'].includes(typeof value);

function refuseDocuments(value: unknown, path: readonly PropertyKey[]): void {
  if (Array.isArray(value)) return value.forEach((item, index) => refuseDocuments(item, [...path, index]));
  if (!isJsonObject(value)) return;
  if ('camunda.document.type' in value) {
    throw new InputError([{ path: toPath(path), message: 'Documents in the body are not supported yet' }]);
  }
  for (const [key, item] of Object.entries(value)) refuseDocuments(item, [...path, key]);
}

/** Without the fields of maps that are null, at any depth; lists keep their items. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === null ? [] : [[key, withoutNulls(item)]])),
  );
}
