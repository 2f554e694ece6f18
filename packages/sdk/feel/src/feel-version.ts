/** The releases of Camunda 8 whose FEEL is known, oldest first. */
export const feelVersions = [
  '8.6.0',
  '8.6',
  '8.7.0',
  '8.7',
  '8.8.0',
  '8.8',
  '8.9',
  '8.10',
] as const satisfies readonly FeelVersion[];

/**
 * A release of Camunda 8 whose FEEL is known. A minor version is its newest patch; `8.6.0`, `8.7.0` and
 * `8.8.0` are the first ones, whose engines differ in details.
 */
export type FeelVersion = '8.6.0' | '8.6' | '8.7.0' | '8.7' | '8.8.0' | '8.8' | '8.9' | '8.10';

export const defaultVersion = '8.6' satisfies FeelVersion;

/** How the engines of the versions differ. */
export interface EngineTraits {
  /** Which characters behind a backslash are escapes: `eager` also those behind an escaped backslash. */
  readonly escapes: 'eager' | 'careful';
  /** Whether position 0 of a list is refused, and `x in false` is false rather than null. */
  readonly isStrict: boolean;
  /** How lists are held: only in a `Vector` does `index of` find contexts. Warnings name it. */
  readonly listName: 'List' | 'Vector';
  /**
   * Functions that were added later: `is blank`, `partition` and `fromAi`, then `from json` and `to json`,
   * then `from base64`.
   */
  readonly level: EngineLevel;
}

const levels = ['first', 'blank', 'json', 'base64'] as const;
export type EngineLevel = (typeof levels)[number];

/** Whether an engine has what a level added. */
export function hasLevel(traits: EngineTraits, level: EngineLevel): boolean {
  return levels.indexOf(traits.level) >= levels.indexOf(level);
}

const first: EngineTraits = { escapes: 'eager', isStrict: false, listName: 'List', level: 'first' };
const patched: EngineTraits = { escapes: 'careful', isStrict: true, listName: 'Vector', level: 'first' };

/**
 * feel-engine 1.18.0, 1.18.5, 1.18.1, 1.18.5, 1.19.3, 1.19.5, 1.21.0, and the same with what the
 * documentation of 1.22 adds.
 */
export const engineTraits: Readonly<Record<FeelVersion, EngineTraits>> = {
  '8.6.0': first,
  '8.6': patched,
  '8.7.0': { ...first, escapes: 'careful' },
  '8.7': patched,
  '8.8.0': { ...patched, listName: 'List', level: 'blank' },
  '8.8': { ...patched, level: 'blank' },
  '8.9': { ...patched, level: 'json' },
  '8.10': { ...patched, level: 'base64' },
};
