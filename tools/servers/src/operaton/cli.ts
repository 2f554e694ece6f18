import { once } from 'node:events';
import { startCamunda7, startOperaton } from './start-engine.ts';

const [product] = process.argv.slice(2);
const isCamunda = product === 'camunda7';
try {
  const start = isCamunda ? startCamunda7 : startOperaton;
  const { url } = await start({ environment: process.env, log: (line) => console.error(line) });
  console.log(`  ${isCamunda ? 'Camunda 7' : 'Operaton '}       ${url}\n\nCtrl+C ends it.`);
  // The first signal ends the server, and then this process.
  await once(process, 'exit');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
