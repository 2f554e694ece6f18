/**
 * The libraries one would install to do the same work without the package. Each comes with the package, so
 * both are measured in the same workspace.
 */
export const BARE_LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  jobwright: [
    '@grpc/grpc-js',
    'undici',
    'nodemailer',
    'imapflow',
    'pdfkit',
    'pg',
    'mysql2',
    'fastify',
    'zod',
  ],
  '@jobwright/bpmn-model': ['bpmn-moddle'],
  '@jobwright/camunda8': ['@grpc/grpc-js'],
  '@jobwright/camunda8-protocol': ['@grpc/proto-loader'],
  '@jobwright/connector-customer-data': ['pg', 'mysql2'],
  '@jobwright/connector-email': ['nodemailer', 'imapflow'],
  '@jobwright/connector-graphql': ['undici'],
  '@jobwright/connector-http-rest': ['undici'],
  '@jobwright/connector-pdf': ['pdfkit'],
  '@jobwright/connector-sdk': ['zod'],
  '@jobwright/create-connector': ['ejs', 'commander'],
  '@jobwright/customer-records': ['pg', 'mysql2'],
  '@jobwright/dmn': ['dmn-moddle'],
  '@jobwright/element-templates': ['@bpmn-io/element-templates-validator'],
  '@jobwright/engine': ['@grpc/grpc-js', 'fastify', 'bpmn-moddle'],
  '@jobwright/http-client': ['undici'],
  '@jobwright/http-exchange': ['undici'],
  '@jobwright/json': ['lossless-json'],
  '@jobwright/mail-client': ['nodemailer', 'imapflow'],
  '@jobwright/nx': ['@nx/devkit', '@apidevtools/swagger-parser'],
  '@jobwright/pdf-document': ['pdfkit'],
  '@jobwright/telemetry': ['prom-client', '@opentelemetry/api'],
  '@jobwright/test-servers': ['selfsigned'],
};
