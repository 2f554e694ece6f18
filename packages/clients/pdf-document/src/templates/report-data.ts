import { z } from 'zod';
import type { Locale } from '@jobwright/text-values';
import { documentSource } from '../definition/document.schema.ts';
import { dataLabels, chooseLabels } from '../business/labels.ts';
import { isoDate, defineLine } from '../business/party.schema.ts';

/** Markdown, or a list of blocks. */
const body = z.union([z.string().min(1).max(500_000), z.array(z.unknown()).min(1)], {
  error: 'Expected Markdown or a list of blocks',
});

export const reportData = z.strictObject({
  title: defineLine(200),
  subtitle: defineLine(300).optional(),
  organization: defineLine(200).default(''),
  author: defineLine(200).optional(),
  date: isoDate.optional(),
  version: defineLine(50).optional(),
  /** In the footer, e.g. "Confidential". */
  note: defineLine(200).default(''),
  summary: body.optional(),
  sections: z
    .array(z.strictObject({ title: defineLine(300), body }))
    .min(1)
    .max(500),
  logo: documentSource.optional(),
  labels: dataLabels,
});

export function prepareReport(
  data: z.output<typeof reportData>,
  locale: Locale,
): Readonly<Record<string, unknown>> {
  const dateText =
    data.date === undefined
      ? ''
      : new Intl.DateTimeFormat(locale.tag, { dateStyle: 'long', timeZone: 'UTC' }).format(
          new Date(data.date),
        );
  const facts = [data.organization, data.author, dateText, data.version].filter(
    (fact) => fact !== undefined && fact !== '',
  );
  return { ...data, labels: chooseLabels(locale.tag, data.labels), dateText, facts };
}

const signature = z.strictObject({
  name: defineLine(200),
  role: defineLine(200).optional(),
  image: documentSource.optional(),
});

export const certificateData = z.strictObject({
  title: defineLine(100),
  recipient: defineLine(200),
  text: z.string().min(1).max(2_000),
  details: z.string().max(2_000).optional(),
  issuer: defineLine(200),
  date: isoDate,
  place: defineLine(100).optional(),
  number: defineLine(100).optional(),
  signatures: z.array(signature).min(1).max(2),
  /** Where the certificate can be checked. */
  verifyUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Above the name. Default: "This is to certify that" in the language. */
  introduction: defineLine(200).optional(),
  logo: documentSource.optional(),
  labels: dataLabels,
});

export function prepareCertificate(
  data: z.output<typeof certificateData>,
  locale: Locale,
): Readonly<Record<string, unknown>> {
  const labels = chooseLabels(locale.tag, data.labels);
  const date = new Intl.DateTimeFormat(locale.tag, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(data.date),
  );
  return {
    ...data,
    labels,
    certifies: data.introduction ?? labels.certifies,
    placeAndDate: data.place === undefined ? date : `${data.place}, ${date}`,
    firstSignature: createSignature(data.signatures[0]),
    secondSignature: createSignature(data.signatures[1]),
  };
}

/** Blocks of a signature: a picture or an empty place, a line, who signs. */
function createSignature(given: z.output<typeof signature> | undefined): readonly unknown[] {
  if (given === undefined) return [{ type: 'spacer', height: 1 }];
  const small = { align: 'center', size: 8.5, color: 'muted', spaceAfter: 0 };
  return [
    given.image === undefined
      ? { type: 'spacer', height: 53 }
      : { type: 'image', document: given.image, alt: given.name, height: 46, align: 'center' },
    { type: 'rule', color: 'muted', thickness: 0.5, spaceBefore: 0, spaceAfter: 4 },
    { type: 'paragraph', text: given.name, style: { align: 'center', size: 11, spaceAfter: 0 } },
    ...(given.role === undefined ? [] : [{ type: 'paragraph', text: given.role, style: small }]),
  ];
}
