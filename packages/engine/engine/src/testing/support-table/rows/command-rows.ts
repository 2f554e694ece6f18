import type { SupportArea } from '../support-row.ts';

const modification = 'src/core/modify/modify-instance.test.ts';

export const commandRows: SupportArea = {
  area: 'commands',
  rows: [
    {
      what: 'modification: activate, with variables and missing scopes',
      covers: [],
      test: {
        file: modification,
        title: 'makes the scopes that are missing, active and with their subscriptions',
      },
    },
    {
      what: 'modification: move and terminate, by key or element id',
      covers: [],
      test: { file: modification, title: 'moves by element id, by key and terminates by element id' },
    },
    {
      what: 'modification: no token is lost or doubled, a refused one changes nothing',
      covers: [],
      test: {
        file: 'src/core/modify/modify-invariants.test.ts',
        title: 'keep the tree of instances whole, and refused ones change nothing (%i)',
      },
    },
    {
      what: 'modification: an instance inside a multi-instance activity that has to be made',
      covers: [],
      refused: true,
      test: { file: modification, title: 'activates the whole activity, but not an instance of it' },
    },
    {
      what: 'migration: tasks with their jobs, incidents and user tasks',
      covers: [],
      test: {
        file: 'src/core/migrate/migrate-instance.test.ts',
        title: 'goes on in the other definition, with the job as it was',
      },
    },
    {
      what: 'migration: timers, messages and signals of catch events, boundary events and event sub-processes',
      covers: [],
      test: {
        file: 'src/core/migrate/migrate-catch-events.test.ts',
        title: 'keeps, closes and opens subscriptions of event sub-processes',
      },
    },
    {
      what: 'migration: sub-processes, multi-instance, call activities, joins, compensation',
      covers: [],
      test: {
        file: 'src/core/migrate/migrate-scopes.test.ts',
        title: 'migrates sub-processes and multi-instance activities with what is in them',
      },
    },
    {
      what: 'migration: active end, throw and other events, manual tasks, ad-hoc sub-processes',
      covers: [],
      refused: true,
      test: {
        file: 'src/core/migrate/migrate-instance.test.ts',
        title: 'names kinds of elements that cannot be migrated',
      },
    },
    {
      what: 'message correlation, synchronous',
      covers: [],
      test: {
        file: 'src/core/correlate-message.test.ts',
        title: 'reaches what waits and says which instance',
      },
    },
    {
      what: 'clock: pin, move and reset',
      covers: [],
      test: {
        file: 'src/core/pinnable-clock.test.ts',
        title: 'stops timers until it is moved, and then goes on with the time behind it',
      },
    },
    {
      what: 'batch operations by filter, suspended, resumed and cancelled',
      covers: [],
      test: {
        file: 'src/core/batch/batch-operations.test.ts',
        title: 'is suspended, resumed and cancelled, also over a snapshot',
      },
    },
    {
      what: 'a data directory: all that was acknowledged outlasts the process',
      covers: [],
      test: {
        file: 'src/durability/data-directory.int.test.ts',
        title: 'what clients were answered is there after a kill: over gRPC and REST, with timers and jobs',
      },
    },
  ],
};
