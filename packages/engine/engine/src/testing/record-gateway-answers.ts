/**
 * Writes what a cluster of yours answers:
 * `tsx --conditions=@jobwright/source src/testing/record-gateway-answers.ts 127.0.0.1:26500`
 */
import { writeFile } from 'node:fs/promises';
import { runGatewayScenarios } from './run-gateway-scenarios.ts';

const [address] = process.argv.slice(2);
if (!address) throw new Error('Name the gRPC address of a running Camunda 8 broker, e.g. 127.0.0.1:26500');
const answers = await runGatewayScenarios(address);
await writeFile(new URL('./gateway-answers.json', import.meta.url), `${JSON.stringify(answers, null, 2)}\n`);
