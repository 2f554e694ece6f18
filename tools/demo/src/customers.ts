import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

const customerRow = z.object({
  customerId: z.string().min(1),
  companyName: z.string().min(1),
  contactName: z.string().min(1),
  contactTitle: z.string(),
  address: z.string(),
  city: z.string(),
  region: z.string(),
  postalCode: z.string(),
  country: z.string(),
  phone: z.string(),
});

export type Customer = z.output<typeof customerRow> & { readonly email: string };

/** The customers of the sample database, each with an e-mail address under `.example`. */
export async function readCustomers(): Promise<readonly Customer[]> {
  return parseCustomers(await readFile(new URL('../data/customers.csv', import.meta.url), 'utf8'));
}

/** @throws ZodError when a row lacks a column */
export function parseCustomers(csv: string): readonly Customer[] {
  const rows: unknown = parse(csv, { columns: true, bom: true });
  return z
    .array(customerRow)
    .parse(rows)
    .map((row) => ({ ...row, email: makeEmail(row) }));
}

/** `Maria Anders` of `Alfreds Futterkiste` becomes `maria.anders@alfreds-futterkiste.example`. */
function makeEmail(row: { readonly contactName: string; readonly companyName: string }): string {
  return `${toAscii(row.contactName, '.')}@${toAscii(row.companyName, '-')}.example`;
}

const toAscii = (text: string, separator: string): string =>
  text
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join(separator);
