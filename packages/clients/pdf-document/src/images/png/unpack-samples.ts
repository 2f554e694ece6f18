import type { PngFile } from './read-png.ts';

/** Colors and alpha of a pixel as bytes. */
export interface UnpackedLine {
  /** Gray or the number in the palette: one byte a pixel; else red, green, blue. */
  readonly colors: Uint8Array;
  readonly alpha: Uint8Array;
}

/**
 * Writes the pixels of a packed line, from the first, as bytes: 16 bits lose the lower half, fewer than 8 are
 * spread, numbers of colors stay.
 */
export type Unpack = (samples: Uint8Array, columns: number, into: UnpackedLine) => void;

export function createUnpack({ header, palette, transparency }: PngFile): Unpack {
  const { kind, depth } = header;
  const colorChannels = kind.startsWith('rgb') ? 3 : 1;
  const hasAlpha = kind.endsWith('alpha');
  const channels = colorChannels + (hasAlpha ? 1 : 0);
  const lastColor = palette === undefined ? 255 : palette.byteLength / 3 - 1;
  if (depth < 8) return createUnpackBits({ depth, isPalette: kind === 'palette', lastColor, transparency });
  const sampleBytes = depth >> 3;
  const step = channels * sampleBytes;
  return (samples, columns, { colors, alpha }) => {
    for (let column = 0; column < columns; column += 1) {
      const from = column * step;
      const to = column * colorChannels;
      for (let channel = 0; channel < colorChannels; channel += 1)
        colors[to + channel] = Math.min(lastColor, samples[from + channel * sampleBytes] ?? 0);
      if (hasAlpha) alpha[column] = samples[from + colorChannels * sampleBytes] ?? 0;
      else if (transparency === undefined) alpha[column] = 255;
      else if (kind === 'palette') alpha[column] = transparency[samples[from] ?? 0] ?? 255;
      else alpha[column] = isKey(samples, { from, sampleBytes, colorChannels, transparency }) ? 0 : 255;
    }
  };
}

interface Key {
  readonly from: number;
  readonly sampleBytes: number;
  readonly colorChannels: number;
  readonly transparency: Uint8Array;
}

/** Is it the one color that is transparent? Each sample of that has two bytes. */
function isKey(samples: Uint8Array, { from, sampleBytes, colorChannels, transparency }: Key): boolean {
  for (let channel = 0; channel < colorChannels; channel += 1) {
    const at = from + channel * sampleBytes;
    const sample = sampleBytes === 1 ? (samples[at] ?? 0) : (samples[at] ?? 0) * 256 + (samples[at + 1] ?? 0);
    const key = (transparency[channel * 2] ?? 0) * 256 + (transparency[channel * 2 + 1] ?? 0);
    if (sample !== key) return false;
  }
  return true;
}

interface Bits {
  readonly depth: number;
  readonly isPalette: boolean;
  readonly lastColor: number;
  readonly transparency: Uint8Array | undefined;
}

function createUnpackBits({ depth, isPalette, lastColor, transparency }: Bits): Unpack {
  const most = 2 ** depth - 1;
  const spread = isPalette ? 1 : 255 / most;
  const key = transparency === undefined ? -1 : (transparency[0] ?? 0) * 256 + (transparency[1] ?? 0);
  return (samples, columns, { colors, alpha }) => {
    for (let column = 0; column < columns; column += 1) {
      const bit = column * depth;
      const sample = ((samples[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & most;
      colors[column] = Math.min(lastColor, sample * spread);
      alpha[column] = isPalette ? (transparency?.[sample] ?? 255) : sample === key ? 0 : 255;
    }
  };
}
