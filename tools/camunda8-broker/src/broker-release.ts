/** The release that is fetched, and the oldest Java it runs on. */
export const brokerRelease = {
  version: '8.6.0',
  directoryName: 'camunda-zeebe-8.6.0',
  artifact: 'io.camunda:camunda-zeebe:8.6.0:tar.gz',
  archiveName: 'camunda-zeebe-8.6.0.tar.gz',
  minJavaVersion: 21,
} as const;
