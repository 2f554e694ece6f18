declare module 'camunda-external-task-client-js' {
  interface ExternalTask {
    readonly id: string;
  }
  interface Handled {
    readonly task: ExternalTask;
    readonly taskService: { complete(task: ExternalTask, variables?: Variables): Promise<void> };
  }
  export class Variables {
    set(name: string, value: unknown): this;
  }
  export class Client {
    constructor(options: {
      readonly baseUrl: string;
      readonly workerId: string;
      readonly asyncResponseTimeout: number;
      readonly interval: number;
    });
    subscribe(topic: string, handler: (handled: Handled) => Promise<void>): void;
    start(): void;
    stop(): void;
  }
}
