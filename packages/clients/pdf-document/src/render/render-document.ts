import type { TextTools } from '../text/cut-text.ts';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { parseDefinition } from '../definition/parse-definition.ts';
import { createScope } from '../data/scope.ts';
import {
  definition as definitionSchema,
  DEFAULT_MARGIN,
  type Definition,
} from '../definition/definition.schema.ts';
import { LIMITS } from '../definition/limits.ts';
import { loadPackagedFonts } from '../fonts/load-fonts.ts';
import { createPageBars } from '../layout/bars.ts';
import { createBookmarks } from '../layout/bookmarks.ts';
import { layoutBlocks } from '../layout/layout-blocks.ts';
import { createBudget, type DocumentTools, type LayoutContext } from '../layout/layout-context.ts';
import { createPager, type Pages } from '../layout/paginate.ts';
import { ARTIFACT, type Node } from '../layout/slice.ts';
import { createNode } from '../layout/structure-node.ts';
import { createTheme, DEFAULT_FAMILY, FALLBACK_FAMILY } from '../layout/theme.ts';
import { attachFile } from '../pdf/attach-file.ts';
import type { AttachedFile } from '../pdf/attached-file.ts';
import { openPage, type PageCanvas } from '../pdf/page-canvas.ts';
import { openPdfFile, type PdfFile } from '../pdf/pdf-file.ts';
import { createFontSet } from '../text/font-set.ts';
import { composeDocument } from '../templates/compose-document.ts';
import { createAssets, limitSupply, loadFamilies } from './load-assets.ts';
import type { PdfSummary } from '../pdf-definition.ts';
import type { DocumentSupply } from './document-supply.ts';
import type { RenderRequest } from './render-request.ts';
import { definitionError, PdfError, toCodePoint } from '../pdf-error.ts';

const colorProfile = readFile(new URL('../../assets/srgb.icc', import.meta.url));
const packagedFonts = loadPackagedFonts();
packagedFonts.catch(() => undefined);
colorProfile.catch(() => undefined);

/** Slices between two looks at what is ready. */
const SLICES_PER_STEP = 50;

/** Draws a document; gives its bytes as they are ready, and at the end what it became. */
export async function* renderDocument(
  request: RenderRequest,
  unlimited: DocumentSupply,
): AsyncGenerator<Uint8Array<ArrayBuffer>, PdfSummary, undefined> {
  const supply = limitSupply(unlimited);
  const composed = composeDocument(request);
  const parsed = readDefinition(composed.definition);
  const scope = composed.data === undefined ? undefined : createScope(composed.data);
  const own = await loadFamilies(parsed.fonts, { supply, scope });
  const fonts = createFontSet(new Map([...(await packagedFonts), ...own]), [DEFAULT_FAMILY, FALLBACK_FAMILY]);
  const { pdfA, isAccessible } = request;
  const facts = { ...request.facts, title: composed.title };
  const file = openPdfFile({
    facts,
    conformance: { pdfA, isAccessible, invoiceFile: composed.invoice?.fileName },
    protection: request.protection,
    size: request.size,
    isTagged: request.isTagged,
    fileKey: request.fileKey,
    colorProfile: await colorProfile,
  });
  const theme = createTheme(parsed.colors, parsed.styles);
  const base = request.font === undefined ? theme.base : { ...theme.base, families: [request.font] };
  const warnings = new Set<string>();
  const bookmarks = createBookmarks(file);
  const text: TextTools = {
    shape: (face, shaped, direction) => file.font(face).shape(shaped, direction),
    replaceMissing(character, path) {
      if (request.missingGlyphs === 'error') throw new PdfError({ kind: 'glyph-missing', character, path });
      if (warnings.size < 100) warnings.add(`No font has a glyph for ${toCodePoint(character)} in ${path}`);
      return `[${toCodePoint(character)}]`;
    },
    warningColor: theme.color('danger'),
  };
  const tools: DocumentTools = {
    file,
    theme,
    fonts,
    text,
    assets: createAssets(supply, {
      file,
      isArchived: pdfA !== undefined,
      chain: (cut) => fonts.chain(base.families, cut) ?? [],
      text,
    }),
    locale: request.locale,
    budget: createBudget(),
    isAccessible,
    bookmarks,
    headings: { last: 0 },
    node: (type, parent, options = {}) => createNode(file.structure, type, { parent, options }),
  };

  const margins = request.margins ??
    composed.margins ?? {
      top: DEFAULT_MARGIN,
      right: DEFAULT_MARGIN,
      bottom: DEFAULT_MARGIN,
      left: DEFAULT_MARGIN,
    };
  const [pageWidth, pageHeight] = request.size;
  const width = pageWidth - margins.left - margins.right;
  if (width < 40 || pageHeight - margins.top - margins.bottom < 40)
    throw definitionError([{ path: 'margin', message: 'The margins leave no room on the page' }]);
  const context: LayoutContext = {
    tools,
    width,
    style: base,
    scope,
    path: 'content',
    parent: toRootNode(file),
    depth: 0,
  };
  const bars = createPageBars({
    header: parsed.header,
    footer: parsed.footer,
    context: { ...context, scope: scope ?? createScope({}) },
  });
  await bars.prepare();

  const attached: AttachedFile[] = composed.invoice === undefined ? [] : [composed.invoice];
  for (const { document, ...attachment } of request.attachments) {
    attached.push({ ...attachment, bytes: await supply.read(document, LIMITS.documentBytes) });
  }
  for (const each of attached) attachFile(file, { ...each, modifiedAt: facts.createdAt ?? new Date(0) });

  const hasBars = parsed.header !== undefined || parsed.footer !== undefined;
  const later: { readonly stream: ReturnType<PdfFile['document']['ref']>; readonly number: number }[] = [];
  let open: PageCanvas | undefined;
  const pages: Pages = {
    open(number) {
      open?.end();
      const stream = hasBars ? file.document.ref() : undefined;
      if (stream !== undefined) later.push({ stream, number });
      open = openPage({ file, number, width: pageWidth, height: pageHeight, later: stream });
      if (parsed.frame !== undefined)
        drawFrames(open, {
          width: pageWidth,
          height: pageHeight,
          inset: parsed.frame.inset,
          color: theme.color(parsed.frame.color),
        });
      const area = bars.area(number);
      return {
        page: open,
        area: {
          left: margins.left,
          top: Math.max(margins.top, area.top),
          bottom: pageHeight - Math.max(margins.bottom, area.bottom),
        },
      };
    },
    close: () => open?.end(),
  };

  const measured = createMeasure(file);
  const pager = createPager(pages);
  let sinceStep = 0;
  for (const slice of layoutBlocks(parsed.content, context)) {
    if (slice.kind === 'wait') await slice.until();
    else pager.add(slice);
    // What was waited for may be large.
    sinceStep = slice.kind === 'wait' ? SLICES_PER_STEP : sinceStep + 1;
    if (sinceStep < SLICES_PER_STEP) continue;
    sinceStep = 0;
    yield* measured.take(false);
  }
  pager.end();
  for (const { stream, number } of later) {
    bars.draw(stream, { number, pages: pager.pageCount(), height: pageHeight, left: margins.left });
    yield* measured.take(false);
  }
  bookmarks.end();
  file.end();
  // Some pictures are compressed on another thread, and written after everything else.
  while (!file.isFinished()) await setImmediate();
  yield* measured.take(true);
  return { ...measured.result(), pages: pager.pageCount(), title: composed.title, warnings: [...warnings] };
}

function readDefinition(definition: unknown): Definition {
  try {
    return parseDefinition(definitionSchema, definition);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw definitionError([{ path: 'content', message: 'Blocks are nested too deep' }]);
  }
}

/** A strong line and a fine one inside of it. */
function drawFrames(
  page: PageCanvas,
  {
    width,
    height,
    inset,
    color,
  }: { readonly width: number; readonly height: number; readonly inset: number; readonly color: string },
): void {
  for (const [edge, stroke] of [
    [inset, 2.5],
    [inset + 6, 0.75],
  ] as const) {
    const [right, bottom] = [width - edge, height - edge];
    const corners = [
      [edge, edge],
      [right, edge],
      [right, bottom],
      [edge, bottom],
    ] as const;
    for (const [index, from] of corners.entries())
      page.line(from, corners[(index + 1) % 4] ?? from, { width: stroke, color });
  }
}

const toRootNode = ({ structure }: PdfFile): Node =>
  structure === undefined ? ARTIFACT : { owner: () => structure.document, close: () => undefined };

/** Measures the bytes on their way out. */
function createMeasure({ sink }: PdfFile) {
  const hash = createHash('sha256');
  let size = 0;
  return {
    *take(all: boolean): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
      for (const chunk of sink.take(all)) {
        hash.update(chunk);
        size += chunk.byteLength;
        yield chunk;
      }
    },
    result: () => ({ size, sha256: hash.digest('hex') }),
  };
}
