import { documentInput, type DocumentInput } from '@jobwright/connector-sdk';
import { z } from 'zod';
import { dataPath } from './basics.schema.ts';
import { isPlainObject } from '@jobwright/text-values';
import { switchSchema } from './switch-schema.ts';

export type DocumentSource = DocumentInput | { readonly from: string };

const fromData = z.strictObject({ from: dataPath });

/**
 * A document of the document store, inline text (an SVG), an external one, or where in the data one stands.
 */
export const documentSource = switchSchema<DocumentSource>((value) => {
  if (!isPlainObject(value)) {
    return 'Expected a document reference, as a connector that makes documents returns it, an inline or external document, or { from } with a path into the data; a mere address is not fetched';
  }
  return 'from' in value ? fromData : documentInput;
});
