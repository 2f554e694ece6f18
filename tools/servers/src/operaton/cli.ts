import { once } from 'node:events';
import { startOperaton } from './start-operaton.ts';

try {
  const { url } = await startOperaton({ environment: process.env, log: (line) => console.error(line) });
  console.log(`  Operaton        ${url}\n\nCtrl+C ends it.`);
  // The first signal ends the server, and then this process.
  await once(process, 'exit');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
