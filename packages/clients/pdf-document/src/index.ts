// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- whoever reads these sources needs the types of the libraries
/// <reference path="./types/libraries.d.ts" />
export { createPdf, type CreatePdfOptions } from './create-pdf.ts';
export {
  createPdfRenderer,
  type DrawOptions,
  type PdfRenderer,
  type PdfRendererOptions,
} from './create-pdf-renderer.ts';
export type { Block } from './definition/block.schema.ts';
export { DEFAULT_MARGIN, type Margins, pageMargin } from './definition/definition.schema.ts';
export { LIMITS } from './definition/limits.ts';
export { PAGE_SIZES, type PageSize } from './page-sizes.ts';
export { ATTACHMENT_RELATIONSHIPS, type AttachmentRelationship } from './pdf/attached-file.ts';
export { type Permission, PERMISSIONS } from './pdf/protection.ts';
export {
  PDF_STANDARDS,
  type PdfAttachment,
  type PdfDefinition,
  type PdfStandard,
  type PdfSummary,
  READY_TEMPLATE_NAMES,
  type ReadyTemplateName,
} from './pdf-definition.ts';
export { type DefinitionIssue, PdfError, type PdfFailure } from './pdf-error.ts';
export { READY_TEMPLATE_EXAMPLES } from './templates/template-examples.ts';
export type { DocumentOpener } from './render/document-supply.ts';
export type { ThreadPoolOptions } from './render/thread-pool.ts';
