import { boundaryEventRows } from './rows/boundary-event-rows.ts';
import { catchEventRows } from './rows/catch-event-rows.ts';
import { commandRows } from './rows/command-rows.ts';
import { decisionRows } from './rows/decision-rows.ts';
import { gatewayRows } from './rows/gateway-rows.ts';
import { grpcRows } from './rows/grpc-rows.ts';
import { processRows } from './rows/process-rows.ts';
import { refusedElementRows } from './rows/refused-element-rows.ts';
import { resourceRows } from './rows/resource-rows.ts';
import { restClusterRows } from './rows/rest-cluster-rows.ts';
import { restSearchRows } from './rows/rest-search-rows.ts';
import { restRows } from './rows/rest-rows.ts';
import { startEventRows } from './rows/start-event-rows.ts';
import { subProcessRows } from './rows/sub-process-rows.ts';
import { taskRows } from './rows/task-rows.ts';
import { throwEventRows } from './rows/throw-event-rows.ts';
import type { SupportArea } from './support-row.ts';

/** The table in the README, in its order. */
export const supportAreas: readonly SupportArea[] = [
  processRows,
  taskRows,
  subProcessRows,
  gatewayRows,
  startEventRows,
  catchEventRows,
  boundaryEventRows,
  throwEventRows,
  decisionRows,
  resourceRows,
  refusedElementRows,
  commandRows,
  grpcRows,
  restRows,
  restSearchRows,
  restClusterRows,
];
