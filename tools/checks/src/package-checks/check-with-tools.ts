import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { DATA_ENTRY } from './check-manifest.ts';
import type { PackedPackage } from './pack-packages.ts';

/**
 * What publint says, suggestions included. `require` stands before `types`: the types of CommonJS are beside
 * its file.
 */
export async function checkWithPublint({ manifest, tarball }: PackedPackage): Promise<string[]> {
  const { messages } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  return messages
    .filter(({ code }) => code !== 'EXPORTS_TYPES_SHOULD_BE_FIRST')
    .map((message) => `publint: ${formatMessage(message, manifest, { color: false }) ?? message.code}`);
}

/**
 * What are-the-types-wrong says of an ES module package. `require` loads the same module, which it does not
 * see: the end-to-end suite of published packages compiles and runs that.
 */
export async function checkTypes({ tarball }: PackedPackage): Promise<string[]> {
  const analysis = await checkPackage(createPackageFromTarballData(tarball), {
    excludeEntrypoints: [DATA_ENTRY],
  });
  if (!analysis.types) return ['are-the-types-wrong: the package has no types'];
  return analysis.problems.filter(concernsModules).map((problem) => {
    const entry = 'entrypoint' in problem ? ` at ${problem.entrypoint} (${problem.resolutionKind})` : '';
    return `are-the-types-wrong: ${problem.kind}${entry}`;
  });
}

const concernsModules = (problem: Problem) =>
  'resolutionKind' in problem
    ? !['node10', 'node16-cjs'].includes(problem.resolutionKind)
    : !('typesFileName' in problem && problem.typesFileName.includes('/dist/require/'));
