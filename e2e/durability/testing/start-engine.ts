import { startEngine } from '@jobwright/engine';
import type { EngineFacts, EngineQuestion } from './engine-process.ts';

// The program that is killed: an engine on a folder, which its parent may ask what it knows.
const [, , dataDirectory = ''] = process.argv;
const engine = await startEngine({ dataDirectory });
const { grpcAddress, restAddress, restored, core } = engine;
process.on('message', ({ keys }: EngineQuestion) => {
  const instances = keys
    .map((key) => core.instance(key))
    .map((view) => view && { state: view.state, variables: view.variables });
  const facts: EngineFacts = {
    instances,
    jobKeys: core.jobs().map(({ key }) => key),
    incidents: core.incidents().map(({ message }) => message),
  };
  process.send?.(facts);
});
process.on('SIGTERM', () => {
  void engine.close().then(() => process.exit(0));
});
process.send?.({ grpcAddress, restAddress, restored });
