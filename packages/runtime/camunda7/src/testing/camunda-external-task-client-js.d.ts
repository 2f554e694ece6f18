declare module 'camunda-external-task-client-js' {
  type Interceptor = object;
  interface HandlerParts {
    readonly task: object;
    readonly taskService: { complete(task: object): Promise<void> };
  }

  export class Client {
    constructor(options: { baseUrl: string; autoPoll?: boolean; interceptors?: Interceptor });
    subscribe(topic: string, handler: (parts: HandlerParts) => unknown): void;
    start(): void;
    stop(): void;
  }
  export class BasicAuthInterceptor {
    constructor(options: { username: string; password: string });
  }
  export class KeycloakAuthInterceptor {
    constructor(options: { tokenEndpoint: string; clientId: string; clientSecret: string });
  }
}
