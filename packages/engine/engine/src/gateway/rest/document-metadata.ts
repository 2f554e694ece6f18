import type { JsonValue } from '@jobwright/json';
import { z } from 'zod';
import { parseDateTime } from '../../model/iso-time.ts';
import { Problem } from './problem.ts';

const jsonValue = z.custom<JsonValue>((value) => value !== undefined);

export const documentMetadata = z.object({
  contentType: z
    .string()
    .regex(/^[\x20-\x7e]+$/, 'expected a media type such as application/pdf')
    .optional(),
  fileName: z.string().optional(),
  expiresAt: z
    .string()
    .refine(
      (text) => parseDateTime(text) !== undefined,
      'expected a date and time such as 2030-01-31T12:00:00Z',
    )
    .optional(),
  processDefinitionId: z.string().optional(),
  processInstanceKey: z.union([z.string(), z.number(), z.bigint()]).optional(),
  customProperties: z.record(z.string(), jsonValue).optional(),
});

/** What a client says about a document; its size is measured. */
export type DocumentMetadata = z.output<typeof documentMetadata>;

export function parseMetadata(value: unknown): DocumentMetadata {
  const metadata = documentMetadata.safeParse(value);
  if (metadata.success) return metadata.data;
  throw new Problem(400, `The document's metadata is invalid:\n${z.prettifyError(metadata.error)}`);
}

/** The `metadataList` of a batch: nothing, or one object for each file. */
export function parseMetadataList(value: JsonValue | undefined, length: number): readonly JsonValue[] {
  const list = z.array(jsonValue).length(length).optional().safeParse(value);
  if (list.success) return list.data ?? [];
  throw new Problem(
    400,
    `The part metadataList must be a JSON array with one object for each of the ${length} files`,
  );
}
