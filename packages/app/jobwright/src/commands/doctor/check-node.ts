import { type Check, fail, ok } from './check.ts';

export interface NodeFacts {
  /** Version of the Node that runs the command. */
  readonly version: string;
  /** The range in `engines` of package.json, such as `>=20.19.0`. */
  readonly range: string;
}

export const checkNode = ({ version, range }: NodeFacts): Check => ({
  name: 'node',
  run: () => {
    const needed = range.replace(/^>=/, '');
    return Promise.resolve(
      compare(parseVersion(version), parseVersion(needed)) >= 0
        ? ok(`Node ${version}`)
        : fail(`Node ${version} is too old`, `install ${needed} or newer`),
    );
  },
});

const parseVersion = (version: string): readonly number[] =>
  version.split('.').map((part) => Number.parseInt(part, 10));

const compare = (a: readonly number[], b: readonly number[]): number =>
  a.map((part, index) => part - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
