import { z } from 'zod';
import { pageMargin } from '../definition/definition.schema.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import { PAGE_SIZES } from '../page-sizes.ts';
import { PERMISSIONS, type Protection } from '../pdf/protection.ts';
import type { PdfAttachment, PdfDefinition } from '../pdf-definition.ts';
import { definitionError } from '../pdf-error.ts';
import type { RenderRequest } from './render-request.ts';

const margins = z.object({ margin: pageMargin.optional() });

/**
 * What a thread is asked to draw.
 * @throws PdfError `definition` for fields that contradict each other
 */
export function createRenderRequest(definition: PdfDefinition): RenderRequest {
  const { language, createdAt, pageSize = 'A4', tagged = true } = definition;
  const [width, height] = PAGE_SIZES[pageSize];
  const electronicInvoice = definition.source === 'template' && definition.electronicInvoice === true;
  const { pdfA, isAccessible } = chooseStandard(definition, electronicInvoice);
  const protection = chooseProtection(definition);
  const attachments = definition.attachments ?? [];
  refuseContradictions(definition, {
    pdfA,
    isAccessible,
    electronicInvoice,
    isProtected: protection !== undefined,
  });
  return {
    body: readBody(definition),
    data: definition.data,
    header: definition.header,
    footer: definition.footer,
    styles: definition.styles,
    colors: definition.colors,
    fonts: definition.fonts,
    font: definition.font,
    facts: {
      title: definition.title,
      author: definition.author,
      subject: definition.subject,
      keywords: definition.keywords,
      language,
      createdAt: createdAt === undefined ? undefined : new Date(createdAt),
    },
    locale: { tag: chooseLocale(definition), timeZone: definition.timeZone ?? 'UTC' },
    size: isLandscape(definition) ? [height, width] : [width, height],
    margins: parseDefinition(margins, { margin: definition.margin }).margin,
    pdfA,
    isAccessible,
    isTagged: tagged,
    electronicInvoice,
    missingGlyphs: definition.missingGlyphs ?? 'error',
    attachments: attachments.map((attachment, index) => ({
      document: attachment.document,
      description: attachment.description,
      relationship: attachment.relationship ?? 'Unspecified',
      fileName: attachment.fileName ?? chooseName(attachment.document) ?? `attachment-${index + 1}`,
    })),
    protection,
    fileKey: definition.fileKey ?? '',
  };
}

interface ChosenFeatures {
  readonly pdfA: 2 | 3 | undefined;
  readonly isAccessible: boolean;
  readonly electronicInvoice: boolean;
  readonly isProtected: boolean;
}

function refuseContradictions(
  definition: PdfDefinition,
  { pdfA, isAccessible, electronicInvoice, isProtected }: ChosenFeatures,
): void {
  const { language, tagged = true, attachments = [] } = definition;
  refuse([
    [isProtected && pdfA !== undefined, 'standard', 'PDF/A allows no password; leave out one of them'],
    [isAccessible && !tagged, 'tagged', 'PDF/UA needs tags'],
    [isAccessible && language === undefined, 'language', 'PDF/UA needs the language of the text'],
    [
      attachments.length > 0 && pdfA === 2,
      'attachments',
      'PDF/A-2b allows attachments only if they are PDF/A themselves; choose PDF/A-3b',
    ],
    ...attachments.map(
      ({ fileName }, index) =>
        [
          fileName !== undefined && !isFileName(fileName),
          `attachments[${index}].fileName`,
          'Path separators and control characters are not allowed in a file name',
        ] as const,
    ),
    [
      electronicInvoice && !(definition.source === 'template' && definition.template === 'invoice'),
      'electronicInvoice',
      'Only the template invoice can be an electronic invoice',
    ],
    ...PAGE_FIELDS.map(
      (field) =>
        [
          definition.source === 'word' && definition[field] !== undefined,
          field,
          'The Word file says itself how its pages look; leave it out',
        ] as const,
    ),
  ]);
}

/** What a Word file says itself. */
const PAGE_FIELDS = ['pageSize', 'orientation', 'margin', 'header', 'footer', 'styles', 'colors'] as const;

function isLandscape(definition: PdfDefinition): boolean {
  const { orientation = 'auto' } = definition;
  return orientation === 'auto'
    ? definition.source === 'template' && definition.template === 'certificate'
    : orientation === 'landscape';
}

function readBody(definition: PdfDefinition): RenderRequest['body'] {
  switch (definition.source) {
    case undefined:
    case 'content':
      return { source: 'content', content: definition.content };
    case 'markdown':
      return { source: 'markdown', markdown: definition.markdown };
    case 'template':
      return { source: 'template', template: definition.template };
    case 'word':
      return { source: 'word', document: definition.wordTemplate };
  }
}

const isFileName = (name: string): boolean =>
  name.length <= 255 &&
  /^[^/\\\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+$/u.test(name) &&
  !['.', '..'].includes(name);

/** What a document is called elsewhere may lead to another folder, or end otherwise than it seems to. */
function chooseName(document: PdfAttachment['document']): string | undefined {
  const name = document['camunda.document.type'] === 'camunda' ? document.metadata.fileName : document.name;
  const safe = name?.replaceAll(/[/\\\p{C}\p{Zl}\p{Zp}]/gu, '_').slice(-255);
  return safe === undefined || /^\.*$/.test(safe) ? undefined : safe;
}

function chooseStandard(
  { standard = 'none' }: PdfDefinition,
  electronicInvoice: boolean,
): { readonly pdfA: 2 | 3 | undefined; readonly isAccessible: boolean } {
  const isAccessible = standard.includes('PDF/UA-1');
  if (electronicInvoice) {
    refuse([[standard.includes('PDF/A-2b'), 'standard', 'An electronic invoice is a PDF/A-3b']]);
    return { pdfA: 3, isAccessible };
  }
  if (standard.includes('PDF/A-3b')) return { pdfA: 3, isAccessible };
  return { pdfA: standard.includes('PDF/A-2b') ? 2 : undefined, isAccessible };
}

function chooseLocale({ locale, language }: PdfDefinition): string {
  const tag = locale ?? language ?? 'en';
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    throw definitionError([
      { path: locale === undefined ? 'language' : 'locale', message: `${tag} is not a language tag` },
    ]);
  }
}

function chooseProtection({ userPassword, ownerPassword, allow }: PdfDefinition): Protection | undefined {
  if (userPassword === undefined && ownerPassword === undefined) {
    refuse([[allow !== undefined, 'allow', 'What is allowed needs a password that protects it']]);
    return undefined;
  }
  return { userPassword, ownerPassword, allow: allow ?? [...PERMISSIONS] };
}

function refuse(rules: readonly (readonly [isBroken: boolean, path: string, message: string])[]): void {
  const issues = rules.filter(([isBroken]) => isBroken).map(([, path, message]) => ({ path, message }));
  if (issues.length > 0) throw definitionError(issues);
}
