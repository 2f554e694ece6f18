import { encodeBarcode } from '../barcode/encode-barcode.ts';
import { interpolate } from '../data/interpolate.ts';
import type { BlockOf } from '../definition/block.schema.ts';
import { formatNumber, formatColor } from '../pdf/escape-pdf.ts';
import type { Owner, PageCanvas } from '../pdf/canvas.ts';
import { layoutText } from '../text/layout-text.ts';
import { type LayoutContext, styleTexts } from './layout-context.ts';
import { ARTIFACT, type Node, type Slices } from './slice.ts';
import { definitionError } from '../pdf-error.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

export function* layoutImage(block: BlockOf<'image'>, context: LayoutContext, gap: number): Slices {
  const { tools, scope, path, parent, width } = context;
  const { document } = block;
  yield { kind: 'wait', until: () => tools.assets.loadPicture(document, `${path}.document`, scope) };
  const picture = tools.assets.picture(document, scope);
  const size = fitInto(computeSize(block, picture), width);
  const alt = interpolate(block.alt, { scope, locale: tools.locale, path: `${path}.alt` });
  yield* layoutFigure(
    { size, gap, alt, align: block.align, draw: (page, box, owner) => page.picture(picture, box, owner) },
    context,
    parent,
  );
}

function computeSize({ width, height }: BlockOf<'image'>, picture: Size): Size {
  if (width !== undefined && height !== undefined) {
    const scale = Math.min(width / picture.width, height / picture.height);
    return { width: picture.width * scale, height: picture.height * scale };
  }
  if (width !== undefined) return { width, height: (picture.height * width) / picture.width };
  if (height !== undefined) return { width: (picture.width * height) / picture.height, height };
  return picture;
}

const fitInto = (size: Size, width: number): Size =>
  size.width <= width ? size : { width, height: (size.height * width) / size.width };

/** QR codes and barcodes, drawn as rectangles: sharp at any size. */
export function* layoutCode(
  block: BlockOf<'qrCode'> | BlockOf<'barcode'>,
  context: LayoutContext,
  gap: number,
): Slices {
  const { tools, scope, path, parent } = context;
  const value = interpolate(block.value, { scope, locale: tools.locale, path: `${path}.value` });
  const code = encodeBarcode(
    block.type === 'qrCode'
      ? { symbology: 'qrcode', value, correction: block.correction }
      : { symbology: block.symbology, value, correction: undefined },
  );
  if (typeof code === 'string') throw definitionError([{ path: `${path}.value`, message: code }]);
  const text = block.type === 'barcode' && block.showText && !code.isMatrix ? value : undefined;
  const alt = interpolate(block.alt ?? `${block.type === 'qrCode' ? 'QR code' : 'Barcode'}: ${value}`, {
    scope: block.alt === undefined ? undefined : scope,
    locale: tools.locale,
    path: `${path}.alt`,
  });
  const size = computeCodeSize(block, code);
  const scaleX = size.width / code.width;
  const scaleY = size.height / code.height;
  const below = text === undefined ? 0 : 10;
  const line = text === undefined ? undefined : layoutCaption(text, { width: size.width, context });

  yield* layoutFigure(
    {
      size: { width: size.width, height: size.height + below },
      gap,
      alt,
      align: block.align,
      draw(page, box, owner) {
        const rectangles = code.bars.map((bar) =>
          [box.x + bar.x * scaleX, box.y + bar.y * scaleY, bar.width * scaleX, bar.height * scaleY]
            .map(formatNumber)
            .join(' '),
        );
        const color = formatColor(tools.theme.color('text'));
        page.raw(`q ${color} rg ${rectangles.map((each) => `${each} re`).join(' ')} f Q`, owner);
        if (line !== undefined) page.text(line, { x: box.x, y: box.y + size.height + 1 }, () => owner);
      },
    },
    context,
    parent,
  );
}

function computeCodeSize(
  block: BlockOf<'qrCode'> | BlockOf<'barcode'>,
  code: Size & { readonly isMatrix: boolean },
): Size {
  if (block.type === 'qrCode') return { width: block.size, height: block.size };
  if (!code.isMatrix) return { width: block.width, height: block.height };
  const scale = Math.min(block.width / code.width, Math.max(block.height, block.width) / code.height);
  return { width: code.width * scale, height: code.height * scale };
}

function layoutCaption(
  text: string,
  { width, context }: { readonly width: number; readonly context: LayoutContext },
) {
  const { tools, style } = context;
  const look = styleTexts([{ text, size: 7.5 }], { tools, style, scope: undefined }, context.path);
  return layoutText(
    look,
    { width: width + 100, align: 'left', direction: 'ltr', lineHeight: 1.2 },
    tools.text,
  ).map((line) => {
    const used = line.pieces.reduce((sum, piece) => sum + piece.width, 0);
    const shift = Math.max(0, (width - used) / 2);
    return { ...line, pieces: line.pieces.map((piece) => ({ ...piece, x: piece.x + shift })) };
  })[0];
}

interface Figure {
  readonly size: Size;
  readonly gap: number;
  /** Empty: decoration, which nobody has to hear of. */
  readonly alt: string;
  readonly align: 'left' | 'center' | 'right';
  readonly draw: (
    page: PageCanvas,
    box: Size & { readonly x: number; readonly y: number },
    owner: Owner,
  ) => void;
}

function* layoutFigure(
  { size, gap, alt, align, draw }: Figure,
  { tools, width, path }: LayoutContext,
  parent: Node,
): Slices {
  const left = align === 'center' ? (width - size.width) / 2 : align === 'right' ? width - size.width : 0;
  yield {
    kind: 'box',
    path,
    height: size.height,
    gap,
    keep: false,
    draw(page, x, y) {
      const box = { x: x + left, y, ...size };
      const bounds = [box.x, page.height - y - size.height, box.x + size.width, page.height - y]
        .map(formatNumber)
        .join(' ');
      const attributes = `/A <</O/Layout/Placement/Block/BBox[${bounds}]>>`;
      const node = alt === '' ? ARTIFACT : tools.node('Figure', parent, { alt, attributes });
      draw(page, box, node.owner());
      node.close();
    },
  };
}
