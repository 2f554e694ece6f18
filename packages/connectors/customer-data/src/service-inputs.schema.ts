import {
  authenticationInput,
  headersInput,
  optionalTextInput,
  requiredTextInput,
  urlInput,
} from '@jobwright/http-client';
import { z } from 'zod';

/** An address without query, to which paths are added. */
const baseUrl = urlInput
  .refine((url) => !/[?#]/.test(url), 'Expected an address without ? and #')
  .meta({ secret: 'named' });

/** Any service that speaks JSON. */
export const restInputs = {
  recordUrl: urlInput
    .refine((url) => url.split('{key}').length === 2, 'Expected {key} once, where the key goes')
    .refine(
      (url) => /^https?:\/\/[^/?#\\{}]+[/?]/i.test(url),
      'Expected {key} behind the host: a key must not choose it',
    )
    .meta({
      title: 'URL of a customer',
      description: 'With {key} where the key goes',
      placeholder: 'https://crm.example.com/api/customers/{key}',
      secret: 'named',
      group: 'connection',
    }),
  collectionUrl: z
    .preprocess((value) => (value === null || value === '' ? undefined : value), baseUrl.optional())
    .meta({
      title: 'URL of all customers',
      description:
        'Where customers are created and found. Empty: the URL of a customer without its last part',
      placeholder: 'https://crm.example.com/api/customers',
      group: 'connection',
    }),
  headers: z
    .preprocess((value) => (value === null || value === '' ? undefined : value), headersInput.optional())
    .meta({
      title: 'Headers',
      description: 'Context of further headers',
      feel: 'required',
      group: 'advanced',
    }),
  authentication: authenticationInput.default({ type: 'noAuth' }),
  keyField: requiredTextInput.default('id').meta({
    title: 'Key field',
    description: 'Field of a record that holds its key',
    group: 'customer',
  }),
};

/** How a REST service is written to. */
export const restWriteInputs = {
  patchFormat: z
    .enum(['mergePatch', 'jsonPatch'])
    .default('mergePatch')
    .meta({
      title: 'Patch format',
      description: 'How changes are sent',
      choices: { mergePatch: 'JSON Merge Patch (RFC 7396)', jsonPatch: 'JSON Patch (RFC 6902)' },
      group: 'advanced',
    }),
  idempotencyHeader: requiredTextInput.default('Idempotency-Key').meta({
    title: 'Idempotency header',
    description: 'Header for a key that is the same each time this job is tried',
    group: 'advanced',
  }),
};

/** Where a REST service has the records that were looked for. */
export const restFindInputs = {
  itemsPath: optionalTextInput.meta({
    title: 'Path of the records',
    description: 'Where the list is in the answer, with dots for levels. Empty: the answer is the list',
    placeholder: 'data.items',
    group: 'advanced',
  }),
};

export const hubspotInputs = {
  baseUrl: baseUrl.default('https://api.hubapi.com').meta({
    title: 'HubSpot address',
    description: 'Of the HubSpot API',
    group: 'connection',
  }),
  token: requiredTextInput.meta({
    title: 'Access token',
    description: 'Of a private app, or of OAuth. Use a secret.',
    placeholder: '{{secrets.HUBSPOT_TOKEN}}',
    secret: true,
    group: 'connection',
  }),
  keyProperty: requiredTextInput.default('email').meta({
    title: 'Key property',
    description: 'Unique property that identifies a contact: email, one of your own, or hs_object_id',
    group: 'customer',
  }),
};

export const salesforceInputs = {
  instanceUrl: baseUrl.meta({
    title: 'Salesforce address',
    description: 'Of your organisation',
    placeholder: 'https://acme.my.salesforce.com',
    group: 'connection',
  }),
  apiVersion: z
    .string()
    .regex(/^v\d+\.\d$/, 'Expected a version such as v61.0')
    .default('v61.0')
    .meta({ title: 'API version', group: 'advanced' }),
  authentication: authenticationInput,
  objectType: z
    .string()
    .regex(/^\w+$/, 'Expected the name of an object such as Contact')
    .default('Contact')
    .meta({
      title: 'Object',
      description: 'Contact, or another object with the same fields',
      group: 'customer',
    }),
  keyField: z
    .string()
    .regex(/^\w+$/, 'Expected the name of a field such as Id or Customer_Number__c')
    .default('Id')
    .meta({
      title: 'Key field',
      description: 'Id, or an external id such as Customer_Number__c',
      group: 'customer',
    }),
};
