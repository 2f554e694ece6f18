import { deflateSync } from 'node:zlib';
import type { PdfReference } from './pdfkit-document.ts';
import type { PageCanvas } from './canvas.ts';
import { createDrawing } from './page-drawing.ts';
import { type PdfFile, asRecord } from './pdf-file.ts';

export interface PageOptions {
  readonly file: PdfFile;
  readonly number: number;
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** A second stream, with header and footer, that is written when their texts are known. */
  readonly later: PdfReference | undefined;
}

export function openPage({ file, number, width, height, later }: PageOptions): PageCanvas {
  const { document, structure, resources } = file;
  const content = document.ref();
  const annotations: PdfReference[] = [];
  const pages: Record<string, unknown> = document._root.data.Pages.data;
  const dictionary = document.ref({
    Type: 'Page',
    Parent: document._root.data.Pages,
    MediaBox: [0, 0, width, height],
    Contents: later === undefined ? content : [content, later],
    Resources: resources,
  });
  const tagged = structure?.startPage(dictionary.id);
  if (tagged !== undefined) Object.assign(dictionary.data, { StructParents: tagged.key, Tabs: 'S' });
  if (Array.isArray(pages['Kids'])) pages['Count'] = pages['Kids'].push(dictionary);

  const drawing = createDrawing({ file, height, tagged });
  document.page = {
    dictionary,
    content,
    resources,
    width,
    height,
    write: (chunk) => drawing.raw(chunk, undefined),
  };
  return {
    number,
    height,
    dictionary,
    tagged,
    ...drawing,
    link({ x, y, width: w, height: h }, { address, text }, element) {
      const annotation = document.ref({
        Type: 'Annot',
        Subtype: 'Link',
        Rect: [x, height - y - h, x + w, height - y],
        Border: [0, 0, 0],
        F: 4,
        Contents: new String(text),
        ...(address.startsWith('#')
          ? { Dest: new String(nameDestination(address.slice(1))) }
          : { A: { S: 'URI', URI: new String(encodeURI(decodeAddress(address))) } }),
      });
      if (element !== undefined && tagged !== undefined && structure !== undefined) {
        annotation.data['StructParent'] = structure.addAnnotation(element, tagged, annotation.id);
      }
      annotations.push(annotation);
      annotation.end();
    },
    end() {
      if (annotations.length > 0) dictionary.data['Annots'] = annotations;
      dictionary.end();
      endStream(content, drawing.operators());
      if (tagged !== undefined) structure?.endPage(tagged);
    },
  };
}

const decodeAddress = (address: string): string => {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
};

/** The name of a heading as a destination: hexadecimal, so that any order of letters is the same order. */
export const nameDestination = (id: string): string => `h${Buffer.from(id, 'utf8').toString('hex')}`;

/** Ends a stream of operators, compressed at the level that costs least for what it gives. */
export function endStream(stream: PdfReference, operators: string): void {
  stream.data['Filter'] = 'FlateDecode';
  stream.compress = false;
  stream.end(deflateSync(Buffer.from(operators, 'latin1'), { level: 5 }));
}

/** The dictionaries that pdfkit and drawings made with it put their things into. */
export const listResources = (file: PdfFile) => ({
  fonts: asRecord(file.resources.data['Font']),
  xobjects: asRecord(file.resources.data['XObject']),
  ext_gstates: asRecord(file.resources.data['ExtGState']),
  patterns: asRecord(file.resources.data['Pattern']),
  colorSpaces: asRecord(file.resources.data['ColorSpace']),
});
