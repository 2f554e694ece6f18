import { setImmediate } from 'node:timers/promises';
import { createScope } from '../data/scope.ts';
import type { Block } from '../definition/block.schema.ts';
import { createPageBars } from '../layout/bars.ts';
import { layoutBlocks } from '../layout/layout-blocks.ts';
import type { LayoutContext } from '../layout/layout-context.ts';
import { createPager, type Pager } from '../layout/create-pager.ts';
import { ARTIFACT, type Node } from '../layout/slice.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import type { PdfSummary } from '../pdf-definition.ts';
import { attachFiles } from './attach-files.ts';
import { type ByteMeter, createByteMeter } from './byte-meter.ts';
import { composeDocument } from './compose-document.ts';
import { createDocumentPages } from './document-pages.ts';
import type { DocumentSupply } from './document-supply.ts';
import { createDocumentTools, loadFontSet, openFile } from './document-tools.ts';
import { createGlyphWarnings } from './glyph-warnings.ts';
import { limitSupply } from './load-assets.ts';
import { readDefinition, readMargins } from './read-definition.ts';
import type { RenderRequest } from './render-request.ts';

/** Slices between two looks at what is ready. */
const SLICES_PER_STEP = 50;

/** Draws a document: yields bytes as they become available and returns a summary. */
export async function* renderDocument(
  request: RenderRequest,
  unlimited: DocumentSupply,
): AsyncGenerator<Uint8Array<ArrayBuffer>, PdfSummary, undefined> {
  const supply = limitSupply(unlimited);
  const { definition: composed, data, title, invoice, margins: ofTemplate } = composeDocument(request);
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
  yield* drawBlocks(definition.content, context, { pager, meter });
  const drawing = pages.drawBars(pager.pageCount());
  while (drawing.next().done !== true) yield* meter.take(false);
  endBookmarks();
  file.end();
  // Some pictures are compressed on another thread, and written after everything else.
  while (!file.isFinished()) await setImmediate();
  yield* meter.take(true);
  return { ...meter.result(), pages: pager.pageCount(), title, warnings: warnings.list() };
}

/** Puts blocks onto pages; yields bytes as pages are finished. */
async function* drawBlocks(
  blocks: readonly Block[],
  context: LayoutContext,
  { pager, meter }: { readonly pager: Pager; readonly meter: ByteMeter },
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  let sinceStep = 0;
  for (const slice of layoutBlocks(blocks, context)) {
    if (slice.kind === 'wait') await slice.until();
    else pager.add(slice);
    // What was waited for may be large.
    sinceStep = slice.kind === 'wait' ? SLICES_PER_STEP : sinceStep + 1;
    if (sinceStep < SLICES_PER_STEP) continue;
    sinceStep = 0;
    yield* meter.take(false);
  }
  pager.end();
}

const createRootNode = ({ structure }: PdfFile): Node =>
  structure === undefined ? ARTIFACT : { owner: () => structure.document, close: () => undefined };
