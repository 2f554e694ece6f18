import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { renderTable } from '../render-report.ts';

const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});

type Profile = z.infer<typeof profileSchema>;

/** Percent of the time that was worked, most first. */
export interface ProfileShares {
  readonly packages: readonly Share[];
  readonly functions: readonly Share[];
}

interface Share {
  readonly name: string;
  readonly percent: number;
}

const IDLE = ['(idle)', '(program)', '(root)'];
const MAX_ROWS = 40;

/**
 * The CPU profiles in a folder, as text: how the time of each was spent, without what was idle.
 * @throws Error for a file that is not a profile
 */
export function renderProfiles(directory: string): string {
  const files = readdirSync(directory).filter((name) => name.endsWith('.cpuprofile'));
  return files
    .map((name) => {
      const content: unknown = JSON.parse(readFileSync(join(directory, name), 'utf8'));
      const { packages, functions } = summarizeProfile(profileSchema.parse(content));
      const rows = (title: string, shares: readonly Share[]) =>
        renderTable([
          [title, '% of own time'],
          ...shares.slice(0, MAX_ROWS).map(({ name: of, percent }) => [of, percent.toFixed(1)]),
        ]);
      return `${name}\n\n${rows('package', packages)}\n\n${rows('function', functions)}`;
    })
    .join('\n\n');
}

/** Own time by package and by function, of the later half of the profile: the warm one. */
export function summarizeProfile({ nodes, samples, timeDeltas }: Profile): ProfileShares {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const packages = new Map<string, number>();
  const functions = new Map<string, number>();
  let total = 0;
  for (let index = Math.floor(samples.length / 2); index < samples.length; index++) {
    const frame = frames.get(samples[index] ?? -1);
    if (frame === undefined || IDLE.includes(frame.functionName)) continue;
    const tookUs = timeDeltas[index] ?? 0;
    const { functionName, url, lineNumber } = frame;
    const owner = packageOf(url, functionName);
    const place = `${owner} ${functionName || '(anonymous)'} ${url.split('/').at(-1) ?? ''}:${lineNumber + 1}`;
    packages.set(owner, (packages.get(owner) ?? 0) + tookUs);
    functions.set(place, (functions.get(place) ?? 0) + tookUs);
    total += tookUs;
  }
  return { packages: sharesOf(packages, total), functions: sharesOf(functions, total) };
}

function packageOf(url: string, functionName: string): string {
  if (url === '') return functionName === '(garbage collector)' ? 'garbage collector' : 'native';
  if (url.startsWith('node:')) return url;
  const module = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  return module ?? /\/packages\/[^/]+\/([^/]+)\//.exec(url)?.[1] ?? url;
}

function sharesOf(times: ReadonlyMap<string, number>, total: number): readonly Share[] {
  return [...times]
    .map(([name, tookUs]) => ({ name, percent: (100 * tookUs) / total }))
    .sort((a, b) => b.percent - a.percent);
}
