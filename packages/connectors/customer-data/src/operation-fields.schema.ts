import { z } from 'zod';

const keyValue = z.union([z.string().min(1), z.int(), z.bigint()], {
  error: 'Expected a text or a whole number',
});

export const keyInput = keyValue.meta({
  title: 'Key',
  description: 'Value that identifies the customer',
  group: 'customer',
});

export const searchedInput = keyValue.meta({
  title: 'Value',
  description: 'What the field must be',
  group: 'customer',
});

export const keyOutput = keyValue.describe('As in the input, or as the backend gave it');
export const versionOutput = z
  .union([z.int(), z.string(), z.null()])
  .describe('The version now: a number, an ETag, a time of change; null where the backend has none');
export const recordOutput = z.record(z.string(), z.unknown());
export const replayedOutput = z
  .boolean()
  .describe('Whether an earlier delivery of the same job had made the change');
