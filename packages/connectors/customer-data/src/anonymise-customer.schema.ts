import { z } from 'zod';
import { defineWriteInput } from './backend-inputs.schema.ts';
import { keyInput, keyOutput, replayedOutput, versionOutput } from './operation-fields.schema.ts';
import { recordInputs } from './record-inputs.schema.ts';
import { refuseReservedColumns } from './refuse-reserved-columns.ts';

const replacement = z.union([z.null(), z.string(), z.number(), z.bigint(), z.boolean()], {
  error: 'Expected null, a text, a number, true or false',
});

const input = defineWriteInput(
  {
    key: keyInput,
    replacements: z.record(z.string().min(1), replacement).meta({
      title: 'Replacements',
      description: 'Context of field to what stands there afterwards: null, or a marker',
      multiline: true,
      placeholder: '={email: null, name: "erased"}',
      group: 'changes',
    }),
    ...recordInputs,
  },
  { table: {}, service: {} },
);

/** The inputs of `anonymiseCustomer`, as a model gives them. */
export const anonymiseCustomerInput = input.superRefine((value, check) => {
  refuseReservedColumns(value, { name: 'replacements', values: value.replacements }, check);
});

/** The schema of what `anonymiseCustomer` gives the process. */
export const anonymiseCustomerOutput = z.object({
  key: keyOutput,
  version: versionOutput,
  fields: z.array(z.string()).describe('What was replaced'),
  replayed: replayedOutput,
});

/** What `anonymiseCustomer` works on: its inputs, checked and with defaults. */
export type AnonymiseCustomerInput = z.output<typeof anonymiseCustomerInput>;
/** What `anonymiseCustomer` gives the process. */
export type AnonymiseCustomerOutput = z.output<typeof anonymiseCustomerOutput>;
