/** What `camunda.secrets.NAME` in an input mapping stands for; undefined: there is no such secret. */
export type SecretProvider = (name: string) => string | undefined;
