export { cacheDirectory as toCacheDirectory, type Environment } from './cache-directory.ts';
export { fetchPythonPackages } from './fetch-python-packages.ts';
export { findFreePort, findFreePorts } from './find-free-ports.ts';
export { findJava, type FindJavaOptions, type Java } from './find-java.ts';
export { findProgram } from './find-program.ts';
export {
  launchProgram,
  type ServerProgram,
  serverEnvironment as toServerEnvironment,
} from './launch-program.ts';
export { runCommand } from './run-command.ts';
export { type RunningServer, runServer, type ServerToRun } from './run-server.ts';
export { isRunning, readCommandLine, signalProcess, stopProcess } from './running-process.ts';
export { type JsonAnswer, type JsonRequest, type JsonServer, serveJson } from './serve-json.ts';
export { makeServerDirectory, readLogEnd, writePrivateFile } from './server-directory.ts';
export { stopWithParent } from './stop-with-parent.ts';
export { findSystemUser, getSystemUser, type SystemUser } from './system-user.ts';
export { waitUntilOpen } from './wait-until-open.ts';
export { withLock } from './with-lock.ts';
