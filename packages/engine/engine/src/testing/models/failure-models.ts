import { DAY_MS, type PublicModel } from './public-model.ts';
import * as files from './failure-files.ts';

/** Errors, escalations and compensation. */
export const failureModels: readonly PublicModel[] = [
  {
    after: 'camunda-docs: escalation',
    files: [files.escalating],
    start: { process: 'escalating' },
    completes: ['first', 'tell', 'told', 'besides', 'second', 'next', 'also', 'end'],
  },
  {
    after: 'camunda-docs: business transaction',
    files: [files.provision],
    start: { process: 'provision' },
    workers: { network: { throws: 'NO_NETWORK' } },
    completes: ['anyError', 'noCard', 'noCustomer', 'noBilling', 'undo', 'cancelled', 'rollback'],
    terminates: ['network'],
    avoids: ['active'],
  },
  {
    after: 'vanillabp-camunda8-adapter: compensation',
    files: [files.trip],
    start: { process: 'trip' },
    completes: ['hotel', 'money', 'cancelHotel', 'refund', 'undoAll', 'report', 'end'],
  },
  {
    after: 'zeebe-example: bike-leasing, active',
    files: [files.cancelBike, files.leasing],
    start: { message: 'leasing-asked', variables: { application: 'a' } },
    workers: { order: { variables: { orderId: 'o', available: true } } },
    happenings: [
      { message: 'contract-signed', key: 'a' },
      { message: 'handed-over', key: 'a' },
      { afterMs: 14 * DAY_MS },
    ],
    completes: ['contract', 'policy', 'order', 'join', 'handover', 'period', 'active'],
    avoids: ['cancelContract', 'cancelPolicy', 'clarify'],
  },
  {
    after: 'zeebe-example: bike-leasing, not signed in time',
    files: [files.cancelBike, files.leasing],
    start: { message: 'leasing-asked', variables: { application: 'a' } },
    happenings: [{ afterMs: 14 * DAY_MS }],
    completes: ['deadline', 'noSignature', 'reject', 'rejected'],
    avoids: ['fork'],
  },
  {
    after: 'zeebe-example: bike-leasing, reversed',
    files: [files.cancelBike, files.leasing],
    start: { message: 'leasing-asked', variables: { application: 'a' } },
    workers: { order: { variables: { orderId: 'o', available: false } } },
    people: { clarify: { variables: { found: false } } },
    happenings: [{ message: 'contract-signed', key: 'a' }],
    completes: [
      'clarify',
      'cancelContract',
      'cancelPolicy',
      'callDealer',
      'cancelOrder',
      'reverse',
      'reversed',
    ],
    avoids: ['handover'],
  },
  {
    after: 'vanillabp-camunda8-adapter: task-matrix',
    files: [files.several],
    start: { process: 'first' },
    workers: { risky: { throws: 'PAYMENT_FAILED' } },
    completes: ['happy', 'caught', 'handle', 'e2'],
    terminates: ['risky'],
  },
];
