/** One measurement of the embedded engine: figures by the names of metrics. */
export interface EngineCase {
  readonly name: string;
  run(): Promise<Record<string, number>>;
}
