import type { XmlElement } from '../package/read-xml.ts';
import { child, colorOf, numberOf, switchOf, valueOf } from '../package/xml-query.ts';
import type { RunLook } from '../model.ts';

/** Properties of runs that a style or a run says (ECMA-376 Part 1, 17.3.2.28). */
export interface RunProperties {
  readonly font?: string;
  readonly size?: number;
  readonly underline?: boolean;
  readonly color?: string;
  readonly background?: string;
  readonly position?: RunLook['position'];
  readonly isHidden?: boolean;
  /** Toggle properties (17.7.3): two styles that say yes say no. */
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly isUpper?: boolean;
}

/** Fonts of the theme by their names such as `minorHAnsi` (17.18.96). */
export type ThemeFonts = ReadonlyMap<string, string>;

export type Toggle = 'bold' | 'italic' | 'strike' | 'isUpper';

export function readRunProperties(rPr: XmlElement | undefined, theme: ThemeFonts): RunProperties {
  if (rPr === undefined) return {};
  const size = numberOf(valueOf(rPr, 'w:sz'));
  const underline = valueOf(rPr, 'w:u');
  const vertical = valueOf(rPr, 'w:vertAlign');
  const color = valueOf(rPr, 'w:color');
  const strike = switchOf(rPr, 'w:strike') ?? switchOf(rPr, 'w:dstrike');
  const isUpper = switchOf(rPr, 'w:caps') ?? switchOf(rPr, 'w:smallCaps');
  return defined({
    font: readFont(child(rPr, 'w:rFonts'), theme),
    size: size === undefined ? undefined : Math.max(4, Math.min(200, size / 2)),
    underline: underline === undefined ? undefined : underline !== 'none',
    color: color === undefined ? undefined : (colorOf(color) ?? 'auto'),
    background: readBackground(rPr),
    position:
      vertical === 'superscript' || vertical === 'subscript'
        ? vertical
        : vertical === undefined
          ? undefined
          : 'normal',
    isHidden: switchOf(rPr, 'w:vanish'),
    bold: switchOf(rPr, 'w:b'),
    italic: switchOf(rPr, 'w:i'),
    strike,
    isUpper,
  });
}

type Defined<Values> = { [Key in keyof Values]?: Exclude<Values[Key], undefined> };
export function defined<Values extends object>(values: Values): Defined<Values>;
export function defined(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function readFont(rFonts: XmlElement | undefined, theme: ThemeFonts): string | undefined {
  const themed = rFonts?.attributes.get('w:asciiTheme') ?? rFonts?.attributes.get('w:hAnsiTheme');
  const named = rFonts?.attributes.get('w:ascii') ?? rFonts?.attributes.get('w:hAnsi');
  return (themed === undefined ? undefined : theme.get(themed)) ?? named?.slice(0, 100);
}

const HIGHLIGHTS: Readonly<Record<string, string>> = {
  yellow: '#ffff00',
  green: '#00ff00',
  cyan: '#00ffff',
  magenta: '#ff00ff',
  blue: '#0000ff',
  red: '#ff0000',
  darkBlue: '#000080',
  darkCyan: '#008080',
  darkGreen: '#008000',
  darkMagenta: '#800080',
  darkRed: '#800000',
  darkYellow: '#808000',
  darkGray: '#808080',
  lightGray: '#c0c0c0',
  black: '#000000',
  white: '#ffffff',
};

function readBackground(rPr: XmlElement): string | undefined {
  const highlight = valueOf(rPr, 'w:highlight');
  if (highlight !== undefined) return HIGHLIGHTS[highlight] ?? 'none';
  return readShading(rPr);
}

/** The color behind a run, paragraph or cell (17.3.5); `none` when it says that there is none. */
export function readShading(properties: XmlElement | undefined): string | undefined {
  const shd = child(properties, 'w:shd');
  return shd === undefined ? undefined : (colorOf(shd.attributes.get('w:fill')) ?? 'none');
}
