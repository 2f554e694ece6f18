import type { XmlElement } from './read-xml.ts';

/** The first child of that name. */
export const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((each) => each.name === name);

/** All children of that name. */
export const listChildren = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((each) => each.name === name) ?? [];

/** The first element of that name at any depth below. */
export function findDeep(element: XmlElement | undefined, name: string): XmlElement | undefined {
  for (const each of element?.children ?? []) {
    const found = each.name === name ? each : findDeep(each, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The attribute `w:val` of a child: what most properties say. */
export const valueOf = (element: XmlElement | undefined, name: string): string | undefined =>
  child(element, name)?.attributes.get('w:val');

/** A property that is on or off (ECMA-376 Part 1, 17.17.4); `undefined` when it is not there. */
export function switchOf(element: XmlElement | undefined, name: string): boolean | undefined {
  const found = child(element, name);
  if (found === undefined) return undefined;
  return !['0', 'false', 'off'].includes(found.attributes.get('w:val') ?? 'true');
}

/** A whole number, within bounds; `undefined` for anything else. */
export function numberOf(text: string | undefined, max = 1_000_000): number | undefined {
  if (text === undefined || !/^[+-]?\d{1,10}(\.\d{1,10})?$/.test(text)) return undefined;
  return Math.max(-max, Math.min(max, Number(text)));
}

const POINTS: Readonly<Record<string, number>> = {
  mm: 72 / 25.4,
  cm: 72 / 2.54,
  in: 72,
  pt: 1,
  pc: 12,
  pi: 12,
};
/** Of a page of the largest size that Word knows, and a little more. */
const MAX_POINTS = 1_700;

/** Points of a length in twentieths of a point, or with a unit (17.18.87); within the size of a page. */
export function pointsOf(text: string | undefined): number | undefined {
  const [, amount, unit] = /^([+-]?\d{1,10}(?:\.\d{1,10})?)(mm|cm|in|pt|pc|pi)$/.exec(text ?? '') ?? [];
  const twips = numberOf(text);
  const points =
    unit === undefined
      ? twips === undefined
        ? undefined
        : twips / 20
      : Number(amount) * (POINTS[unit] ?? 1);
  return points === undefined ? undefined : Math.max(-MAX_POINTS, Math.min(MAX_POINTS, points));
}

/** Points of a length in English Metric Units (20.1.10.16). */
export function emuOf(text: string | undefined): number | undefined {
  const emu = numberOf(text, 12_700 * MAX_POINTS);
  return emu === undefined ? undefined : emu / 12_700;
}

/** A color as `#rrggbb`; `undefined` for `auto` and what is no color. */
export const colorOf = (text: string | undefined): string | undefined =>
  text !== undefined && /^[0-9a-fA-F]{6}$/.test(text) ? `#${text.toLowerCase()}` : undefined;
