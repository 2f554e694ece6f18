/** What proves that a command comes from the latest activation of a job. */
export interface LeasedCommand {
  /** The token of a job that was activated with a lease; of another job it is ignored. */
  readonly jobLeaseToken?: string;
}
