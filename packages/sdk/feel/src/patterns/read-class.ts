import {
  addCases,
  type CharacterSet,
  intersectSets,
  negateSet,
  createCharacterSet,
  uniteSets,
} from './character-set.ts';
import { InvalidPattern } from './pattern-error.ts';
import type { PatternReader } from './pattern-reader.ts';
import { readEscape, singleCharacterSet } from './read-escape.ts';

const maxDepth = 50;

/**
 * Reads `[...]` after its opening bracket: unions, ranges, intersections with `&&`, and classes inside.
 * @throws InvalidPattern
 */
export function readClass(reader: PatternReader, depth = 0): CharacterSet {
  if (depth > maxDepth) throw new InvalidPattern();
  const isNegated = reader.takeIf('^');
  const set = readParts(reader, depth);
  if (!reader.takeIf(']')) throw new InvalidPattern();
  return isNegated ? negateSet(set) : set;
}

/** Reads up to the closing bracket, which is an ordinary character when nothing precedes it. */
function readParts(reader: PatternReader, depth: number): CharacterSet {
  let set: CharacterSet | undefined;
  for (;;) {
    const next = reader.peek();
    if (next === '') throw new InvalidPattern();
    if (next === ']' && set) return set;
    if (next === '&' && reader.at(1) === '&') {
      reader.position += 2;
      set = intersect(set, readRight(reader, depth));
      continue;
    }
    const part = reader.takeIf('[') ? readClass(reader, depth + 1) : readRange(reader);
    set = set ? uniteSets(set, part) : part;
  }
}

function intersect(left: CharacterSet | undefined, right: CharacterSet | undefined): CharacterSet {
  if (left && right) return intersectSets(left, right);
  const only = left ?? right;
  if (!only) throw new InvalidPattern();
  return only;
}

function readRight(reader: PatternReader, depth: number): CharacterSet | undefined {
  let set: CharacterSet | undefined;
  for (;;) {
    const next = reader.peek();
    if (next === ']' || next === '&') return set;
    const part = reader.takeIf('[') ? readClass(reader, depth + 1) : readParts(reader, depth);
    set = set ? uniteSets(set, part) : part;
  }
}

/** A character, a range of characters, or a class such as `\d`. */
function readRange(reader: PatternReader): CharacterSet {
  const first = readBound(reader);
  if (typeof first !== 'number') return first;
  const isRange = reader.peek() === '-' && reader.at(1) !== '[' && reader.at(1) !== ']';
  if (!isRange) return withCases(reader, singleCharacterSet(first));
  reader.take();
  const last = readBound(reader);
  if (typeof last !== 'number' || last < first) throw new InvalidPattern();
  return withCases(reader, createCharacterSet([[first, last]]));
}

function readBound(reader: PatternReader): number | CharacterSet {
  const character = reader.take();
  if (character === '') throw new InvalidPattern();
  if (character !== '\\') return character.codePointAt(0) ?? 0;
  const escape = readEscape(reader);
  if (escape.kind === 'other') throw new InvalidPattern();
  return escape.kind === 'set' ? escape.set : escape.codePoint;
}

function withCases(reader: PatternReader, set: CharacterSet): CharacterSet {
  return reader.flags.ignoresCase ? addCases(set) : set;
}
