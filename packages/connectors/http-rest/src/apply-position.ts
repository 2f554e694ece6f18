import { InputError, isJsonObject, type JsonValue } from '@jobwright/connector-sdk';
import type { Position } from '@jobwright/http-exchange';
import { addQuery, listEntries } from '@jobwright/http-client';
import type { SendRequestInput } from './send-request.schema.ts';

interface Placed {
  /** With its query parameters. */
  readonly url: string;
  readonly body: JsonValue | undefined;
}

/**
 * URL and body of the request for a page. A link has all its parameters; a cursor or number replaces a
 * parameter of the same name.
 */
export function applyPosition(input: SendRequestInput, position: Position): Placed {
  const { url, body, pagination } = input;
  const parameters = listEntries(input.queryParameters ?? {});
  switch (position.kind) {
    case 'first':
      return { url: addQuery(url, parameters), body };
    case 'link':
      return { url: position.url, body };
    case 'parameter': {
      const { name, value } = position;
      const placeIn =
        pagination !== null && pagination !== undefined && 'placeIn' in pagination
          ? pagination.placeIn
          : 'query';
      if (placeIn === 'body')
        return { url: addQuery(url, parameters), body: { ...expectMap(body), [name]: value } };
      const others = parameters.filter(([other]) => other !== name);
      return { url: addQuery(dropParameter(url, name), [...others, [name, String(value)]]), body };
    }
  }
}

function expectMap(body: JsonValue | undefined) {
  if (body === undefined || body === null) return {};
  if (isJsonObject(body)) return body;
  throw new InputError([{ path: 'body', message: 'Expected a map: the parameter of the page goes into it' }]);
}

/** The rest of the URL stays as written. */
function dropParameter(url: string, name: string): string {
  const match = /^([^?#]*)\?([^#]*)(.*)$/s.exec(url);
  const [, address = url, query = '', fragment = ''] = match ?? [];
  if (match === null) return url;
  const kept = query.split('&').filter((part) => !new URLSearchParams(part).has(name));
  return `${address}${kept.length === 0 ? '' : `?${kept.join('&')}`}${fragment}`;
}
