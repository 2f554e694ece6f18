import { z } from 'zod';
import { documentSource } from '../definition/document.schema.ts';
import type { Locale } from '@jobwright/text-values';
import { dataLabels, chooseLabels } from '../business/labels.ts';
import {
  isoDate,
  party,
  type Party,
  listAddressLines,
  defineLine,
  defineMultiline,
} from '../business/party.schema.ts';

export const letterData = z.strictObject({
  sender: party,
  recipient: party,
  date: isoDate,
  place: defineLine(100).optional(),
  reference: defineLine(100).optional(),
  subject: defineLine(300),
  salutation: defineLine(300).optional(),
  /** Markdown, or a list of blocks. */
  body: z.union([z.string().min(1).max(200_000), z.array(z.unknown()).min(1)], {
    error: 'Expected Markdown or a list of blocks',
  }),
  closing: defineMultiline(500).optional(),
  signatory: defineLine(200).optional(),
  signatoryRole: defineLine(200).optional(),
  signature: documentSource.optional(),
  enclosures: z.array(defineLine(300)).max(30).default([]),
  tagline: defineLine(200).optional(),
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
  const labels = chooseLabels(locale.tag, data.labels);
  const { sender, recipient, date, place, reference } = data;
  const long = new Intl.DateTimeFormat(locale.tag, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(date),
  );
  const details: readonly Detail[] = [
    ...(reference === undefined ? [] : [{ label: labels.reference, value: reference }]),
    { label: labels.date, value: place === undefined ? long : `${place}, ${long}` },
  ];
  return { ...data, labels, details, ...createLetterhead({ sender, recipient, locale: locale.tag, labels }) };
}

/** What letters and invoices have around their text. */
export function createLetterhead({
  sender,
  recipient,
  locale,
  labels,
}: {
  readonly sender: Party;
  readonly recipient: Party;
  readonly locale: string;
  readonly labels: ReturnType<typeof chooseLabels>;
}) {
  const own = listAddressLines({ ...sender, contact: undefined }, { locale, home: sender.country });
  const lines = (entries: readonly (readonly [string, string | undefined])[]): string =>
    entries
      .flatMap(([label, value]) => (value === undefined ? [] : [label === '' ? value : `${label} ${value}`]))
      .join('\n');
  return {
    sender,
    senderLine: own.join(' · '),
    recipientAddress: listAddressLines(recipient, { locale, home: sender.country }).join('\n'),
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
