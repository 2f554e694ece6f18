import type { EngineOptions } from './engine-options.ts';
import type { EngineProduct } from './engine-product.ts';

/** The settings of the Spring Boot application, by name. */
export function engineSettings(
  { settingsPrefix, javaPackage }: EngineProduct,
  options: EngineOptions & { readonly port: number },
): Readonly<Record<string, string>> {
  const { port, executesJobs = true, database, user, json = true, moreEngines = [] } = options;
  const authentication = `${javaPackage}.rest.security.auth`;
  return {
    'server.address': '127.0.0.1',
    'server.port': String(port),
    'spring.datasource.url': database?.url ?? 'jdbc:h2:mem:engine;DB_CLOSE_DELAY=-1',
    ...(database && {
      'spring.datasource.username': database.user,
      'spring.datasource.password': database.password ?? '',
    }),
    [`${settingsPrefix}.job-execution.enabled`]: String(executesJobs),
    [`${settingsPrefix}.history-level`]: 'full',
    [`${settingsPrefix}.generic-properties.properties.enforceHistoryTimeToLive`]: 'false',
    // Models that it keeps ready: a thousand, as by default, do not fit into its memory.
    [`${settingsPrefix}.generic-properties.properties.cacheCapacity`]: '50',
    'jobwright.json': String(json),
    ...(user && {
      [`${settingsPrefix}.admin-user.id`]: user.name,
      [`${settingsPrefix}.admin-user.password`]: user.password,
      'jobwright.authentication.filter': `${authentication}.ProcessEngineAuthenticationFilter`,
      'jobwright.authentication.provider': `${authentication}.impl.HttpBasicAuthenticationProvider`,
    }),
    ...(moreEngines.length > 0 && {
      'jobwright.engines.names': moreEngines.join(','),
      'jobwright.engines.configuration': `${javaPackage}.impl.cfg.StandaloneInMemProcessEngineConfiguration`,
    }),
  };
}
