import type { DocumentInput } from '@jobwright/connector-sdk';
import type { PageSize } from './page-sizes.ts';
import type { Permission } from './pdf/protection.ts';
import type { AttachmentRelationship } from './pdf/attached-file.ts';

/** Standards that a file can follow; `none` for a plain PDF. */
export const PDF_STANDARDS = [
  'none',
  'PDF/A-2b',
  'PDF/A-3b',
  'PDF/UA-1',
  'PDF/A-2b, PDF/UA-1',
  'PDF/A-3b, PDF/UA-1',
] as const;
/** A standard that a file can follow, e.g. `PDF/A-3b`. */
export type PdfStandard = (typeof PDF_STANDARDS)[number];

/** Names of the documents that need only their data. */
export const READY_TEMPLATE_NAMES = ['letter', 'invoice', 'report', 'certificate'] as const;
/** Name of a document that needs only its data. */
export type ReadyTemplateName = (typeof READY_TEMPLATE_NAMES)[number];

/** A file that goes into the document. */
export interface PdfAttachment {
  readonly document: DocumentInput;
  /** Default: what the document is called. */
  readonly fileName?: string | undefined;
  readonly description?: string | undefined;
  /** What it is to the document. Default `Unspecified`. */
  readonly relationship?: AttachmentRelationship | undefined;
}

interface FromBlocks {
  readonly source?: 'content' | undefined;
  /**
   * Blocks from top to bottom, e.g. `{ type: 'heading', level: 1, text: 'Offer' }`. Validated where they are
   * drawn.
   */
  readonly content: readonly unknown[];
}
interface FromMarkdown {
  readonly source: 'markdown';
  /** CommonMark with tables. */
  readonly markdown: string;
}
interface FromTemplate {
  readonly source: 'template';
  readonly template: ReadyTemplateName;
  /** Attaches the invoice as Factur-X / ZUGFeRD (EN 16931); the file is a PDF/A-3b then. Default false. */
  readonly electronicInvoice?: boolean | undefined;
}

interface FromWord {
  readonly source: 'word';
  /**
   * A Word file (.docx) whose texts name values of `data`. It says itself how its pages look: `pageSize`,
   * `orientation`, `margin`, `header`, `footer`, `styles` and `colors` are not for it.
   */
  readonly wordTemplate: DocumentInput;
}

/**
 * A document: what stands in it, how it looks, and what the file is to be. Fields of type `unknown` are
 * validated where they are drawn.
 */
export type PdfDefinition = (FromBlocks | FromMarkdown | FromTemplate | FromWord) & {
  /** Values that texts name as `${customer.name}`, or what a template shows. */
  readonly data?: unknown;
  /** What a viewer shows in its title bar; needed unless a template makes one. */
  readonly title?: string | undefined;
  readonly author?: string | undefined;
  readonly subject?: string | undefined;
  readonly keywords?: string | undefined;
  /** Language tag (BCP 47), for screen readers. */
  readonly language?: string | undefined;
  /** How numbers, money and dates are written. Default: `language`, else `en`. */
  readonly locale?: string | undefined;
  /** Of times, e.g. `Europe/Berlin`. Default `UTC`. */
  readonly timeZone?: string | undefined;
  /**
   * ISO date and time that the file says it was made. Default: none, so that the same definition gives the
   * same bytes.
   */
  readonly createdAt?: string | undefined;
  /** Default `A4`. */
  readonly pageSize?: PageSize | undefined;
  /** Default `auto`: as the template has it, else portrait. */
  readonly orientation?: 'auto' | 'portrait' | 'landscape' | undefined;
  /**
   * Points, a length such as `20mm`, or `{ top, right, bottom, left }`. Default 50, or as the template has
   * it.
   */
  readonly margin?: unknown;
  /**
   * `{ left, center, right, rule }` with `${page}` and `${pages}`, or `{ content }`; `{ first, rest }` for
   * another first page.
   */
  readonly header?: unknown;
  /** As the header. */
  readonly footer?: unknown;
  /** Styles by name, e.g. `{ note: { size: 9, color: 'muted' } }`. */
  readonly styles?: unknown;
  /** Colors by name, e.g. `{ accent: '#7a1f4e' }`. */
  readonly colors?: unknown;
  /** Family of the text. Default: Source Sans 3, which the package brings. */
  readonly font?: string | undefined;
  /** Families by name, from documents or an installed package of fonts. */
  readonly fonts?: unknown;
  /** What becomes of a character that no font has: an error, or a red mark in the text. Default `error`. */
  readonly missingGlyphs?: 'error' | 'mark' | undefined;
  /** Default `none`. */
  readonly standard?: PdfStandard | undefined;
  /** Structure for screen readers and programs. Default true. */
  readonly tagged?: boolean | undefined;
  readonly attachments?: readonly PdfAttachment[] | undefined;
  /** To open the document; AES-256. */
  readonly userPassword?: string | undefined;
  /** To change what is allowed. */
  readonly ownerPassword?: string | undefined;
  /** What readers may do who have no such password. Default: everything. */
  readonly allow?: readonly Permission[] | undefined;
  /**
   * Goes into the identifier of the file: the same definition with another key is another file. Default:
   * none.
   */
  readonly fileKey?: string | undefined;
};

/** Facts about a file that was drawn. */
export interface PdfSummary {
  readonly pages: number;
  /** Bytes. */
  readonly size: number;
  /** Of the bytes, in hexadecimal. */
  readonly sha256: string;
  readonly title: string;
  /** What was drawn differently from the definition, one sentence each. */
  readonly warnings: readonly string[];
}
