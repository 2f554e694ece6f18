/**
 * Instructions that belong to Camunda's tests but not to the formats of 8.9 and 8.10, and what to write
 * instead.
 */
export const refusedInstructions: ReadonlyMap<string, string> = new Map([
  ['ASSERT_INCIDENT', laterThan('ASSERT_PROCESS_INSTANCE with "hasActiveIncidents": true')],
  ['ASSERT_VARIABLE_SATISFIES_JUDGE', earlierThan('ASSERT_VARIABLE with satisfiesExpression')],
  ['ASSERT_VARIABLE_JUDGE', earlierThan('ASSERT_VARIABLE with satisfiesExpression')],
  ['ASSERT_VARIABLE_SIMILAR_TO', earlierThan('ASSERT_VARIABLE with satisfiesExpression')],
  ['RELEASE_JOB', laterThan('MOCK_JOB_WORKER_COMPLETE_JOB or COMPLETE_JOB')],
  ['RUN_CALLED_PROCESS', laterThan('no MOCK_CHILD_PROCESS, and the called process runs')],
  ['STUB_CALL_ACTIVITY_COMPLETE', laterThan('MOCK_CHILD_PROCESS')],
  [
    'STUB_CALL_ACTIVITY_THROW_ERROR',
    laterThan('MOCK_CHILD_PROCESS, or a called process that throws the error'),
  ],
  ['TRIGGER_TIMER', laterThan('INCREASE_TIME')],
]);

/** Members of `CREATE_PROCESS_INSTANCE` that belong to a later format. */
export const refusedMembers: ReadonlyMap<string, string> = new Map([
  ['reserveJobs', laterThan('no mock of the job types: a job waits until an instruction completes it')],
  ['stubCallActivities', laterThan('MOCK_CHILD_PROCESS')],
  ['holdTimers', laterThan('nothing: timers wait for INCREASE_TIME unless an instruction waits for them')],
]);

function laterThan(instead: string): string {
  return `is not part of the formats 8.9 and 8.10, which are supported; write ${instead}`;
}

function earlierThan(instead: string): string {
  return `was never part of a published format; write ${instead}`;
}
