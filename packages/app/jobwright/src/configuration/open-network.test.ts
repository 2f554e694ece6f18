import { describe, expect, test } from 'vitest';
import { CommandError } from '../command-line/command-error.ts';
import type { Environment } from './environment.ts';
import { readConfiguration } from './read-configuration.ts';
import { openNetwork } from './open-network.ts';

const SECRET = 'MARKER-s3cret';
const read = (environment: Environment) =>
  openNetwork(readConfiguration({ environment }).network, environment);
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

test('an empty environment is an open network', () => {
  const { egress, findProxy, limitsFor } = read({});
  expect(egress.describeBlock({ host: 'localhost', port: 1, address: '127.0.0.1' })).toBeUndefined();
  expect(findProxy('https://a.example/')).toBeUndefined();
  expect(limitsFor('https://a.example')).toEqual({});
});

describe('egress', () => {
  test('mode and lists', () => {
    const { egress } = read({
      JOBWRIGHT_NETWORK_MODE: 'hardened',
      JOBWRIGHT_NETWORK_DENY: 'a.example, *:25',
      JOBWRIGHT_NETWORK_ALLOW_PRIVATE: '10.1.0.0/16',
    });
    expect(egress.describeBlock({ host: 'a.example', port: 443 })).toBeDefined();
    expect(egress.describeBlock({ host: 'b.example', port: 25 })).toBeDefined();
    expect(egress.describeBlock({ host: 'b', port: 443, address: '10.1.0.1' })).toBeUndefined();
    expect(egress.describeBlock({ host: 'b', port: 443, address: '10.2.0.1' })).toBeDefined();
    const { egress: narrow } = read({ JOBWRIGHT_NETWORK_ALLOW: 'a.example' });
    expect(narrow.describeBlock({ host: 'b.example', port: 443 })).toBeDefined();
  });

  test('rules have commas or blanks between them', () => {
    const { egress } = read({ JOBWRIGHT_NETWORK_DENY: 'a.example b.example,\n  c.example' });
    const hosts = ['a.example', 'b.example', 'c.example', 'd.example'];
    expect(hosts.filter((host) => egress.describeBlock({ host, port: 443 }) === undefined)).toEqual([
      'd.example',
    ]);
  });

  test('whether proxies resolve names', () => {
    expect(read({}).proxyResolves).toBe(false);
    expect(read({ JOBWRIGHT_NETWORK_PROXY_RESOLVES: 'false' }).proxyResolves).toBe(false);
    expect(read({ JOBWRIGHT_NETWORK_PROXY_RESOLVES: 'true' }).proxyResolves).toBe(true);
    expect(() => read({ JOBWRIGHT_NETWORK_PROXY_RESOLVES: 'yes' })).toThrow(
      'JOBWRIGHT_NETWORK_PROXY_RESOLVES: Invalid input: expected boolean',
    );
  });

  test('block lists of the Java runtime', () => {
    const { egress } = read({
      CAMUNDA_CONNECTOR_HTTP_BLOCK_URL_META: 'http://blocked.example/metadata',
      CAMUNDA_CONNECTOR_HTTP_BLOCK_REGEX_INTERNAL: '^http://regex.*',
      CAMUNDA_CONNECTOR_HTTP_BLOCK_PORT_ADMIN: '8080, 8081',
    });
    const blockOf = (url: string, port = 80) => egress.describeBlock({ host: 'h', port, url });
    expect(blockOf('http://blocked.example/metadata/v1')).toContain('CAMUNDA_CONNECTOR_HTTP_BLOCK_URL_META');
    expect(blockOf('http://regex.example/')).toContain('CAMUNDA_CONNECTOR_HTTP_BLOCK_REGEX_INTERNAL');
    expect(blockOf('http://h:8081/', 8081)).toContain('CAMUNDA_CONNECTOR_HTTP_BLOCK_PORT_ADMIN');
    expect(blockOf('http://other.example/')).toBeUndefined();
  });

  test('host validation of the Java runtime: allowed ranges count more than denied ones', () => {
    const prefix = 'CAMUNDA_CONNECTOR_VALIDATION_HOSTS_';
    const environment = {
      [`${prefix}ALLOWRANGES_0`]: '10.1.0.0/16',
      [`${prefix}ALLOWRANGES_1`]: '127.0.0.1/32',
      [`${prefix}DENY_RANGES`]: '10.0.0.0/8,8.8.8.8/32',
      [`${prefix}UNSAFEALLOWPRIVATERANGES`]: 'true',
    };
    const { egress: off } = read(environment);
    expect(off.describeBlock({ host: 'h', port: 80, address: '8.8.8.8' })).toBeUndefined();
    const { egress } = read({ ...environment, [`${prefix}ENABLED`]: 'true' });
    const isBlocked = (address: string) =>
      egress.describeBlock({ host: 'h', port: 80, address }) !== undefined;
    expect(['10.1.2.3', '127.0.0.1', '192.168.0.1', '9.9.9.9'].map(isBlocked)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(['10.2.0.1', '127.0.0.2', '8.8.8.8', '169.254.169.254'].map(isBlocked)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});

describe('proxies', () => {
  test('of the Java runtime', () => {
    const { findProxy } = read({
      CONNECTOR_HTTPS_PROXY_HOST: 'proxy.example',
      CONNECTOR_HTTPS_PROXY_PORT: '3128',
      CONNECTOR_HTTPS_PROXY_USER: 'me',
      CONNECTOR_HTTPS_PROXY_PASSWORD: SECRET,
      CONNECTOR_HTTP_PROXY_HOST: '10.0.0.1',
      CONNECTOR_HTTP_PROXY_PORT: '8888',
      CONNECTOR_HTTP_PROXY_SCHEME: 'https',
      CONNECTOR_HTTP_NON_PROXY_HOSTS: 'localhost|*.internal|10.*',
      HTTPS_PROXY: 'http://ignored.example',
    });
    expect(findProxy('https://a.example/')).toEqual({
      url: 'http://proxy.example:3128',
      authorization: basic(`me:${SECRET}`),
    });
    expect(findProxy('http://a.example/')).toEqual({ url: 'https://10.0.0.1:8888' });
    const direct = ['https://localhost/', 'https://a.internal/', 'http://10.2.3.4:80/'];
    expect(direct.map(findProxy)).toEqual([undefined, undefined, undefined]);
    expect(findProxy('https://internal/')).toBeDefined();
  });

  test('of other tools, in both cases', () => {
    const { findProxy } = read({
      HTTPS_PROXY: 'http://upper.example:1',
      https_proxy: `http://us%40er:${SECRET}@lower.example:2`,
      HTTP_PROXY: 'plain.example:3',
      no_proxy: '.svc,example.org,host:8080,192.168.0.0/16,[::1],172.16.*',
    });
    expect(findProxy('https://a.example/')).toEqual({
      url: 'http://lower.example:2',
      authorization: basic(`us@er:${SECRET}`),
    });
    expect(findProxy('http://a.example/')).toEqual({ url: 'http://plain.example:3' });
    const direct = [
      'https://crm.svc/',
      'https://example.org/',
      'https://a.example.org/',
      'http://host:8080/',
      'http://192.168.3.4/',
      'http://[::1]:9/',
      'http://172.16.5.5/',
    ];
    expect(direct.map(findProxy)).toEqual(direct.map(() => undefined));
    const proxied = ['http://host:8081/', 'http://notexample.org/', 'http://192.169.0.1/'];
    expect(proxied.filter((url) => findProxy(url) === undefined)).toEqual([]);
  });

  test('NO_PROXY of * is none', () => {
    const { findProxy } = read({ HTTP_PROXY: 'http://p.example', NO_PROXY: '*' });
    expect(findProxy('http://a.example/')).toBeUndefined();
  });
});

describe('what is wrong is an error that names it, and never repeats a secret', () => {
  test.each<[string, Environment]>([
    [
      'JOBWRIGHT_NETWORK_MODE: Invalid option: expected one of "open"|"hardened"',
      { JOBWRIGHT_NETWORK_MODE: 'strict' },
    ],
    ['JOBWRIGHT_NETWORK_DENY: expected an address range', { JOBWRIGHT_NETWORK_DENY: '10.0.0.0/99' }],
    ['JOBWRIGHT_NETWORK_ALLOW_PRIVATE: expected a port', { JOBWRIGHT_NETWORK_ALLOW_PRIVATE: 'a:b' }],
    ['CAMUNDA_CONNECTOR_HTTP_BLOCK_PORT_X: expected a port', { CAMUNDA_CONNECTOR_HTTP_BLOCK_PORT_X: '80,x' }],
    [
      'CAMUNDA_CONNECTOR_HTTP_BLOCK_REGEX_X: it is not a valid regular',
      { CAMUNDA_CONNECTOR_HTTP_BLOCK_REGEX_X: '(' },
    ],
    ['CAMUNDA_CONNECTOR_HTTP_BLOCK_URL_X: it is empty', { CAMUNDA_CONNECTOR_HTTP_BLOCK_URL_X: '' }],
    ['CAMUNDA_CONNECTOR_HTTP_BLOCK_HOST_X: expected', { CAMUNDA_CONNECTOR_HTTP_BLOCK_HOST_X: 'a' }],
    [
      'CAMUNDA_CONNECTOR_VALIDATION_HOSTS_ENABLED: expected true or false',
      { CAMUNDA_CONNECTOR_VALIDATION_HOSTS_ENABLED: 'yes' },
    ],
    [
      'CAMUNDA_CONNECTOR_VALIDATION_HOSTS_ALLOWRANGES: expected address ranges',
      { CAMUNDA_CONNECTOR_VALIDATION_HOSTS_ALLOWRANGES: 'a.example' },
    ],
    ['CONNECTOR_HTTP_PROXY_PORT: it is required', { CONNECTOR_HTTP_PROXY_HOST: 'a' }],
    ['CONNECTOR_HTTP_PROXY_HOST: it is required', { CONNECTOR_HTTP_PROXY_PORT: '1' }],
    [
      'CONNECTOR_HTTP_PROXY_PORT: expected a port',
      { CONNECTOR_HTTP_PROXY_HOST: 'a', CONNECTOR_HTTP_PROXY_PORT: '99999' },
    ],
    [
      'CONNECTOR_HTTP_PROXY_HOST: expected only a host',
      { CONNECTOR_HTTP_PROXY_HOST: `http://u:${SECRET}@a/b`, CONNECTOR_HTTP_PROXY_PORT: '80' },
    ],
    [
      'CONNECTOR_HTTP_PROXY_SCHEME: expected http or https',
      {
        CONNECTOR_HTTP_PROXY_HOST: 'a',
        CONNECTOR_HTTP_PROXY_PORT: '80',
        CONNECTOR_HTTP_PROXY_SCHEME: 'socks5',
      },
    ],
    ['HTTPS_PROXY: expected a URL', { HTTPS_PROXY: `http://u:${SECRET}@:x` }],
    ['http_proxy: expected an http:// or https:// proxy', { http_proxy: `socks5://u:${SECRET}@a:1` }],
    ['HTTP_PROXY: its credentials', { HTTP_PROXY: `http://%zz:${SECRET}@a:1` }],
    ['NO_PROXY: expected', { HTTP_PROXY: 'http://a:1', NO_PROXY: 'a,/' }],
    ['JOBWRIGHT_NETWORK_LIMITS: Invalid input: expected record', { JOBWRIGHT_NETWORK_LIMITS: '{' }],
    [
      'JOBWRIGHT_NETWORK_LIMITS: *.maxConcurrent: Too small',
      { JOBWRIGHT_NETWORK_LIMITS: '{"*": {"maxConcurrent": 0}}' },
    ],
    [
      'unknown key JOBWRIGHT_NETWORK_LIMITS: *.maxConcurent, did you mean maxConcurrent?',
      { JOBWRIGHT_NETWORK_LIMITS: '{"*": {"maxConcurent": 1}}' },
    ],
    ['JOBWRIGHT_NETWORK_LIMITS: a b: expected an origin', { JOBWRIGHT_NETWORK_LIMITS: '{"a b": {}}' }],
  ])('%s', (problem, environment) => {
    let message = '';
    try {
      read(environment);
    } catch (error) {
      if (error instanceof CommandError) message = error.message;
    }
    expect(message).toContain(`The environment is wrong: ${problem}`);
    expect(message).not.toContain(SECRET);
  });

  test('all of them at once', () => {
    expect(() => read({ JOBWRIGHT_NETWORK_MODE: 'x', JOBWRIGHT_NETWORK_DENY: '/' })).toThrow(
      /_MODE: .*_DENY: /,
    );
    expect(() => read({ CONNECTOR_HTTP_PROXY_HOST: 'a', HTTPS_PROXY: 'socks5://a' })).toThrow(
      /_PROXY_PORT: .*HTTPS_PROXY: /,
    );
  });
});
