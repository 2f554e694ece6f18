export { listNames } from './list-names.ts';
export { dashboardRows } from './panels.ts';
