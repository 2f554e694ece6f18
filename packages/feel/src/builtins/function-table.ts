import { type FeelVersion, isModern } from '../feel-version.ts';
import type { FunctionValue } from '../values/values.ts';
import { booleanFunctions } from './booleans.ts';
import { contextFunctions } from './contexts.ts';
import { conversionFunctions } from './conversions.ts';
import type { Functions } from './define-function.ts';
import { joinFunctions } from './joins.ts';
import { jsonFunctions } from './json.ts';
import { createListFunctions, modernListFunctions } from './lists.ts';
import { numberFunctions } from './numbers.ts';
import { patternFunctions } from './patterns.ts';
import { rangeFunctions } from './ranges.ts';
import { statisticFunctions } from './statistics.ts';
import { createTemporalFunctions } from './temporals.ts';
import { modernTextFunctions, textFunctions } from './texts.ts';

/** The functions an expression can call; those of the host win over built-in ones of the same name. */
export interface FunctionTable {
  readonly host: (name: string) => FunctionValue | undefined;
  readonly builtIn: (name: string) => readonly FunctionValue[];
  /** Whether the engine is that of 8.8 or later. */
  readonly modern: boolean;
}

const builtIns = { older: createBuiltIns(false), modern: createBuiltIns(true) };

export function createFunctionTable(
  version: FeelVersion,
  host: ReadonlyMap<string, FunctionValue>,
): FunctionTable {
  const modern = isModern(version);
  const known = modern ? builtIns.modern : builtIns.older;
  return { host: (name) => host.get(name), builtIn: (name) => known.get(name) ?? [], modern };
}

function createBuiltIns(modern: boolean): ReadonlyMap<string, readonly FunctionValue[]> {
  const families: readonly Functions[] = [
    booleanFunctions,
    contextFunctions,
    conversionFunctions,
    joinFunctions,
    createListFunctions({ modern }),
    numberFunctions,
    patternFunctions,
    rangeFunctions,
    statisticFunctions,
    createTemporalFunctions({ zoneInBrackets: modern }),
    textFunctions,
    ...(modern ? [jsonFunctions, modernListFunctions, modernTextFunctions] : []),
  ];
  return new Map(families.flatMap((family) => Object.entries(family)));
}

/** The functions of a version by name, with the parameters of each overload. */
export function listFunctions(
  version: FeelVersion = '8.6',
): Readonly<Record<string, readonly (readonly string[])[]>> {
  const known = isModern(version) ? builtIns.modern : builtIns.older;
  return Object.fromEntries(
    [...known].map(([name, overloads]) => [name, overloads.map(({ parameters }) => parameters)]),
  );
}
