import { isBlankInput } from '@jobwright/connector-sdk';
import { flagInput, isKnownCharset, optionalTextInput } from '@jobwright/http-client';
import { z } from 'zod';
import { createCountInput } from '../count-input.ts';

/** The default size limit of a body as a variable: Camunda accepts little more in one command. */
const DEFAULT_MAX_BYTES = 1_000_000;
const MOST_MAX_BYTES = 10_000_000;

/** Absent means the behaviour of templates that had no choice yet. */
const readChoice = (value: unknown): unknown => {
  if (value !== undefined && isBlankInput(value)) return 'JSON';
  return typeof value === 'string' ? value.toUpperCase() : value;
};

const ONLY_VARIABLES = { showWhen: { 'documentReturnFormat.choice': ['JSON', 'TEXT'] } } as const;

/**
 * How the body of a response reaches the process: the inputs of the official templates, and two of our own.
 */
export const responseFormatInput = z
  .object({
    choice: z
      .preprocess(
        readChoice,
        z.enum(['JSON', 'TEXT', 'DOCUMENT'], { error: 'Expected JSON, TEXT or DOCUMENT' }).optional(),
      )
      .meta({
        title: 'Response body',
        documentation: 'When it is left out, as in older templates: by what comes, see the formats.',
        value: 'JSON',
        choices: { JSON: 'As JSON', TEXT: 'As text', DOCUMENT: 'As a document' },
      }),
    encoding: optionalTextInput
      .refine((charset) => charset === undefined || isKnownCharset(charset), {
        error: 'Unknown character encoding; use UTF-8, ISO-8859-1 or another name of the Encoding standard',
      })
      .meta({
        title: 'Character encoding',
        description: 'Of the text. Default: what the response says, else UTF-8.',
        group: 'advanced',
        showWhen: { 'documentReturnFormat.choice': ['TEXT'] },
      }),
    maxBytes: createCountInput({
      max: MOST_MAX_BYTES,
      fallback: DEFAULT_MAX_BYTES,
      advice: 'take larger bodies as documents',
    })
      .default(DEFAULT_MAX_BYTES)
      .meta({
        title: 'Largest body in bytes',
        description: 'That may become a variable.',
        group: 'advanced',
        ...ONLY_VARIABLES,
      }),
    whenLarger: z
      .preprocess(
        (value) => (value !== undefined && isBlankInput(value) ? 'FAIL' : readChoice(value)),
        z.enum(['FAIL', 'DOCUMENT'], { error: 'Expected FAIL or DOCUMENT' }).default('FAIL'),
      )
      .meta({
        title: 'When the body is larger',
        group: 'advanced',
        choices: { FAIL: 'Fail', DOCUMENT: 'Make it a document' },
        ...ONLY_VARIABLES,
      }),
  })
  .meta({ group: 'response' });

/** The switch that templates had before `documentReturnFormat`. Default: false. */
export const storeResponseInput = flagInput.default(false).meta({
  title: 'Store response',
  documentation: 'Of older templates: the body becomes a document.',
  hidden: true,
});

/**
 * How to read a response. `AUTO`: JSON if it is an object, a list or has a JSON content type, otherwise text.
 */
export interface ResponseFormat {
  readonly as: 'AUTO' | 'JSON' | 'TEXT' | 'DOCUMENT';
  readonly encoding: string | undefined;
  readonly maxBytes: number;
  readonly whenLarger: 'FAIL' | 'DOCUMENT';
}

/** The format that the inputs of old and new templates mean. */
export function chooseResponseFormat(
  input: z.output<typeof responseFormatInput> | null | undefined,
  storeResponse: boolean,
): ResponseFormat {
  const { choice, encoding, maxBytes = DEFAULT_MAX_BYTES, whenLarger = 'FAIL' } = input ?? {};
  return { as: choice ?? (storeResponse ? 'DOCUMENT' : 'AUTO'), encoding, maxBytes, whenLarger };
}
