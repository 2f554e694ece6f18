import type { JsonObject } from '@jobwright/json';
import { longTable, showcase } from './showcase.ts';
import { templateDocuments } from './templates.ts';

/** Every document that is held against the judges, by its name. */
export const allDocuments: Readonly<Record<string, JsonObject>> = {
  ...templateDocuments,
  showcase,
  'long-table': longTable,
};
