import { createScope } from '@jobwright/text-values';
import { createPageBars } from '../layout/bars.ts';
import { layoutBlocks } from '../layout/layout-blocks.ts';
import type { LayoutContext } from '../layout/layout-context.ts';
import { createPager } from '../layout/create-pager.ts';
import { ARTIFACT, type Node } from '../layout/slice.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import type { PdfSummary } from '../pdf-definition.ts';
import { attachFiles } from './attach-files.ts';
import { createByteMeter } from './byte-meter.ts';
import { composeDocument } from './compose-document.ts';
import { createDocumentPages } from './document-pages.ts';
import type { DocumentSupply } from './document-supply.ts';
import { createDocumentTools, loadFontSet, openFile } from './document-tools.ts';
import { drawSlices, finishFile } from './draw-slices.ts';
import { createGlyphWarnings } from './glyph-warnings.ts';
import { limitSupply } from './load-assets.ts';
import { readDefinition, readMargins } from './read-definition.ts';
import type { RenderRequest } from './render-request.ts';
import { renderWord } from '../word/render-word.ts';

/** Draws a document: yields bytes as they become available and returns a summary. */
export async function* renderDocument(
  request: RenderRequest,
  unlimited: DocumentSupply,
): AsyncGenerator<Uint8Array<ArrayBuffer>, PdfSummary, undefined> {
  const supply = limitSupply(unlimited);
  const { body } = request;
  if (body.source === 'word')
    return yield* renderWord({ request, document: body.document, supply, root: createRootNode });
  const { definition: composed, data, title, invoice, margins: ofTemplate } = composeDocument(request, body);
  const definition = readDefinition(composed);
  const scope = data === undefined ? undefined : createScope(data);
  const fonts = await loadFontSet(definition, { supply, scope });
  const facts = { ...request.facts, title };
  const file = await openFile(request, { facts, invoiceFile: invoice?.fileName });
  const warnings = createGlyphWarnings(request.missingGlyphs);
  const options = { request, definition, supply, file, fonts, warnings };
  const { tools, style, endBookmarks } = createDocumentTools(options);
  const { margins, width } = readMargins(request.margins ?? ofTemplate, request.size);
  const parent = createRootNode(file);
  const context: LayoutContext = { tools, width, style, scope, path: 'content', parent, depth: 0 };
  const { header, footer } = definition;
  const barContext = { ...context, scope: scope ?? createScope({}) };
  const bars = createPageBars({ header, footer, context: barContext });
  await bars.prepare();
  await attachFiles(file, request, { supply, invoice });

  const { size } = request;
  const pages = createDocumentPages({ file, theme: tools.theme, definition, bars, size, margins });
  const pager = createPager(pages);
  const meter = createByteMeter(file);
  yield* drawSlices(layoutBlocks(definition.content, context), { pager, meter });
  yield* finishFile({ file, meter, endBookmarks }, pages.drawBars(pager.pageCount()));
  return { ...meter.result(), pages: pager.pageCount(), title, warnings: warnings.list() };
}

const createRootNode = ({ structure }: PdfFile): Node =>
  structure === undefined ? ARTIFACT : { owner: () => structure.document, close: () => undefined };
