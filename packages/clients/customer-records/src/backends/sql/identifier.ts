import { z } from 'zod';

const WORD = /^[\p{L}_][\p{L}\p{N}_$]*$/u;
/** PostgreSQL cuts longer names silently, which could hit another column. */
const MAX_BYTES = 63;

const isIdentifier = (text: string): boolean => WORD.test(text) && Buffer.byteLength(text) <= MAX_BYTES;

/** The name of a column, written as it is stored: letters, digits, `_` and `$`, at most 63 bytes. */
export const columnName = z
  .string()
  .refine(
    isIdentifier,
    'Expected a column name: letters, digits, _ and $, at most 63 bytes, no leading digit',
  );

/** The name of a table, with its schema in front where it needs one: `customers`, `crm.customers`. */
export const tableName = z.string().refine((text) => {
  const parts = text.split('.');
  return parts.length <= 2 && parts.every(isIdentifier);
}, 'Expected a table name such as customers or crm.customers');

/** Quotes a name, so that it can only be a name. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Quotes the name of a table with its schema. */
export const quoteTable = (name: string): string => name.split('.').map(quoteName).join('.');
