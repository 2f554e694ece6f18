import { z } from 'zod';
import { documentSource } from '../definition/document.schema.ts';
import type { Locale } from '../data/format-value.ts';
import { dataLabels, toLabels } from '../business/labels.ts';
import { isoDate, party, type Party, toAddressLines, toLine, toMultiline } from '../business/party.schema.ts';

export const letterData = z.strictObject({
  sender: party,
  recipient: party,
  date: isoDate,
  place: toLine(100).optional(),
  reference: toLine(100).optional(),
  subject: toLine(300),
  salutation: toLine(300).optional(),
  /** Markdown, or a list of blocks. */
  body: z.union([z.string().min(1).max(200_000), z.array(z.unknown()).min(1)], {
    error: 'Expected Markdown or a list of blocks',
  }),
  closing: toMultiline(500).optional(),
  signatory: toLine(200).optional(),
  signatoryRole: toLine(200).optional(),
  signature: documentSource.optional(),
  enclosures: z.array(toLine(300)).max(30).default([]),
  tagline: toLine(200).optional(),
  logo: documentSource.optional(),
  labels: dataLabels,
});

export interface Detail {
  readonly label: string;
  readonly value: string;
}

/** What the texts of the template letter name. */
export function prepareLetter(
  data: z.output<typeof letterData>,
  locale: Locale,
): Readonly<Record<string, unknown>> {
  const labels = toLabels(locale.tag, data.labels);
  const { sender, recipient, date, place, reference } = data;
  const long = new Intl.DateTimeFormat(locale.tag, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(date),
  );
  const details: readonly Detail[] = [
    ...(reference === undefined ? [] : [{ label: labels.reference, value: reference }]),
    { label: labels.date, value: place === undefined ? long : `${place}, ${long}` },
  ];
  return { ...data, labels, details, ...toLetterhead({ sender, recipient, locale: locale.tag, labels }) };
}

/** What letters and invoices have around their text. */
export function toLetterhead({
  sender,
  recipient,
  locale,
  labels,
}: {
  readonly sender: Party;
  readonly recipient: Party;
  readonly locale: string;
  readonly labels: ReturnType<typeof toLabels>;
}) {
  const own = toAddressLines({ ...sender, contact: undefined }, { locale, home: sender.country });
  const lines = (entries: readonly (readonly [string, string | undefined])[]): string =>
    entries
      .flatMap(([label, value]) => (value === undefined ? [] : [label === '' ? value : `${label} ${value}`]))
      .join('\n');
  return {
    sender,
    senderLine: own.join(' · '),
    recipientAddress: toAddressLines(recipient, { locale, home: sender.country }).join('\n'),
    footer: {
      address: own.join('\n'),
      contact: lines([
        [labels.phone, sender.phone],
        ['', sender.email],
        ['', sender.website],
      ]),
      legal: lines([
        ['', sender.registration],
        [labels.vatId, sender.vatId],
        [labels.taxNumber, sender.taxNumber],
      ]),
    },
  };
}
