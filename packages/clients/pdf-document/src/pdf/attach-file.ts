import { createHash } from 'node:crypto';
import type { AttachedFile } from './attached-file.ts';
import type { PdfFile } from './pdf-file.ts';

const TYPES: Readonly<Record<string, string>> = {
  xml: 'text/xml',
  json: 'application/json',
  csv: 'text/csv',
  txt: 'text/plain',
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
};

/** Takes a file into the document, as PDF/A-3 wants it. */
export function attachFile({ document }: PdfFile, file: AttachedFile & { readonly modifiedAt: Date }): void {
  const { bytes, fileName, description, relationship, modifiedAt } = file;
  const type =
    file.contentType ?? TYPES[fileName.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
  const content = document.ref({
    Type: 'EmbeddedFile',
    Subtype: type.replaceAll(
      /[^\w.+-]/g,
      (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
    ),
    Params: {
      ModDate: modifiedAt,
      Size: bytes.byteLength,
      CheckSum: new Uint8Array(createHash('md5').update(bytes).digest()),
    },
  });
  content.end(bytes);
  const specification = document.ref({
    Type: 'Filespec',
    AFRelationship: relationship,
    F: new String(fileName),
    UF: new String(fileName),
    EF: { F: content, UF: content },
    ...(description === undefined ? {} : { Desc: new String(description) }),
  });
  specification.end();
  document.addNamedEmbeddedFile(fileName, specification);
  const root: Record<string, unknown> = document._root.data;
  const others: readonly unknown[] = Array.isArray(root['AF']) ? root['AF'] : [];
  root['AF'] = [...others, specification];
}
