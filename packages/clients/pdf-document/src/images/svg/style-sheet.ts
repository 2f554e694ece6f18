import { SvgProblem } from './svg-problem.ts';
import type { SvgElement } from './svg-tree.ts';

export interface Declaration {
  readonly property: string;
  readonly value: string;
  readonly isImportant: boolean;
}

interface Compound {
  readonly tag: string | undefined;
  readonly ids: readonly string[];
  readonly classes: readonly string[];
  readonly attributes: readonly (readonly [string, string | undefined])[];
  readonly isRoot: boolean;
  readonly isFirst: boolean;
}
type Combinator = ' ' | '>';

export interface Rule {
  /** The element itself first, then what stands around it. */
  readonly selector: readonly { readonly compound: Compound; readonly combinator: Combinator }[];
  readonly weight: number;
  readonly declarations: readonly Declaration[];
}

/**
 * Rules of style sheets, in their order. What is for the screen and for pointers says nothing here. @throws
 * SvgProblem when one is not understood
 */
export function parseStyleSheets(sheets: readonly string[]): readonly Rule[] {
  return sheets.flatMap((sheet) => {
    let rest = sheet.replaceAll(/\/\*[^]*?\*\/|<!--|-->/g, '').trim();
    const rules: Rule[] = [];
    while (rest !== '') {
      const [ignored] = /^@(charset|namespace)[^;{]*;\s*/i.exec(rest) ?? [];
      if (ignored !== undefined) {
        rest = rest.slice(ignored.length);
        continue;
      }
      const [media, query = '', inner = ''] =
        /^@media\s([^{}]*)\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}\s*/i.exec(rest) ?? [];
      if (media !== undefined) {
        if (holdsOnPaper(query)) rules.push(...parseStyleSheets([inner]));
        rest = rest.slice(media.length);
        continue;
      }
      const [whole, selectors = '', body = ''] = /^([^{}@]+)\{([^{}]*)\}\s*/.exec(rest) ?? [];
      if (whole === undefined)
        throw new SvgProblem(
          `the style sheet of the SVG has "${rest.slice(0, 40)}", which is not understood`,
        );
      const declarations = parseDeclarations(body);
      rules.push(...selectors.split(',').flatMap((selector) => parseRule(selector.trim(), declarations)));
      rest = rest.slice(whole.length);
    }
    return rules;
  });
}

const ON_PAPER = /^(all|print|\(prefers-color-scheme:\s*light\))$/;
const NOT_ON_PAPER =
  /^(screen|\(prefers-color-scheme:\s*dark\)|\(prefers-reduced-motion[^)]*\)|screen and .*)$/;

/** Whether a media query holds for a page on white paper. @throws SvgProblem when it is not understood */
function holdsOnPaper(query: string): boolean {
  const queries = query.split(',').map((each) => each.trim().toLowerCase());
  const unknown = queries.find((each) => !ON_PAPER.test(each) && !NOT_ON_PAPER.test(each));
  if (unknown !== undefined)
    throw new SvgProblem(`the style sheet of the SVG has "@media ${query.trim()}", which is not understood`);
  return queries.some((each) => ON_PAPER.test(each));
}

export function parseDeclarations(body: string): readonly Declaration[] {
  return body
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .split(/;(?![^()]*\))/)
    .flatMap((part) => {
      const colon = part.indexOf(':');
      if (colon === -1) return [];
      const written = part.slice(colon + 1).trim();
      const value = written.replace(/\s*!\s*important$/i, '');
      const name = part.slice(0, colon).trim();
      const property = name.startsWith('--') ? name : name.toLowerCase();
      return [{ property, value, isImportant: value !== written }];
    });
}

const POINTED = /:(hover|focus|focus-visible|focus-within|active|visited|target)\b/;

function parseRule(text: string, declarations: readonly Declaration[]): readonly Rule[] {
  if (POINTED.test(text)) return [];
  const parts = text
    .replaceAll(/\s*>\s*/g, '>')
    .split(/([\s>]+)/)
    .filter((part) => part !== '');
  const selector: { compound: Compound; combinator: Combinator }[] = [];
  let weight = 0;
  for (let index = parts.length - 1; index >= 0; index -= 2) {
    const compound = parseCompound(parts[index] ?? '', text);
    weight += 10_000 * compound.ids.length + (compound.tag === undefined ? 0 : 1);
    weight +=
      100 *
      (compound.classes.length +
        compound.attributes.length +
        Number(compound.isRoot) +
        Number(compound.isFirst));
    selector.push({ compound, combinator: parts[index + 1]?.trim() === '>' ? '>' : ' ' });
  }
  return [{ selector, weight, declarations }];
}

const NAME = '(?:[\\w\\u0080-\\uFFFF-]|\\\\.)+';
const TOKEN = new RegExp(
  `^(?:\\*|(${NAME})|#(${NAME})|\\.(${NAME})|\\[\\s*([\\w:-]+)\\s*(?:=\\s*["']?([^"'\\]]*)["']?\\s*)?\\]|(:root|:first-child))`,
);

function parseCompound(text: string, whole: string): Compound {
  const ids: string[] = [];
  const classes: string[] = [];
  const attributes: (readonly [string, string | undefined])[] = [];
  let tag: string | undefined;
  let [isRoot, isFirst] = [false, false];
  let rest = text;
  while (rest !== '') {
    const [token, name, id, className, attribute, value, pseudo] = TOKEN.exec(rest) ?? [];
    if (token === undefined || (name !== undefined && rest !== text))
      throw new SvgProblem(`the style sheet of the SVG has the selector "${whole}", which is not understood`);
    if (name !== undefined) tag = name;
    if (id !== undefined) ids.push(unescape(id));
    if (className !== undefined) classes.push(unescape(className));
    if (attribute !== undefined) attributes.push([attribute, value]);
    if (pseudo === ':root') isRoot = true;
    if (pseudo === ':first-child') isFirst = true;
    rest = rest.slice(token.length);
  }
  return { tag, ids, classes, attributes, isRoot, isFirst };
}

const unescape = (name: string): string => name.replaceAll(/\\(.)/g, '$1');

export function matches({ selector }: Rule, element: SvgElement): boolean {
  const [own, ...outer] = selector;
  if (own === undefined || !fits(own.compound, element)) return false;
  let current: SvgElement | undefined = element;
  let combinator = ' ';
  for (const part of outer) {
    ({ combinator } = part);
    current = current.parent;
    if (combinator === ' ')
      while (current !== undefined && !fits(part.compound, current)) current = current.parent;
    if (current === undefined || !fits(part.compound, current)) return false;
  }
  return true;
}

function fits(compound: Compound, { name, attributes, parent, index }: SvgElement): boolean {
  const classes = (attributes.get('class') ?? '').split(/\s+/);
  return (
    (compound.tag === undefined || compound.tag === name) &&
    compound.ids.every((id) => id === attributes.get('id')) &&
    compound.classes.every((each) => classes.includes(each)) &&
    compound.attributes.every(([key, value]) =>
      value === undefined ? attributes.has(key) : attributes.get(key) === value,
    ) &&
    (!compound.isRoot || parent === undefined) &&
    (!compound.isFirst || index === 0)
  );
}
