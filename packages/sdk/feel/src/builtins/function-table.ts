import {
  defaultVersion,
  type EngineTraits,
  engineTraits,
  type FeelVersion,
  hasLevel,
} from '../feel-version.ts';
import type { FunctionValue } from '../values/values.ts';
import { booleanFunctions } from './booleans.ts';
import { brokerFunctions, laterBrokerFunctions } from './broker-functions.ts';
import { contextFunctions } from './contexts.ts';
import { conversionFunctions } from './conversions.ts';
import type { Functions } from './define-function.ts';
import { createJoinFunctions } from './joins.ts';
import { jsonFunctions } from './json.ts';
import { createListFunctions, laterListFunctions } from './lists.ts';
import { numberFunctions } from './numbers.ts';
import { patternFunctions } from './patterns.ts';
import { rangeFunctions } from './ranges.ts';
import { statisticFunctions } from './statistics.ts';
import { createTemporalFunctions } from './temporals.ts';
import { base64Functions, laterTextFunctions, textFunctions } from './texts.ts';

/** The functions an expression can call; a host function replaces a built-in one of the same name. */
export interface FunctionTable {
  readonly host: (name: string) => FunctionValue | undefined;
  readonly builtIn: (name: string) => readonly FunctionValue[];
  readonly traits: EngineTraits;
}

type BuiltIns = ReadonlyMap<string, readonly FunctionValue[]>;

const builtIns = new Map<EngineTraits, BuiltIns>();

export function createFunctionTable(
  version: FeelVersion,
  host: ReadonlyMap<string, FunctionValue>,
): FunctionTable {
  const traits = engineTraits[version];
  const known = findBuiltIns(traits);
  return { host: (name) => host.get(name), builtIn: (name) => known.get(name) ?? [], traits };
}

function findBuiltIns(traits: EngineTraits): BuiltIns {
  const known = builtIns.get(traits) ?? createBuiltIns(traits);
  builtIns.set(traits, known);
  return known;
}

function createBuiltIns(traits: EngineTraits): BuiltIns {
  const hasJson = hasLevel(traits, 'json');
  const families: readonly Functions[] = [
    booleanFunctions,
    brokerFunctions,
    contextFunctions,
    conversionFunctions,
    createJoinFunctions(traits),
    createListFunctions(traits),
    numberFunctions,
    patternFunctions,
    rangeFunctions,
    statisticFunctions,
    createTemporalFunctions({ zoneInBrackets: hasJson }),
    textFunctions,
    ...(hasLevel(traits, 'blank') ? [laterBrokerFunctions, laterListFunctions, laterTextFunctions] : []),
    ...(hasJson ? [jsonFunctions] : []),
    ...(hasLevel(traits, 'base64') ? [base64Functions] : []),
  ];
  return new Map(families.flatMap((family) => Object.entries(family)));
}

/**
 * The functions of a version by name, with the parameters of each overload. Default: those of
 * {@link defaultVersion}.
 */
export function listFunctions(
  version: FeelVersion = defaultVersion,
): Readonly<Record<string, readonly (readonly string[])[]>> {
  const known = findBuiltIns(engineTraits[version]);
  return Object.fromEntries(
    [...known].map(([name, overloads]) => [name, overloads.map(({ parameters }) => parameters)]),
  );
}
