import { listConnectorFolders, readConnectorPackage } from './connector-package.ts';
import type { Deviation } from './deviation.ts';
import type { ShapeException } from './exceptions.ts';
import { findExportDeviations } from './export-rules.ts';
import { findFileDeviations } from './file-rules.ts';
import { findManifestDeviations } from './manifest-rules.ts';
import { findReadmeDeviations } from './readme-rules.ts';

export interface ShapeReport {
  readonly packages: readonly string[];
  readonly deviations: readonly Deviation[];
  /** Deviations that an exception allows. */
  readonly allowed: readonly (Deviation & { readonly reason: string })[];
  /** Exceptions for something that no longer deviates. */
  readonly unused: readonly UnusedException[];
}

export interface UnusedException {
  readonly package: string;
  readonly subject: string;
}

const RULES = [findFileDeviations, findManifestDeviations, findExportDeviations, findReadmeDeviations];

/** Walks the packages of `packages/connectors`. */
export function checkShape(
  connectorsDirectory: string,
  exceptions: readonly ShapeException[] = [],
): ShapeReport {
  const packages = listConnectorFolders(connectorsDirectory);
  const deviations: Deviation[] = [];
  const allowed: (Deviation & { readonly reason: string })[] = [];
  for (const folder of packages) {
    const connector = readConnectorPackage(connectorsDirectory, folder);
    for (const finding of RULES.flatMap((findDeviations) => findDeviations(connector))) {
      const deviation = { package: folder, ...finding };
      const exception = exceptions.find(
        (each) => each.package === folder && each.subjects.includes(deviation.subject),
      );
      if (exception === undefined) {
        deviations.push(deviation);
        continue;
      }
      allowed.push({ ...deviation, reason: exception.reason });
    }
  }
  const unused = exceptions
    .flatMap((each) => each.subjects.map((subject) => ({ package: each.package, subject })))
    .filter((each) => !allowed.some((one) => one.package === each.package && one.subject === each.subject));
  return { packages, deviations, allowed, unused };
}
