import { endsWithin } from '@jobwright/concurrency';
import { hostname } from 'node:os';
import type { Logger, OutboundNetwork } from '@jobwright/connector-sdk';
import { createProxyAgent } from '@jobwright/http-client';
import type { SpanExporter } from '@opentelemetry/sdk-trace-node';
import type { Configuration } from '../configuration/configuration.schema.ts';

export interface TraceParts {
  readonly network: OutboundNetwork;
  readonly logger: Logger;
  /** How long sending the last spans may take. Default 5,000 ms. */
  readonly endMs?: number;
}

const END_MS = 5_000;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Sends spans to the configured collector. Resolves to a function that sends the last spans and closes the
 * exporter. It always ends in time and without an error, whatever the collector does.
 */
export async function setUpTraces(
  { endpoint, serviceName }: Configuration['traces'],
  { network, logger, endMs = END_MS }: TraceParts,
): Promise<() => Promise<void>> {
  if (endpoint === undefined) return () => Promise.resolve();
  const [{ NodeTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, resources] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  // OTEL_RESOURCE_ATTRIBUTES may name the instance; the service name is a setting.
  const resource = resources
    .resourceFromAttributes({ 'service.instance.id': hostname() })
    .merge(resources.detectResources({ detectors: [resources.envDetector] }))
    .merge(resources.resourceFromAttributes({ 'service.name': serviceName }));
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  // The operator named the collector, so proxies apply but egress rules do not.
  const proxy = network.findProxy(url);
  const exporter = new OTLPTraceExporter({
    url,
    ...(proxy !== undefined && {
      httpAgentOptions: () => createProxyAgent(url, { proxy, timeoutMs: CONNECT_TIMEOUT_MS }),
    }),
  });
  const provider = new NodeTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(reportOutages(exporter, logger))],
  });
  provider.register();
  return async () => {
    const isSent = await endsWithin(endMs, provider.shutdown()).catch(() => false);
    if (!isSent) logger.warn({}, 'The last traces could not be sent');
  };
}

/**
 * Logs one line when the collector stops accepting spans, and one when it accepts them again. Spans are lost
 * meanwhile; jobs continue.
 */
function reportOutages(exporter: SpanExporter, logger: Logger): SpanExporter {
  let isDown = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const fails = result.error !== undefined;
        if (fails && !isDown) {
          logger.warn({ reason: result.error?.message }, 'Traces cannot be sent; jobs continue without them');
        }
        if (!fails && isDown) logger.info({}, 'Traces are sent again');
        isDown = fails;
        done(result);
      }),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
}
