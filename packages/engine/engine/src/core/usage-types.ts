/** What a tenant used within a time. */
export interface Usage {
  readonly tenantId: string;
  /** Process instances that no other process instance started. */
  readonly processInstances: number;
  readonly decisionInstances: number;
  /** Everyone who was assigned to a user task. */
  readonly assignees: readonly string[];
}

/** From and to, in milliseconds since 1970; both included. */
export interface UsagePeriod {
  readonly fromMs: number;
  readonly toMs: number;
}
