import { join } from 'node:path';
import type { EmbeddedEngine } from '@jobwright/engine';
import { fetchPythonPackages } from '@jobwright/servers/local-server';
import { MODELS, PYTHON } from './paths.ts';
import { runProgram } from './run-program.ts';

async function runPython(script: string, address: string, packages: string): Promise<unknown> {
  const environment = { PYTHONPATH: packages, PYTHONDONTWRITEBYTECODE: '1' };
  return runProgram('python3', [join(PYTHON, script), address, MODELS], environment);
}

export const runOrchestrationClient = async ({ restAddress }: EmbeddedEngine): Promise<unknown> =>
  runPython(
    'orchestration_client.py',
    restAddress,
    await fetchPythonPackages(['camunda-orchestration-sdk==10.0.1']),
  );

export const runPyzeebe = async ({ grpcAddress }: EmbeddedEngine): Promise<unknown> =>
  runPython('pyzeebe_client.py', new URL(grpcAddress).host, await fetchPythonPackages(['pyzeebe==4.7.0']));
