import { encodePathSegment } from '@jobwright/http-client';
import { z } from 'zod';
import type { HubspotTarget } from '../backend-target.ts';
import type { RecordKey, StoredRecord } from '../backend.ts';
import type { RecordContext } from '../record-context.ts';
import { readHubspotReason } from './read-hubspot-reason.ts';
import type { FieldNames } from './record-service.ts';
import { type JsonAnswer, type JsonRequest, sendJson } from './send-json.ts';
import { serviceRefusedError } from './service-refused-error.ts';

export const HUBSPOT_ID = 'hs_object_id';

export const hubspotContact = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
  updatedAt: z.string(),
});
/** What HubSpot gives when no properties are asked for. */
const GIVEN_PROPERTIES = ['createdate', 'email', 'firstname', HUBSPOT_ID, 'lastmodifieddate', 'lastname'];

/** The addresses of contacts, and what is read from them. */
export interface HubspotContacts {
  readonly url: string;
  readonly contactUrl: (key: RecordKey) => string;
  readonly send: (request: JsonRequest) => Promise<JsonAnswer>;
  /** Properties to ask for; undefined: those that HubSpot gives by itself. */
  listProperties(fields: FieldNames): readonly string[] | undefined;
  readonly toRecord: (contact: z.output<typeof hubspotContact>) => StoredRecord;
  /**
   * Finds a contact by a unique property, also right after a change, which a search does not know for
   * seconds.
   */
  read(property: string, value: RecordKey, fields: FieldNames): Promise<StoredRecord | undefined>;
}

export function createHubspotContacts(
  { baseUrl, token, keyProperty }: Omit<HubspotTarget, 'backend'>,
  context: RecordContext,
): HubspotContacts {
  const url = `${baseUrl.replace(/\/+$/, '')}/crm/v3/objects/contacts`;
  const send = (request: JsonRequest): Promise<JsonAnswer> =>
    sendJson({ ...request, authentication: { type: 'bearer', token } }, context);
  const contactUrl = (property: string, value: RecordKey, properties?: readonly string[]): string => {
    const query = new URLSearchParams({
      ...(property === HUBSPOT_ID ? {} : { idProperty: property }),
      ...(properties === undefined ? {} : { properties: properties.join(',') }),
    });
    return `${url}/${encodePathSegment(value, 'key')}${query.size === 0 ? '' : `?${query.toString()}`}`;
  };
  const listProperties = (fields: FieldNames): readonly string[] | undefined => {
    if (fields !== undefined) return [...new Set([keyProperty, ...fields])];
    return GIVEN_PROPERTIES.includes(keyProperty) ? undefined : [...GIVEN_PROPERTIES, keyProperty];
  };
  const toRecord = (contact: z.output<typeof hubspotContact>): StoredRecord => ({
    key: keyProperty === HUBSPOT_ID ? contact.id : (contact.properties[keyProperty] ?? contact.id),
    version: contact.updatedAt,
    fields: contact.properties,
  });
  return {
    url,
    contactUrl: (key) => contactUrl(keyProperty, key),
    send,
    listProperties,
    toRecord,
    async read(property, value, fields) {
      const answer = await send({ method: 'GET', url: contactUrl(property, value, listProperties(fields)) });
      return answer.status === 404 ? undefined : toRecord(parseHubspotAnswer(hubspotContact, answer));
    },
  };
}

export function parseHubspotAnswer<Schema extends z.ZodType>(
  schema: Schema,
  answer: JsonAnswer,
): z.output<Schema> {
  if (answer.status >= 300) throw serviceRefusedError(answer, readHubspotReason(answer));
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  throw serviceRefusedError(answer, { refusal: 'answerInvalid', details: {} });
}
