import { isJsonObject, type JsonObject, stringifyJson } from '@jobwright/connector-sdk';
import { z } from 'zod';

const MAX_SCHEMA_CHARACTERS = 100_000;

/** Fields nobody filled in come as null or blank. */
const optionalInput = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());

export const jsonObjectInput = z.custom<JsonObject>(isJsonContext, 'Expected a context of field to value');

/** What a customer is made of, or set to. */
export const valuesInput = jsonObjectInput.meta({
  title: 'Values',
  description: 'Context of field to value',
  feel: 'required',
  multiline: true,
  placeholder: '={name: "Ada", status: "new"}',
  group: 'changes',
});

function isJsonContext(value: unknown): boolean {
  return isJsonObject(value);
}

const names = z.array(z.string().min(1), { error: 'Expected a list of names' });
const mapping = z
  .record(z.string().min(1), z.string().min(1), { error: 'Expected a context of value to field' })
  .refine(
    (map) => new Set(Object.values(map)).size === Object.keys(map).length,
    'Two values go to one field',
  );

/** Inputs of every operation: how the process names what the backend has. */
export const recordInputs = {
  mapping: optionalInput(mapping).meta({
    title: 'Mapping',
    description:
      'Context of a value in the process, with dots for levels, to the field of the backend. Empty: the same names',
    placeholder: '={"email": "email_address", "address.city": "city"}',
    feel: 'required',
    multiline: true,
    group: 'record',
  }),
};

const schema = jsonObjectInput
  .refine(
    (value) => stringifyJson(value).length <= MAX_SCHEMA_CHARACTERS,
    'A schema has at most 100,000 characters',
  )
  .refine(
    ({ $schema = '' }) =>
      $schema === '' ||
      /^https:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/.test(
        typeof $schema === 'string' ? $schema : stringifyJson($schema),
      ),
    'Expected JSON Schema 2020-12',
  );

/** Inputs of operations that write values. */
export const valueInputs = {
  normalise: z
    .object({
      email: optionalInput(names).meta({
        title: 'E-mail fields',
        description: 'List of values to trim and write in lower case, as the process names them',
        placeholder: '=["email"]',
        feel: 'required',
      }),
      phone: optionalInput(names).meta({
        title: 'Phone fields',
        description: 'List of values to write as E.164, e.g. +4930123456',
        placeholder: '=["phone"]',
        feel: 'required',
      }),
      phoneCountry: optionalInput(
        z.string().regex(/^[A-Za-z]{2}$/, 'Expected a country code of two letters'),
      ).meta({
        title: 'Country of phone numbers',
        description: 'Of those without a prefix, e.g. DE',
      }),
      country: optionalInput(names).meta({
        title: 'Country fields',
        description: 'List of values to write as ISO 3166-1 alpha-2, e.g. DE',
        placeholder: '=["country"]',
        feel: 'required',
      }),
    })
    .optional()
    .meta({ group: 'advanced' }),
  schema: optionalInput(schema).meta({
    title: 'JSON Schema',
    description:
      'What a record must be, in the names of the process (2020-12); what breaks it is not written',
    placeholder: '={"properties": {"email": {"type": "string", "format": "email"}}}',
    feel: 'required',
    multiline: true,
    group: 'advanced',
  }),
  sensitive: optionalInput(names).meta({
    title: 'Sensitive fields',
    description: 'List of values that are masked in audit and outbox',
    placeholder: '=["email"]',
    feel: 'required',
    group: 'advanced',
  }),
};

export const fieldsInput = optionalInput(names).meta({
  title: 'Fields',
  description: 'List of values to read. Empty: all',
  placeholder: '=["email", "status"]',
  feel: 'required',
  group: 'customer',
});
