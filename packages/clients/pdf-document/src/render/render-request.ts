import type { DocumentInput } from '@jobwright/connector-sdk';
import type { Locale } from '@jobwright/text-values';
import type { Margins } from '../definition/definition.schema.ts';
import type { AttachmentRelationship } from '../pdf/attached-file.ts';
import type { ReadyTemplateName } from '../pdf-definition.ts';
import type { Protection } from '../pdf/protection.ts';
import type { DocumentFacts } from '../pdf/xmp-metadata.ts';

export interface Attachment {
  readonly document: DocumentInput;
  readonly fileName: string;
  readonly description: string | undefined;
  readonly relationship: AttachmentRelationship;
}

/** What a thread is asked to draw: plain data. `unknown` is validated there. */
export interface RenderRequest {
  readonly body:
    | { readonly source: 'content'; readonly content: unknown }
    | { readonly source: 'markdown'; readonly markdown: string }
    | { readonly source: 'template'; readonly template: ReadyTemplateName }
    | { readonly source: 'word'; readonly document: DocumentInput };
  readonly data: unknown;
  readonly header: unknown;
  readonly footer: unknown;
  readonly styles: unknown;
  readonly colors: unknown;
  readonly fonts: unknown;
  /** Of the text that says nothing else. */
  readonly font: string | undefined;
  readonly facts: Omit<DocumentFacts, 'title'> & { readonly title: string | undefined };
  readonly locale: Locale;
  /** Points. */
  readonly size: readonly [width: number, height: number];
  readonly margins: Margins | undefined;
  readonly pdfA: 2 | 3 | undefined;
  readonly isAccessible: boolean;
  readonly isTagged: boolean;
  readonly electronicInvoice: boolean;
  readonly missingGlyphs: 'error' | 'mark';
  readonly attachments: readonly Attachment[];
  readonly protection: Protection | undefined;
  readonly fileKey: string;
}
