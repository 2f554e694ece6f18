import { InputError } from '@jobwright/connector-sdk';
import type { GeneratePdfInput } from './generate-pdf.schema.ts';
import { PAGE_SIZES } from './input-fields.schema.ts';
import { PERMISSIONS, type Protection } from './pdf/encryption.ts';
import type { RenderRequest } from './render/render-request.ts';

/**
 * What a thread is asked to draw.
 * @throws InputError for inputs that contradict each other
 */
export function toRenderRequest(input: GeneratePdfInput, fileKey: string): RenderRequest {
  const { language, createdAt } = input;
  const [width, height] = PAGE_SIZES[input.pageSize];
  const electronicInvoice = input.source === 'template' && input.electronicInvoice;
  const { pdfA, isAccessible } = toStandard(input, electronicInvoice);
  const protection = toProtection(input);
  const attachments = input.attachments ?? [];
  refuse([
    [
      protection !== undefined && pdfA !== undefined,
      'standard',
      'PDF/A allows no password; leave out one of them',
    ],
    [isAccessible && !input.tagged, 'tagged', 'PDF/UA needs tags'],
    [isAccessible && language === undefined, 'language', 'PDF/UA needs the language of the text'],
    [
      attachments.length > 0 && pdfA === 2,
      'attachments',
      'PDF/A-2b allows attachments only if they are PDF/A themselves; choose PDF/A-3b',
    ],
    [
      electronicInvoice && input.source === 'template' && input.template !== 'invoice',
      'electronicInvoice',
      'Only the template invoice can be an electronic invoice',
    ],
  ]);
  return {
    body: toBody(input),
    data: input.data,
    header: input.header,
    footer: input.footer,
    styles: input.styles,
    colors: input.colors,
    fonts: input.fonts,
    font: input.font,
    facts: {
      title: input.title,
      author: input.author,
      subject: input.subject,
      keywords: input.keywords,
      language,
      createdAt: createdAt === undefined ? undefined : new Date(createdAt),
    },
    locale: { tag: toLocaleTag(input), timeZone: input.timeZone },
    size: isLandscape(input) ? [height, width] : [width, height],
    margins: input.margin,
    pdfA,
    isAccessible,
    isTagged: input.tagged,
    electronicInvoice,
    missingGlyphs: input.missingGlyphs,
    attachments: attachments.map((attachment, index) => ({
      document: attachment.document,
      description: attachment.description,
      relationship: attachment.relationship,
      fileName: attachment.fileName ?? toName(attachment.document) ?? `attachment-${index + 1}`,
    })),
    protection,
    fileKey,
  };
}

const isLandscape = (input: GeneratePdfInput): boolean =>
  input.orientation === 'auto'
    ? input.source === 'template' && input.template === 'certificate'
    : input.orientation === 'landscape';

function toBody(input: GeneratePdfInput): RenderRequest['body'] {
  switch (input.source) {
    case 'content':
      return { source: 'content', content: input.content };
    case 'markdown':
      return { source: 'markdown', markdown: input.markdown };
    case 'template':
      return { source: 'template', template: input.template };
  }
}

/** What a document is called elsewhere may lead to another folder, or end otherwise than it seems to. */
function toName(
  document: NonNullable<GeneratePdfInput['attachments']>[number]['document'],
): string | undefined {
  const name = document['camunda.document.type'] === 'camunda' ? document.metadata.fileName : document.name;
  const safe = name?.replaceAll(/[/\\\p{C}\p{Zl}\p{Zp}]/gu, '_').slice(-255);
  return safe === undefined || /^\.*$/.test(safe) ? undefined : safe;
}

function toStandard(
  { standard }: GeneratePdfInput,
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

function toLocaleTag({ locale, language }: GeneratePdfInput): string {
  const tag = locale ?? language ?? 'en';
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    throw new InputError([
      { path: locale === undefined ? 'language' : 'locale', message: `${tag} is no language tag` },
    ]);
  }
}

function toProtection({ userPassword, ownerPassword, allow }: GeneratePdfInput): Protection | undefined {
  if (userPassword === undefined && ownerPassword === undefined) {
    refuse([[allow !== undefined, 'allow', 'What is allowed needs a password that protects it']]);
    return undefined;
  }
  return { userPassword, ownerPassword, allow: allow ?? [...PERMISSIONS] };
}

function refuse(rules: readonly (readonly [isBroken: boolean, path: string, message: string])[]): void {
  const issues = rules.filter(([isBroken]) => isBroken).map(([, path, message]) => ({ path, message }));
  if (issues.length > 0) throw new InputError(issues);
}
