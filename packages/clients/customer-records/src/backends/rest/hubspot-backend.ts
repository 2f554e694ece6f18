import type { JsonObject, JsonValue } from '@jobwright/json';
import { hasDotSegment } from '@jobwright/http-client';
import { z } from 'zod';
import type { HubspotTarget } from '../backend-target.ts';
import type { RecordBackend, RecordKey, StoredRecord } from '../backend.ts';
import { RecordError } from '../../record-failure.ts';
import type { RecordContext } from '../record-context.ts';
import {
  createHubspotContacts,
  HUBSPOT_ID,
  hubspotContact,
  type HubspotContacts,
  parseHubspotAnswer,
} from './hubspot-contacts.ts';
import { readHubspotReason } from './read-hubspot-reason.ts';
import type { FieldNames, RecordService } from './record-service.ts';
import { createServiceBackend } from './service-backend.ts';
import { type ServiceReason, serviceRefusedError } from './service-refused-error.ts';
import { isSameServiceValue, toServiceValue } from './service-value.ts';
import { toText } from '../../record/to-text.ts';

const UNIQUE = [HUBSPOT_ID, 'email'];

const found = z.object({ results: z.array(hubspotContact) });
const upserted = z.object({
  results: z.array(hubspotContact.extend({ new: z.boolean().optional() })),
  errors: z.array(z.unknown()).optional(),
});

/**
 * Contacts of HubSpot, https://developers.hubspot.com/docs/api-reference/crm-contacts-v3. It has no
 * conditional writes: a version is the time of the last change, compared right before the write.
 */
export const createHubspotBackend = (
  target: Omit<HubspotTarget, 'backend'>,
  context: RecordContext,
): RecordBackend =>
  createServiceBackend(createHubspotService(createHubspotContacts(target, context), target), context);

function createHubspotService(
  contacts: HubspotContacts,
  { keyProperty }: Pick<HubspotTarget, 'keyProperty'>,
): RecordService {
  const { send, toRecord } = contacts;
  return {
    isSame: (stored, written) => isSameServiceValue(stored ?? '', toProperty(written), written),

    async read(key, fields) {
      const record = await contacts.read(keyProperty, key, fields);
      return record && { ...record, key };
    },

    find: (field, value, fields) =>
      field === keyProperty || UNIQUE.includes(field)
        ? findUnique(contacts, field, value, fields)
        : search(contacts, field, value, fields),

    async create(key, values) {
      const properties = toProperties(key === undefined ? values : { ...values, [keyProperty]: key });
      const answer = await send({ method: 'POST', url: contacts.url, body: { properties } });
      return toRecord(parseHubspotAnswer(hubspotContact, answer));
    },

    async patch({ record, merged }) {
      const body = { properties: toProperties(merged) };
      const answer = await send({ method: 'PATCH', url: contacts.contactUrl(record.key), body });
      return toRecord(parseHubspotAnswer(hubspotContact, answer));
    },

    async put(key, values) {
      if (keyProperty === HUBSPOT_ID) throw keyNotWritableError();
      const inputs = [{ id: String(key), idProperty: keyProperty, properties: toProperties(values) }];
      const answer = await send({ method: 'POST', url: `${contacts.url}/batch/upsert`, body: { inputs } });
      const { results, errors = [] } = parseHubspotAnswer(upserted, answer);
      const [first] = results;
      if (first === undefined) {
        const reason: ServiceReason =
          errors.length === 0 ? { refusal: 'answerInvalid', details: {} } : readHubspotReason(answer);
        throw serviceRefusedError(answer, reason);
      }
      return { record: toRecord(first), created: first.new ?? true };
    },
  };
}

async function findUnique(
  contacts: HubspotContacts,
  property: string,
  value: RecordKey,
  fields: FieldNames,
): Promise<readonly StoredRecord[]> {
  const record = await contacts.read(property, value, fields);
  return record === undefined ? [] : [record];
}

async function search(
  contacts: HubspotContacts,
  property: string,
  value: RecordKey,
  fields: FieldNames,
): Promise<readonly StoredRecord[]> {
  const properties = contacts.listProperties(fields);
  const body = {
    filterGroups: [{ filters: [{ propertyName: property, operator: 'EQ', value: String(value) }] }],
    ...(properties === undefined ? {} : { properties }),
    limit: 2,
  };
  const answer = await contacts.send({ method: 'POST', url: `${contacts.url}/search`, body });
  const { results } = parseHubspotAnswer(found, answer);
  if (results.length > 0) return results.map((contact) => contacts.toRecord(contact));
  if (value === '' || hasDotSegment(String(value))) return [];
  // A property of one's own may be unique; HubSpot refuses to be asked by one that is not.
  return findUnique(contacts, property, value, fields).catch((error: unknown) => {
    if (isRejected(error)) return [];
    throw error;
  });
}

/** HubSpot knows texts; an empty one clears a property, and options of a list are joined. */
const toProperties = (values: JsonObject): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toProperty(value)]));

function toProperty(value: JsonValue): string {
  if (value === null) return '';
  return toText(toServiceValue(value));
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
