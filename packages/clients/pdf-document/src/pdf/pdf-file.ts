import { createHash } from 'node:crypto';
import {
  type EmbeddedFont,
  createPdfkitDocument,
  type PdfkitDocument,
  type PdfReference,
} from './pdfkit-document.ts';
import type { FontFace } from '../text/font-set.ts';
import { createShaper, type Shape } from '../text/shape-text.ts';
import { createByteSink, type ByteSink } from './byte-sink.ts';
import { encryptDocument } from './encryption.ts';
import { createObjectWriter, type ObjectWriter } from './object-writer.ts';
import type { Protection } from './protection.ts';
import { createStructureTree, type StructureTree } from './structure-tree.ts';
import { type Conformance, type DocumentFacts, writeXmpMetadata } from './xmp-metadata.ts';

export interface PdfFileOptions {
  readonly facts: DocumentFacts;
  readonly conformance: Conformance;
  readonly protection: Protection | undefined;
  /** Points. */
  readonly size: readonly [width: number, height: number];
  readonly isTagged: boolean;
  /** The same on each delivery of a job: the identifier of the file is made of it. */
  readonly fileKey: string;
  /** An ICC profile of sRGB: what the colors of the document mean. */
  readonly colorProfile: Uint8Array;
}

/** A font in the document. */
export interface FileFont {
  readonly face: FontFace;
  readonly embedded: EmbeddedFont;
  shape(text: string, direction: 'ltr' | 'rtl'): Shape;
}

/** Everything that the pages of a document share. */
export interface PdfFile {
  readonly document: PdfkitDocument;
  readonly sink: ByteSink;
  readonly writer: ObjectWriter;
  /** `undefined` in a document without tags. */
  readonly structure: StructureTree | undefined;
  /** Fonts, pictures and the like, of all pages. */
  readonly resources: PdfReference;
  font(face: FontFace): FileFont;
  /** Writes what is left, but for what is still being compressed; see `isFinished`. */
  end(): void;
  isFinished(): boolean;
}

const NO_TIME = new Date(0);
const PRODUCER = 'Jobwright';

/** Opens a PDF 1.7. No clock and no chance is in it: the same input and key give the same bytes. */
export function openPdfFile(options: PdfFileOptions): PdfFile {
  const document = createDocument(options);
  const sink = redirectOutput(document);
  if (options.protection !== undefined) encryptDocument(document, options.protection, options.fileKey);

  const writer = createObjectWriter(document);
  const structure = options.isTagged ? createStructureTree(writer) : undefined;
  const resources = document.ref({ Font: {}, XObject: {}, ExtGState: {}, Pattern: {}, ColorSpace: {} });
  writeCatalog({ document, structure, resources }, options);

  const fonts = new Map<string, FileFont>();
  let isEnded = false;
  return {
    document,
    sink,
    writer,
    structure,
    resources,
    font(face) {
      const known = fonts.get(face.key);
      if (known !== undefined) return known;
      const font = face.use(() => embedFont(document, face));
      fonts.set(face.key, font);
      asRecord(resources.data['Font'])[font.embedded.id] = font.embedded.ref();
      return font;
    },
    end() {
      // What pdfkit would do next, each with its own name for what goes wrong.
      for (const { face, embedded } of fonts.values()) face.use(() => embedded.finalize());
      document.end();
      isEnded = true;
    },
    isFinished: () => isEnded && document._waiting === 0,
  };
}

function createDocument({ facts, size, fileKey }: PdfFileOptions): PdfkitDocument {
  const document = createPdfkitDocument({
    autoFirstPage: false,
    pdfVersion: '1.7',
    size,
    margin: 0,
    font: '',
    displayTitle: true,
    ...(facts.language === undefined ? {} : { lang: facts.language }),
    info: describeFile(facts),
  });
  if (facts.createdAt === undefined) delete document.info['CreationDate'];
  document._id = createHash('sha256')
    .update(JSON.stringify([fileKey, facts]))
    .digest()
    .subarray(0, 16);
  return document;
}

function redirectOutput(document: PdfkitDocument): ByteSink {
  const sink = createByteSink();
  // What pdfkit has written so far is the header of the file, which sits in its own buffer.
  const header: unknown = document.read();
  if (header instanceof Uint8Array) sink.write(header);
  document._write = (data) => {
    document._offset += sink.write(data);
  };
  return sink;
}

/** Adds entries to the root of the document; those of what pages add are written at its end. */
function writeCatalog(
  { document, structure, resources }: Pick<PdfFile, 'document' | 'structure' | 'resources'>,
  { protection, conformance, colorProfile, facts }: PdfFileOptions,
): void {
  const root: Record<string, unknown> = document._root.data;
  if (structure !== undefined) root['MarkInfo'] = { Marked: true };
  if (protection !== undefined) root['Extensions'] = { ADBE: { BaseVersion: '1.7', ExtensionLevel: 8 } };
  document.endMarkings = () => {
    if (structure === undefined) return;
    structure.end();
    root['StructTreeRoot'] = createPointer(structure.rootId);
  };
  document.endMetadata = () => {
    if (conformance.pdfA !== undefined) root['OutputIntents'] = [writeOutputIntent(document, colorProfile)];
    root['Metadata'] = writeMetadata(document, writeXmpMetadata(facts, conformance));
    resources.end();
  };
}

function describeFile({
  title,
  author,
  subject,
  keywords,
  createdAt,
}: DocumentFacts): Readonly<Record<string, unknown>> {
  return {
    Title: title,
    ...(author === undefined ? {} : { Author: author }),
    ...(subject === undefined ? {} : { Subject: subject }),
    ...(keywords === undefined ? {} : { Keywords: keywords }),
    Producer: PRODUCER,
    Creator: PRODUCER,
    CreationDate: createdAt ?? NO_TIME,
    ...(createdAt === undefined ? {} : { ModDate: createdAt }),
  };
}

function embedFont(document: PdfkitDocument, face: FontFace): FileFont {
  // Of a document before this one: parts of accented letters, which nobody had typed.
  face.kit._glyphs = {};
  document.registerFont(face.key, face.kit);
  document.font(face.key);
  const embedded = document._font;
  const shape = createShaper({
    face,
    include(glyph) {
      const number = embedded.subset.includeGlyph(glyph.id);
      embedded.widths[number] ??= glyph.advanceWidth * embedded.scale;
      embedded.unicode[number] ??= glyph.codePoints.length === 0 ? [0xfffd] : glyph.codePoints;
      return number;
    },
  });
  return { face, embedded, shape: (text, direction) => face.use(() => shape(text, direction)) };
}

/** A reference to an object that pdfkit does not know. */
function createPointer(id: number): object {
  const pointer = new Map<string, never>();
  return Object.assign(pointer, { toString: () => `${id} 0 R` });
}

function writeOutputIntent(document: PdfkitDocument, profileBytes: Uint8Array): PdfReference {
  const profile = document.ref({ N: 3 });
  profile.end(profileBytes);
  const name = 'sRGB IEC61966-2.1';
  const intent = document.ref({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    Info: new String(name),
    OutputConditionIdentifier: new String(name),
    DestOutputProfile: profile,
  });
  intent.end();
  return intent;
}

function writeMetadata(document: PdfkitDocument, xml: string): PdfReference {
  const metadata = document.ref({ Type: 'Metadata', Subtype: 'XML' });
  metadata.compress = false;
  metadata.end(Buffer.from(xml, 'utf8'));
  return metadata;
}

/** A dictionary of pdfkit, to put something into. */
export function asRecord(value: unknown): Record<string, unknown> {
  if (!isRecord(value)) throw new Error('Expected a dictionary');
  return value;
}
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
