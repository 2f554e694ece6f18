import type { DmnModel } from '@jobwright/dmn';
import type { Key } from '../key.ts';

/** A deployed version of a DMN file. */
export interface DecisionRequirementsRecord {
  readonly key: Key;
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly resourceName: string;
  /** Of the file. */
  readonly checksum: string;
  readonly tenantId: string;
  readonly deploymentKey: Key;
  readonly model: DmnModel;
}

/** A deployed version of a decision. */
export interface DecisionRecord {
  readonly key: Key;
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly versionTag?: string;
  readonly requirementsKey: Key;
  readonly requirementsId: string;
  readonly tenantId: string;
  readonly deploymentKey: Key;
}
