import type { JsonObject, JsonValue } from '@jobwright/json';
import { hasDotSegment, encodePathSegment } from '@jobwright/http-client';
import { z } from 'zod';
import type { HubspotTarget } from '../backend-target.ts';
import type { RecordBackend, RecordKey, StoredRecord } from '../backend.ts';
import { RecordError } from '../../record-failure.ts';
import type { RecordContext } from '../record-context.ts';
import { readHubspotReason } from './read-hubspot-reason.ts';
import type { FieldNames } from './record-service.ts';
import { type JsonAnswer, type JsonRequest, sendJson } from './send-json.ts';
import { createServiceBackend } from './service-backend.ts';
import { type ServiceReason, serviceRefusedError } from './service-refused-error.ts';
import { isSameServiceValue, toServiceValue } from './service-value.ts';
import { toText } from '../../record/to-text.ts';

const ID = 'hs_object_id';
const UNIQUE = [ID, 'email'];

const contact = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
  updatedAt: z.string(),
});
const contacts = z.object({ results: z.array(contact) });
const upserted = z.object({
  results: z.array(contact.extend({ new: z.boolean().optional() })),
  errors: z.array(z.unknown()).optional(),
});
/** What HubSpot gives when no properties are asked for. */
const GIVEN_PROPERTIES = ['createdate', 'email', 'firstname', ID, 'lastmodifieddate', 'lastname'];

/**
 * Contacts of HubSpot, https://developers.hubspot.com/docs/api-reference/crm-contacts-v3. It has no conditional writes: a
 * version is the time of the last change, compared right before the write.
 */
export function createHubspotBackend(
  target: Omit<HubspotTarget, 'backend'>,
  context: RecordContext,
): RecordBackend {
  const { token, keyProperty } = target;
  const contactsUrl = `${target.baseUrl.replace(/\/+$/, '')}/crm/v3/objects/contacts`;
  const send = (request: JsonRequest): Promise<JsonAnswer> =>
    sendJson({ ...request, authentication: { type: 'bearer', token } }, context);

  const buildUrl = (
    key: RecordKey,
    more: Readonly<Record<string, string>> = {},
    property = keyProperty,
  ): string => {
    const query = new URLSearchParams({ ...(property === ID ? {} : { idProperty: property }), ...more });
    return `${contactsUrl}/${encodePathSegment(key, 'key')}${query.size === 0 ? '' : `?${query.toString()}`}`;
  };
  const toRecord = (value: z.output<typeof contact>): StoredRecord => ({
    key: keyProperty === ID ? value.id : (value.properties[keyProperty] ?? value.id),
    version: value.updatedAt,
    fields: value.properties,
  });
  const wanted = (fields: FieldNames): readonly string[] | undefined => {
    if (fields !== undefined) return [...new Set([keyProperty, ...fields])];
    return GIVEN_PROPERTIES.includes(keyProperty) ? undefined : [...GIVEN_PROPERTIES, keyProperty];
  };
  const buildQuery = (fields: FieldNames): Readonly<Record<string, string>> => {
    const properties = wanted(fields);
    return properties === undefined ? {} : { properties: properties.join(',') };
  };
  /** Right after a change too, which a search does not know for seconds. Only by properties that are unique. */
  const findUnique = async (property: string, value: RecordKey, fields: FieldNames) => {
    const answer = await send({ method: 'GET', url: buildUrl(value, buildQuery(fields), property) });
    return answer.status === 404 ? [] : [toRecord(parse(contact, answer))];
  };

  return createServiceBackend(
    {
      isSame: (stored, written) => isSameServiceValue(stored ?? '', toProperty(written), written),

      async read(key, fields) {
        const answer = await send({ method: 'GET', url: buildUrl(key, buildQuery(fields)) });
        if (answer.status === 404) return undefined;
        return { ...toRecord(parse(contact, answer)), key };
      },

      async find(field, value, fields) {
        if (field === keyProperty || UNIQUE.includes(field)) return findUnique(field, value, fields);
        const properties = wanted(fields);
        const body = {
          filterGroups: [{ filters: [{ propertyName: field, operator: 'EQ', value: String(value) }] }],
          ...(properties === undefined ? {} : { properties }),
          limit: 2,
        };
        const found = parse(contacts, await send({ method: 'POST', url: `${contactsUrl}/search`, body }));
        if (found.results.length > 0) return found.results.map(toRecord);
        if (value === '' || hasDotSegment(String(value))) return [];
        // A property of one's own may be unique; HubSpot refuses to be asked by one that is not.
        return findUnique(field, value, fields).catch((error: unknown) => {
          if (isRejected(error)) return [];
          throw error;
        });
      },

      async create(key, values) {
        const properties = toProperties(key === undefined ? values : { ...values, [keyProperty]: key });
        const answer = await send({ method: 'POST', url: contactsUrl, body: { properties } });
        return toRecord(parse(contact, answer));
      },

      async patch({ record, merged }) {
        const body = { properties: toProperties(merged) };
        const answer = await send({ method: 'PATCH', url: buildUrl(record.key), body });
        return toRecord(parse(contact, answer));
      },

      async put(key, values) {
        if (keyProperty === ID) throw keyNotWritableError();
        const inputs = [{ id: String(key), idProperty: keyProperty, properties: toProperties(values) }];
        const answer = await send({ method: 'POST', url: `${contactsUrl}/batch/upsert`, body: { inputs } });
        const { results, errors = [] } = parse(upserted, answer);
        const [first] = results;
        if (first === undefined) {
          const reason: ServiceReason =
            errors.length === 0 ? { refusal: 'answerInvalid', details: {} } : readHubspotReason(answer);
          throw serviceRefusedError(answer, reason);
        }
        return { record: toRecord(first), created: first.new ?? true };
      },
    },
    context,
  );
}

/** HubSpot knows texts; an empty one clears a property, and options of a list are joined. */
const toProperties = (values: JsonObject): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toProperty(value)]));

function toProperty(value: JsonValue): string {
  if (value === null) return '';
  return toText(toServiceValue(value));
}

function parse<Schema extends z.ZodType>(schema: Schema, answer: JsonAnswer): z.output<Schema> {
  if (answer.status >= 300) throw serviceRefusedError(answer, readHubspotReason(answer));
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  throw serviceRefusedError(answer, { refusal: 'answerInvalid', details: {} });
}

const keyNotWritableError = (): RecordError =>
  new RecordError({
    failure: { kind: 'keyNotWritable' },
    message: 'HubSpot assigns ids itself: upsert needs another unique property as key, such as email',
  });

const isRejected = (error: unknown): boolean =>
  error instanceof RecordError &&
  error.failure.kind === 'serviceRefused' &&
  error.failure.refusal === 'rejected';
