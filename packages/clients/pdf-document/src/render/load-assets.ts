import { type DocumentInput, documentInput } from '@jobwright/connector-sdk';
import { findValue } from '../data/interpolate.ts';
import type { Scope } from '@jobwright/text-values';
import type { DocumentSource } from '../definition/document.schema.ts';
import type { FontFamilySource } from '../definition/definition.schema.ts';
import { LIMITS } from '../definition/limits.ts';
import { openFont } from '../fonts/load-fonts.ts';
import { readPackageFont } from '../fonts/package-fonts.ts';
import { embedPicture, type EmbedOptions } from '../images/embed-picture.ts';
import type { Assets, Picture } from '../layout/layout-context.ts';
import type { FontFace, FontFamily } from '../text/font-set.ts';
import { parseRows } from './parse-rows.ts';
import type { DocumentSupply } from './document-supply.ts';
import { definitionError, tooLargeError } from '../pdf-error.ts';

/** A supply that counts what all documents together have. */
export function limitSupply(supply: DocumentSupply): DocumentSupply {
  let bytes = 0;
  let documents = 0;
  return {
    stream: (document) => supply.stream(document),
    async read(document, maxBytes) {
      documents += 1;
      if (documents > LIMITS.documents) throw tooLargeError('documents', LIMITS.documents);
      const read = await supply.read(document, maxBytes);
      bytes += read.byteLength;
      if (bytes > LIMITS.documentsBytes) throw tooLargeError('documentsBytes', LIMITS.documentsBytes);
      return read;
    },
  };
}

export function createAssets(
  supply: DocumentSupply,
  options: Omit<EmbedOptions, 'path' | 'number' | 'spendPixels'>,
): Assets {
  const pictures = new Map<string, Picture>();
  let pixels = 0;
  const spendPixels = (more: number): void => {
    pixels += more;
    if (pixels > LIMITS.imagesPixels) throw tooLargeError('imagesPixels', LIMITS.imagesPixels);
  };
  const known = new WeakMap<object, string>();
  const resolveDocument = (source: DocumentSource, path: string, scope: Scope | undefined): DocumentInput => {
    if (!('from' in source)) return source;
    const parsed = documentInput.safeParse(findValue(source.from, { scope, path }));
    if (parsed.success) return parsed.data;
    throw definitionError([{ path, message: `${source.from} is not a document reference` }]);
  };
  const findKey = (document: DocumentInput): string => {
    const key = known.get(document) ?? writeKey(document);
    known.set(document, key);
    return key;
  };
  return {
    async loadPicture(source, path, scope) {
      const document = 'bytes' in source ? source : resolveDocument(source, path, scope);
      const key = 'bytes' in document ? `part ${document.key}` : findKey(document);
      if (pictures.has(key)) return;
      const bytes = 'bytes' in document ? document.bytes : await supply.read(document, LIMITS.documentBytes);
      const picture = await embedPicture(bytes, {
        ...options,
        ...{ path, spendPixels },
        number: pictures.size + 1,
      });
      pictures.set(key, picture);
    },
    picture(source, scope) {
      const picture = pictures.get(
        'bytes' in source ? `part ${source.key}` : findKey(resolveDocument(source, '', scope)),
      );
      if (picture === undefined) throw new Error('A picture was laid out before it was loaded');
      return picture;
    },
    openRows: (rows, path, scope) =>
      parseRows(supply.stream(resolveDocument(rows.document, `${path}.document`, scope)), { rows, path }),
  };
}

/** The same for documents that are the same. */
function writeKey(document: DocumentInput): string {
  switch (document['camunda.document.type']) {
    case 'camunda':
      return JSON.stringify([document.storeId, document.documentId]);
    case 'external':
      return `external ${document.url}`;
    case 'inline':
      return `inline ${document.content}`;
  }
}

/** The families that a document brings. */
export async function loadFamilies(
  families: Readonly<Record<string, FontFamilySource>>,
  { supply, scope }: { readonly supply: DocumentSupply; readonly scope: Scope | undefined },
): Promise<ReadonlyMap<string, FontFamily>> {
  const loaded = new Map<string, FontFamily>();
  for (const [name, family] of Object.entries(families)) {
    const load = async (cut: 'regular' | 'bold' | 'italic' | 'boldItalic'): Promise<FontFace | undefined> => {
      const file = family[cut];
      if (file === undefined) return undefined;
      const path = `fonts.${name}.${cut}`;
      const key = `${name} ${cut}`;
      if (typeof file === 'string') {
        if (family.package === undefined)
          throw definitionError([
            { path, message: 'Expected a document, or package with the name of an installed package' },
          ]);
        return openFont(await readPackageFont({ name: family.package, file, path }), { key, path });
      }
      const document = 'from' in file ? documentInput.parse(findValue(file.from, { scope, path })) : file;
      return openFont(await supply.read(document, LIMITS.documentBytes), { key, path });
    };
    const regular = await load('regular');
    if (regular === undefined) continue;
    loaded.set(name, {
      regular,
      bold: await load('bold'),
      italic: await load('italic'),
      boldItalic: await load('boldItalic'),
    });
  }
  return loaded;
}
