export { startOperaton } from './start-operaton.ts';
export type { OperatonOptions, RunningOperaton } from './operaton-options.ts';
