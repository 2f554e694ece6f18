export { type Engine, engines } from './engines.ts';
export { type PreparedEngine, prepareEngine, type PrepareOptions } from './prepare-engine.ts';
export { type RunningEngine, startEngine } from './start-engine.ts';
