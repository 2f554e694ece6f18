import { bundledConnectors } from 'jobwright';
import { camunda8, startConnectors } from '@jobwright/camunda8';
import { createMemoryDocumentStore, createStaticSecrets } from '@jobwright/runtime';
import { connectTarget } from './target.ts';
import { startTemplateBackends } from './template-backends.ts';
import { type TemplateCase, toTemplateCases } from './template-cases.ts';

/** An engine, all connectors at work, and the servers they talk to. */
export interface TemplateWorld {
  /** A case for one run, by the name of the template's file. */
  toCase(name: string): TemplateCase;
  /** Deploys a process and runs it; gives its variables at the end. */
  runProcess(process: TemplateProcess): Promise<unknown>;
  close(): Promise<void>;
}

export interface TemplateProcess {
  readonly id: string;
  readonly xml: string;
  readonly variables?: TemplateCase['variables'];
}

/**
 * @param toJobTypes gives more job types that a connector is to answer, by the name of its template's file
 */
export async function startTemplateWorld(
  toJobTypes: (name: string) => readonly string[],
): Promise<TemplateWorld> {
  const documents = createMemoryDocumentStore();
  const [backends, target] = await Promise.all([startTemplateBackends(), connectTarget()]);
  const more = bundledConnectors.flatMap((connector) =>
    toJobTypes(connector.template?.id.split('.').at(-1) ?? '').map((type) => ({ ...connector, type })),
  );
  const workers = await startConnectors({
    connectors: [...bundledConnectors, ...more],
    clusters: [camunda8({ settings: target.configuration })],
    documents,
    secrets: {
      provider: createStaticSecrets({ TOKEN: 't0ken', CUSTOMER_DATABASE_URL: backends.databaseUrl }),
    },
  });
  let orderId = 17;
  return {
    toCase(name) {
      orderId += 1;
      const found = toTemplateCases({ backends, documents, orderId })[name];
      if (found === undefined) throw new Error(`${name} has no case: add it to template-cases.ts`);
      return found;
    },
    async runProcess({ id, xml, variables = {} }) {
      await target.client.deployResource({ process: Buffer.from(xml), name: `${id}.bpmn` });
      const result = await target.client.createProcessInstanceWithResult({
        bpmnProcessId: id,
        variables: variables as never,
        requestTimeout: 40_000,
      });
      return result.variables;
    },
    async close() {
      await workers.close({ timeoutMs: 0 });
      await target.close();
      await backends.close();
    },
  };
}
