import {
  ConnectorError,
  type JsonObject,
  type JsonValue,
  type OperationContext,
} from '@jobwright/connector-sdk';
import { toPathSegment } from '@jobwright/http-client';
import { z } from 'zod';
import type { HubspotTarget } from '../backend-inputs.schema.ts';
import type { RecordBackend, RecordKey, StoredRecord } from '../backend.ts';
import type { FieldNames } from './record-service.ts';
import { type JsonAnswer, type JsonRequest, sendJson } from './send-json.ts';
import { createServiceBackend } from './service-backend.ts';
import { type ServiceReason, toServiceFailure } from './service-failure.ts';
import { toText } from '../../record/to-text.ts';

const ID = 'hs_object_id';

const contact = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
  updatedAt: z.string(),
});
const contacts = z.object({ results: z.array(contact) });
const upserted = z.object({ results: z.array(contact.extend({ new: z.boolean().optional() })) });
const errorBody = z.object({
  category: z.string().optional(),
  correlationId: z.string().optional(),
  errors: z.array(z.object({ code: z.string().optional(), in: z.string().optional() })).optional(),
});

/**
 * Contacts of HubSpot, https://developers.hubspot.com/docs/api-reference/crm-contacts-v3. It has no conditional writes: a
 * version is the time of the last change, compared right before the write.
 */
export function createHubspotBackend(
  target: Omit<HubspotTarget, 'backend'>,
  context: OperationContext,
): RecordBackend {
  const { token, keyProperty } = target;
  const contactsUrl = `${target.baseUrl.replace(/\/+$/, '')}/crm/v3/objects/contacts`;
  const send = (request: JsonRequest): Promise<JsonAnswer> =>
    sendJson({ ...request, authentication: { type: 'bearer', token } }, context);

  const toUrl = (key: RecordKey, more: Readonly<Record<string, string>> = {}): string => {
    const query = new URLSearchParams({
      ...(keyProperty === ID ? {} : { idProperty: keyProperty }),
      ...more,
    });
    return `${contactsUrl}/${toPathSegment(key, 'key')}${query.size === 0 ? '' : `?${query.toString()}`}`;
  };
  const toRecord = (value: z.output<typeof contact>): StoredRecord => ({
    key: keyProperty === ID ? value.id : (value.properties[keyProperty] ?? value.id),
    version: value.updatedAt,
    fields: value.properties,
  });
  const wanted = (fields: FieldNames): readonly string[] => [...new Set([keyProperty, ...(fields ?? [])])];

  return createServiceBackend(
    {
      isSame: (stored, written) => (stored ?? '') === toProperty(written),

      async read(key, fields) {
        const properties = fields === undefined ? {} : { properties: wanted(fields).join(',') };
        const answer = await send({ method: 'GET', url: toUrl(key, properties) });
        if (answer.status === 404) return undefined;
        return { ...toRecord(parse(contact, answer)), key };
      },

      async find(field, value, fields) {
        const body = {
          filterGroups: [{ filters: [{ propertyName: field, operator: 'EQ', value: String(value) }] }],
          ...(fields === undefined ? {} : { properties: wanted(fields) }),
          limit: 2,
        };
        const answer = await send({ method: 'POST', url: `${contactsUrl}/search`, body });
        return parse(contacts, answer).results.map(toRecord);
      },

      async create(key, values) {
        const properties = toProperties(key === undefined ? values : { ...values, [keyProperty]: key });
        const answer = await send({ method: 'POST', url: contactsUrl, body: { properties } });
        return toRecord(parse(contact, answer));
      },

      async patch({ record, merged }) {
        const body = { properties: toProperties(merged) };
        const answer = await send({ method: 'PATCH', url: toUrl(record.key), body });
        return toRecord(parse(contact, answer));
      },

      async put(key, values) {
        if (keyProperty === ID) throw needsExternalKey();
        const inputs = [{ id: String(key), idProperty: keyProperty, properties: toProperties(values) }];
        const answer = await send({ method: 'POST', url: `${contactsUrl}/batch/upsert`, body: { inputs } });
        const [first] = parse(upserted, answer).results;
        if (first === undefined) throw toServiceFailure(answer, { code: 'BACKEND_ANSWER', variables: {} });
        return { record: toRecord(first), created: first.new ?? true };
      },
    },
    context,
  );
}

/** HubSpot knows texts; an empty one clears a property. */
const toProperties = (values: JsonObject): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toProperty(value)]));

function toProperty(value: JsonValue): string {
  if (value === null) return '';
  return toText(value);
}

function parse<Schema extends z.ZodType>(schema: Schema, answer: JsonAnswer): z.output<Schema> {
  if (answer.status >= 300) throw toServiceFailure(answer, toReason(answer));
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  throw toServiceFailure(answer, { code: 'BACKEND_ANSWER', variables: {} });
}

function toReason({ body }: JsonAnswer): ServiceReason {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return { variables: {} };
  const { category, correlationId, errors = [] } = parsed.data;
  return {
    label: category,
    variables: {
      ...(category === undefined ? {} : { category }),
      ...(correlationId === undefined ? {} : { correlationId }),
      reasons: [...new Set(errors.flatMap(({ code }) => code ?? []))],
      fields: [...new Set(errors.flatMap((error) => error.in ?? []))],
    },
  };
}

const needsExternalKey = (): ConnectorError =>
  new ConnectorError({
    code: 'BACKEND_REJECTED',
    message: 'HubSpot gives ids itself: upsert needs another unique property as key, such as email',
  });
