import { InputError, isJsonObject, type JsonValue, toPath } from '@jobwright/connector-sdk';

/** A map as `application/x-www-form-urlencoded`; a list repeats the name, null is a name without value. @throws InputError */
export function toFormText(body: JsonValue): string {
  if (!isJsonObject(body)) {
    throw new InputError([{ path: 'body', message: 'Expected a map or text: it is sent as a form' }]);
  }
  return Object.entries(body)
    .flatMap(([name, value]) => {
      const values: readonly JsonValue[] = Array.isArray(value) ? value : [value];
      return values.map((item) => toFormField(name, item));
    })
    .join('&');
}

function toFormField(name: string, value: JsonValue): string {
  if (value === null) return new URLSearchParams([[name, '']]).toString().slice(0, -1);
  if (typeof value !== 'object') return new URLSearchParams([[name, String(value)]]).toString();
  const message = 'A form field cannot hold a map, list or document; send JSON or multipart/form-data';
  throw new InputError([{ path: toPath(['body', name]), message }]);
}
