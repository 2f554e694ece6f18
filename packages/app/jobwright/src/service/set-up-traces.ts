import { hostname } from 'node:os';
import type { Logger, OutboundNetwork } from '@jobwright/connector-sdk';
import { createProxyAgent } from '@jobwright/http-client';
import type { SpanExporter } from '@opentelemetry/sdk-trace-node';
import type { Configuration } from '../configuration/configuration.schema.ts';

export interface TraceParts {
  readonly network: OutboundNetwork;
  readonly logger: Logger;
  /** How long the last spans may take to be sent. Default 5,000. */
  readonly endMs?: number;
}

const END_MS = 5_000;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Sends spans to the collector of the configuration; resolves to what sends the last of them and ends that, in
 * time and without an error, whatever the collector does.
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
  // OTEL_RESOURCE_ATTRIBUTES may say which instance; what the service is called is a setting.
  const resource = resources
    .resourceFromAttributes({ 'service.instance.id': hostname() })
    .merge(resources.detectResources({ detectors: [resources.envDetector] }))
    .merge(resources.resourceFromAttributes({ 'service.name': serviceName }));
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  // The operator names the collector: proxies hold, the rules of what may be reached do not.
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
    const last = provider.shutdown().then(
      () => true,
      () => false,
    );
    if (!(await within(last, endMs))) logger.warn({}, 'The last traces could not be sent');
  };
}

/** `undefined` when it takes longer. */
async function within<Value>(work: Promise<Value>, ms: number): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** One line when the collector takes no spans, one when it takes them again: spans are lost then, jobs go on. */
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
