import type { Run } from '../run.ts';
import { FunctionValue, isContext, readEntry } from '../values/values.ts';

/** The values of one scope while an expression runs. */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly values: unknown[];
}

/** A compiled expression. */
export type Code = (run: Run, frame: Frame | undefined) => unknown;

/**
 * Names an expression binds around a part of it: `names` of iterations and parameters, `entries` of a context
 * before this one (functions among them can be called), the `item` of a filter, whose entries can be read by
 * name.
 */
export interface Scope {
  readonly kind: 'names' | 'entries' | 'item';
  readonly names: readonly string[];
  readonly parent: Scope | undefined;
}

interface Probe {
  readonly hops: number;
  readonly slot: number;
  readonly kind: Scope['kind'];
}

/** Compiles the lookup of a variable; `undefined` where there is none of that name. */
export function compileLookup(scope: Scope | undefined, name: string): Code {
  const probes = findProbes(scope, name);
  const [first] = probes;
  if (!first) return ({ context }) => readEntry(context, name);
  if (first.kind === 'names') return (_run, frame) => climb(frame, first.hops)?.values[first.slot];
  return (run, frame) => {
    for (const probe of probes) {
      const value = readVariable(climb(frame, probe.hops), probe, name);
      if (value !== undefined) return value;
    }
    return readEntry(run.context, name);
  };
}

/** Compiles the lookup of the functions of a name that contexts around the call hold, the closest first. */
export function compileFunctionLookup(
  scope: Scope | undefined,
  name: string,
): ((frame: Frame | undefined) => readonly FunctionValue[]) | undefined {
  const probes = findProbes(scope, name, { all: true }).filter(({ kind }) => kind !== 'names');
  if (probes.length === 0) return undefined;
  return (frame) =>
    probes
      .map((probe) => readSlot(climb(frame, probe.hops), probe, name))
      .filter((value) => value instanceof FunctionValue);
}

function findProbes(
  scope: Scope | undefined,
  name: string,
  options: { readonly all?: boolean } = {},
): readonly Probe[] {
  const probes: Probe[] = [];
  let hops = 0;
  for (let current = scope; current; current = current.parent, hops += 1) {
    const { kind, names } = current;
    if (kind === 'item') probes.push({ hops, slot: 0, kind });
    if (kind === 'names') {
      const slot = names.lastIndexOf(name);
      if (slot >= 0) probes.push({ hops, slot, kind });
      if (slot >= 0 && !options.all) return probes;
    }
    if (kind === 'entries') {
      for (const slot of findSlots(names, name)) probes.push({ hops, slot, kind });
    }
  }
  return probes;
}

function findSlots(names: readonly string[], name: string): readonly number[] {
  return names.flatMap((other, slot) => (other === name ? [slot] : [])).reverse();
}

function climb(frame: Frame | undefined, hops: number): Frame | undefined {
  let current = frame;
  for (let hop = 0; hop < hops; hop += 1) current = current?.parent;
  return current;
}

function readSlot(frame: Frame | undefined, probe: Probe, name: string): unknown {
  const value = frame?.values[probe.slot];
  if (probe.kind !== 'item') return value;
  const entry = isContext(value) ? readEntry(value, name) : undefined;
  return entry ?? (name === 'item' && entry === undefined ? value : entry);
}

function readVariable(frame: Frame | undefined, probe: Probe, name: string): unknown {
  const value = readSlot(frame, probe, name);
  return probe.kind !== 'names' && value instanceof FunctionValue ? undefined : value;
}
