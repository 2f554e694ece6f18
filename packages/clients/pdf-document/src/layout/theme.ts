import type { ColorName } from '../definition/basics.schema.ts';
import type { NamedStyles, StyleProperties, StyleReference } from '../definition/style.schema.ts';
import { definitionError } from '../pdf-error.ts';
import { DEFAULT_FAMILY, FALLBACK_FAMILY } from '../fonts/font-families.ts';

/** A style with everything said. */
export interface Style {
  readonly families: readonly string[];
  readonly size: number;
  readonly lineHeight: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  /** `#rrggbb`. */
  readonly color: string;
  readonly background: string | undefined;
  readonly align: 'left' | 'center' | 'right' | 'justify' | 'start' | 'end';
  readonly direction: 'auto' | 'ltr' | 'rtl';
  readonly indent: number;
  readonly spaceBefore: number;
  readonly spaceAfter: number;
  readonly keepWithNext: boolean;
}

export interface Theme {
  readonly base: Style;
  /** A style on top of the one around it. @throws PdfError `definition` for a style that does not exist */
  apply(around: Style, reference: StyleReference | undefined, path: string): Style;
  /** `#rrggbb` of a name or of itself. */
  color(nameOrHex: string): string;
}

const DEFAULT_COLORS: Readonly<Record<ColorName, string>> = {
  accent: '#1f4e79',
  text: '#1d2430',
  muted: '#5b6675',
  line: '#c9d0d8',
  soft: '#f3f5f8',
  white: '#ffffff',
  danger: '#c2182b',
};
const isColorName = (name: string): name is ColorName => name in DEFAULT_COLORS;

const heading = (size: number, spaceBefore: number, color: ColorName = 'text'): StyleProperties => ({
  size,
  bold: true,
  lineHeight: 1.2,
  color,
  align: 'start',
  spaceBefore,
  spaceAfter: Math.max(4, size * 0.3),
  keepWithNext: true,
});

const BUILT_IN: NamedStyles = {
  normal: {},
  heading1: heading(22, 20, 'accent'),
  heading2: heading(15.5, 16),
  heading3: heading(12.5, 12),
  heading4: heading(11, 10),
  heading5: heading(10.5, 8),
  heading6: heading(10, 8, 'muted'),
  title: { size: 30, bold: true, lineHeight: 1.15, color: 'accent', spaceAfter: 6, keepWithNext: true },
  subtitle: { size: 14, color: 'muted', lineHeight: 1.3, spaceAfter: 14 },
  lead: { size: 12.5, lineHeight: 1.5, color: 'muted', spaceAfter: 12 },
  small: { size: 8.5, lineHeight: 1.35, color: 'muted' },
  label: { size: 8, lineHeight: 1.3, color: 'muted', bold: true, spaceAfter: 1 },
  quote: { italic: true, color: 'muted', indent: 16, spaceBefore: 8, spaceAfter: 8 },
  code: {
    size: 8.5,
    lineHeight: 1.5,
    font: FALLBACK_FAMILY,
    background: 'soft',
    spaceBefore: 4,
    spaceAfter: 8,
  },
  caption: { size: 9, italic: true, color: 'muted', spaceBefore: 4, spaceAfter: 6 },
  tableHeader: { bold: true, size: 9.5, lineHeight: 1.3, color: 'accent' },
  tableCell: { size: 9.5, lineHeight: 1.35, spaceAfter: 0, spaceBefore: 0 },
  tableTotal: { bold: true, size: 10, lineHeight: 1.35, spaceAfter: 0, spaceBefore: 0 },
  bar: { size: 8.5, lineHeight: 1.35, color: 'muted', spaceAfter: 0 },
};

const BASE: Style = {
  families: [DEFAULT_FAMILY],
  size: 10.5,
  lineHeight: 1.42,
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  color: DEFAULT_COLORS.text,
  background: undefined,
  align: 'start',
  direction: 'auto',
  indent: 0,
  spaceBefore: 0,
  spaceAfter: 7,
  keepWithNext: false,
};

/** What a style may not hand down to the text inside. */
const OF_THE_BLOCK_ALONE = { background: undefined, indent: 0, keepWithNext: false } as const;

export function createTheme(colors: Readonly<Partial<Record<ColorName, string>>>, own: NamedStyles): Theme {
  const palette = { ...DEFAULT_COLORS, ...withoutUndefined(colors) };
  const resolveColor = (name: string): string => (isColorName(name) ? palette[name] : name);

  const find = (name: string, path: string, seen: readonly string[] = []): StyleProperties => {
    const { extends: parent, ...properties } = own[name] ?? {};
    const builtIn = BUILT_IN[name];
    if (own[name] === undefined && builtIn === undefined) {
      const names = [...new Set([...Object.keys(BUILT_IN), ...Object.keys(own)])].join(', ');
      throw definitionError([{ path, message: `There is no style "${name}"; there are ${names}` }]);
    }
    if (seen.includes(name))
      throw definitionError([{ path: `styles.${name}.extends`, message: 'The style extends itself' }]);
    const inherited = parent === undefined ? {} : find(parent, `styles.${name}.extends`, [...seen, name]);
    return { ...builtIn, ...inherited, ...properties };
  };

  const apply = (around: Style, properties: StyleProperties): Style => {
    const { font, color, background, ...rest } = properties;
    return {
      ...around,
      ...withoutUndefined(rest),
      ...(font === undefined ? {} : { families: typeof font === 'string' ? [font] : font }),
      ...(color === undefined ? {} : { color: resolveColor(color) }),
      background: background === undefined ? around.background : resolveColor(background),
    };
  };
  const base = apply({ ...BASE, color: palette.text }, find('normal', 'styles.normal'));
  return {
    base,
    color: resolveColor,
    apply(around, reference, path) {
      const start = { ...around, ...OF_THE_BLOCK_ALONE };
      if (reference === undefined) return start;
      return apply(start, typeof reference === 'string' ? find(reference, `${path}.style`) : reference);
    },
  };
}

type Defined<Values> = { [Key in keyof Values]?: Exclude<Values[Key], undefined> };
function withoutUndefined<Values extends object>(values: Values): Defined<Values>;
function withoutUndefined(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
