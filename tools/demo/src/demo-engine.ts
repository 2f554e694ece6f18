import type { ClusterAdapter } from '@jobwright/runtime';

/** An engine that the process `customer-onboarding` runs on. */
export interface DemoEngine {
  /** For the connectors. */
  readonly cluster: ClusterAdapter;
  deployProcess(): Promise<void>;
  /**
   * Runs an instance to its end and gives its variables.
   * @throws Error when it does not end
   */
  runInstance(variables: OnboardingVariables): Promise<unknown>;
  /** The element and the text of an incident, where the engine can tell. */
  readonly findIncident?: () => string | undefined;
  close(): Promise<void>;
}

export interface OnboardingVariables {
  readonly customerId: string;
  readonly crmUrl: string;
  readonly smtpHost: string;
  readonly smtpPort: number;
}
