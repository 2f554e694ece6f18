import type { FeelVersion } from '@jobwright/feel';

/** A release of `feel-engine` and the version of ours that is compared with it. */
export interface Engine {
  /** The release of Camunda 8 that has it. */
  readonly broker: string;
  /** Of `org.camunda.feel:feel-engine`. */
  readonly release: string;
  readonly version: FeelVersion;
  /** Whether the tests of `packages/sdk/feel` have its answers. */
  readonly isRecorded: boolean;
}

const recorded = { isRecorded: true } as const;
const unrecorded = { isRecorded: false } as const;

/** The first and the last known patch of each minor version of Camunda 8. */
export const engines: readonly Engine[] = [
  { broker: '8.6.0', release: '1.18.0', version: '8.6.0', ...recorded },
  { broker: '8.6.39', release: '1.18.5', version: '8.6', ...recorded },
  { broker: '8.7.0', release: '1.18.1', version: '8.7.0', ...unrecorded },
  { broker: '8.7.26', release: '1.18.5', version: '8.7', ...unrecorded },
  { broker: '8.8.0', release: '1.19.3', version: '8.8.0', ...unrecorded },
  { broker: '8.8.21', release: '1.19.5', version: '8.8', ...recorded },
  { broker: '8.9.0-rc2', release: '1.21.0', version: '8.9', ...recorded },
];
