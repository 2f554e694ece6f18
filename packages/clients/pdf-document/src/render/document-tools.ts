import { readFile } from 'node:fs/promises';
import type { Scope } from '@jobwright/text-values';
import type { Definition } from '../definition/definition.schema.ts';
import { DEFAULT_FAMILY, FALLBACK_FAMILY } from '../fonts/font-families.ts';
import { loadPackagedFonts } from '../fonts/load-fonts.ts';
import { createBookmarks } from '../layout/bookmarks.ts';
import { layoutBlocks } from '../layout/layout-blocks.ts';
import { createBudget, type DocumentTools } from '../layout/layout-context.ts';
import { createNode } from '../layout/structure-node.ts';
import { createTheme, type Style } from '../layout/theme.ts';
import { openPdfFile, type PdfFile } from '../pdf/pdf-file.ts';
import type { DocumentFacts } from '../pdf/xmp-metadata.ts';
import type { TextTools } from '../text/cut-text.ts';
import { createFontSet, type FontSet } from '../text/font-set.ts';
import type { DocumentSupply } from './document-supply.ts';
import type { GlyphWarnings } from './glyph-warnings.ts';
import { createAssets, loadFamilies } from './load-assets.ts';
import type { RenderRequest } from './render-request.ts';

const colorProfile = readFile(new URL('../../assets/srgb.icc', import.meta.url));
const packagedFonts = loadPackagedFonts();
packagedFonts.catch(() => undefined);
colorProfile.catch(() => undefined);

/** The fonts of the package and those that a document brings. */
export async function loadFontSet(
  { fonts }: Pick<Definition, 'fonts'>,
  options: { readonly supply: DocumentSupply; readonly scope: Scope | undefined },
): Promise<FontSet> {
  const own = await loadFamilies(fonts, options);
  return createFontSet(new Map([...(await packagedFonts), ...own]), [DEFAULT_FAMILY, FALLBACK_FAMILY]);
}

export async function openFile(
  request: RenderRequest,
  { facts, invoiceFile }: { readonly facts: DocumentFacts; readonly invoiceFile: string | undefined },
): Promise<PdfFile> {
  const { pdfA, isAccessible, protection, size, isTagged, fileKey } = request;
  const conformance = { pdfA, isAccessible, invoiceFile };
  return openPdfFile({
    ...{ facts, conformance, protection, size, isTagged, fileKey },
    colorProfile: await colorProfile,
  });
}

interface DocumentToolsOptions {
  readonly request: RenderRequest;
  readonly definition: Pick<Definition, 'colors' | 'styles'>;
  readonly supply: DocumentSupply;
  readonly file: PdfFile;
  readonly fonts: FontSet;
  readonly warnings: GlyphWarnings;
}

/** What all blocks of one document share, and the style of text that says nothing else. */
export function createDocumentTools(options: DocumentToolsOptions) {
  const { request, definition, supply, file, fonts, warnings } = options;
  const theme = createTheme(definition.colors, definition.styles);
  const style: Style = request.font === undefined ? theme.base : { ...theme.base, families: [request.font] };
  const bookmarks = createBookmarks(file);
  const text: TextTools = {
    shape: (face, shaped, direction) => file.font(face).shape(shaped, direction),
    replaceMissing: (character, path) => warnings.replace(character, path),
    warningColor: theme.color('danger'),
  };
  const isArchived = request.pdfA !== undefined;
  const chain = (cut: Parameters<FontSet['chain']>[1]) => fonts.chain(style.families, cut) ?? [];
  const tools: DocumentTools = {
    ...{ file, theme, fonts, text, bookmarks, layoutBlocks },
    assets: createAssets(supply, { file, isArchived, chain, text }),
    locale: request.locale,
    budget: createBudget(),
    isAccessible: request.isAccessible,
    headings: { last: 0 },
    node: (type, parent, nodeOptions = {}) =>
      createNode(file.structure, type, { parent, options: nodeOptions }),
  };
  return { tools, style, endBookmarks: () => bookmarks.end() };
}
