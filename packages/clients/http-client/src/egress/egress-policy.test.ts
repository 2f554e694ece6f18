import { describe, expect, test } from 'vitest';
import { createOutboundNetwork } from '../network/create-outbound-network.ts';
import type { NetworkSettings } from '../network/network-settings.ts';
import { parseRule } from './egress-rule.ts';

const blockOf = (settings: NetworkSettings, host: string, address?: string, port = 443): string | undefined =>
  createOutboundNetwork(settings).egress.describeBlock(
    address === undefined ? { host, port } : { host, port, address },
  );

describe('hardened mode', () => {
  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:0:10.0.0.1',
    '::7f00:1',
    '64:ff9b::8.8.8.8',
    '64:ff9b:1::8.8.8.8',
    '2002:a00:1::',
    '2001:0:1234::1',
    '2a00:1450::5efe:10.0.0.1',
    '168.63.129.16',
    '::ffff:168.63.129.16',
    '64:ff9b::168.63.129.16',
    '100.100.100.200',
    '192.0.0.192',
    'fd00:ec2::254',
    'fd20:ce::254',
    '169.254.169.254%1',
    '4000::1',
    '9000::1',
    '1::1',
  ])('%s is refused', (address) => {
    expect(blockOf({ mode: 'hardened' }, 'name.example.com', address)).toBeDefined();
  });

  test.each([
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '2a00:1450:4001::1',
    '::ffff:8.8.8.8',
  ])('%s is reached', (address) => {
    expect(blockOf({ mode: 'hardened' }, 'name.example.com', address)).toBeUndefined();
  });

  test('names the range', () => {
    expect(blockOf({ mode: 'hardened' }, 'name', '169.254.169.254')).toBe(
      '169.254.169.254 is in 169.254.0.0/16 (link-local), which is not the public internet',
    );
  });

  test('what is allowed by name, range or port is reached', () => {
    const settings: NetworkSettings = {
      mode: 'hardened',
      allowPrivate: ['*.internal', '10.1.0.0/16:8080', '[fd00::/8]:443'],
    };
    expect(blockOf(settings, 'crm.internal', '192.168.0.7')).toBeUndefined();
    expect(blockOf(settings, 'internal', '192.168.0.7')).toBeDefined();
    expect(blockOf(settings, 'crm.internal.example.com', '192.168.0.7')).toBeDefined();
    expect(blockOf(settings, 'a', '10.1.2.3', 8080)).toBeUndefined();
    expect(blockOf(settings, 'a', '10.1.2.3', 8081)).toBeDefined();
    expect(blockOf(settings, 'a', 'fd00::1')).toBeUndefined();
    expect(blockOf(settings, 'a', 'fd00::1', 80)).toBeDefined();
  });

  test('a range that carries IPv4 does not open the IPv4 ranges in it', () => {
    const settings: NetworkSettings = { mode: 'hardened', allowPrivate: ['64:ff9b::/96'] };
    expect(blockOf(settings, 'a', '64:ff9b::8.8.8.8')).toBeUndefined();
    expect(blockOf(settings, 'a', '64:ff9b::10.0.0.1')).toContain('10.0.0.1 is in 10.0.0.0/8');
  });
});

describe('deny', () => {
  const settings: NetworkSettings = {
    deny: [
      '*.evil.example',
      'one.example:25',
      '*:6379',
      '169.254.169.254',
      '10.0.0.0/8',
      'fd00::/8',
      '*:7000-7010',
    ],
  };

  test.each([
    ['a.evil.example', undefined, 443],
    ['A.b.EVIL.example.', undefined, 443],
    ['one.example', undefined, 25],
    ['any.example', undefined, 6379],
    ['any.example', undefined, 7005],
    ['name', '169.254.169.254', 80],
    ['name', '::ffff:169.254.169.254', 80],
    ['name', '64:ff9b::169.254.169.254', 80],
    ['name', '2002:a9fe:a9fe::1', 80],
    ['name', '2001:0:a9fe:a9fe::', 80],
    ['name', '10.255.0.1', 80],
    ['name', 'fd00::1', 80],
  ])('%s %s %i', (host, address, port) => {
    expect(blockOf(settings, host, address, port)).toBeDefined();
  });

  test.each([
    ['evil.example', undefined, 443],
    ['one.example', undefined, 443],
    ['notevil.example', '8.8.8.8', 443],
    ['name', '11.0.0.1', 80],
    ['name', undefined, 7011],
  ])('not %s %s %i', (host, address, port) => {
    expect(blockOf(settings, host, address, port)).toBeUndefined();
  });

  test('counts more than allow', () => {
    expect(blockOf({ allow: ['*'], deny: ['a.example'] }, 'a.example')).toBe(
      'a.example:443 is denied by the rule a.example',
    );
  });
});

describe('allow', () => {
  test('nothing but what is on the list, before a name is resolved', () => {
    const settings: NetworkSettings = { allow: ['api.example.com:443', '*.partner.example'] };
    expect(blockOf(settings, 'api.example.com')).toBeUndefined();
    expect(blockOf(settings, 'api.example.com', undefined, 80)).toContain('not on the list');
    expect(blockOf(settings, 'x.partner.example')).toBeUndefined();
    expect(blockOf(settings, 'other.example')).toContain('other.example:443 is not on the list');
  });

  test('a range is checked once the address is known; its IPv4 in IPv6 does not count', () => {
    const settings: NetworkSettings = { allow: ['203.0.113.0/24:443'] };
    expect(blockOf(settings, 'a.example')).toBeUndefined();
    expect(blockOf(settings, 'a.example', undefined, 80)).toBeDefined();
    expect(blockOf(settings, 'a.example', '203.0.113.9')).toBeUndefined();
    expect(blockOf(settings, 'a.example', '::ffff:203.0.113.9')).toBeUndefined();
    expect(blockOf(settings, 'a.example', '2002:cb00:7109::1')).toBeDefined();
    expect(blockOf(settings, 'a.example', '203.0.114.9')).toBeDefined();
  });

  test('by name does not open private addresses in the hardened mode, by range it does', () => {
    expect(blockOf({ mode: 'hardened', allow: ['a.example'] }, 'a.example', '127.0.0.1')).toBeDefined();
    expect(blockOf({ mode: 'hardened', allow: ['127.0.0.0/8'] }, 'a.example', '127.0.0.1')).toBeUndefined();
  });
});

describe('URLs', () => {
  const settings: NetworkSettings = {
    denyUrls: [
      { name: 'META', matches: 'http://blocked.example/metadata' },
      { name: 'PATTERN', matches: /^https:\/\/x\.example\/admin.*$/ },
    ],
  };
  const blockOfUrl = (url: string) =>
    createOutboundNetwork(settings).egress.describeBlock({ host: 'h', port: 80, url });

  test.each([
    'http://blocked.example/metadata/x?y',
    'HTTP://BLOCKED.example/metadata',
    'http://blocked.example/%6detadata',
    'https://x.example/admin/1',
    'https://x.example/%61dmin',
  ])('%s is refused', (url) => {
    expect(blockOfUrl(url)).toMatch(/^the URL is blocked by (META|PATTERN)$/);
  });

  test('others are not', () => {
    expect(blockOfUrl('http://blocked.example/other')).toBeUndefined();
    expect(blockOfUrl('https://x.example/?q=admin')).toBeUndefined();
  });
});

test('only rules about addresses make proxied names be resolved', () => {
  const looks = (settings: NetworkSettings) => createOutboundNetwork(settings).egress.looksAtAddresses;
  expect([looks({}), looks({ deny: ['a.example', '*:25'] })]).toEqual([false, false]);
  expect([looks({ mode: 'hardened' }), looks({ deny: ['10.0.0.0/8'] })]).toEqual([true, true]);
});

describe('a rule that is wrong', () => {
  test.each([
    ['', 'host name'],
    ['10.0.0.0/33', 'address range'],
    ['10.0.0.0/x', 'address range'],
    ['10.0.0/8', 'host name'],
    ['fd00::/129', 'address range'],
    ['a.example:0', 'port'],
    ['a.example:70000', 'port'],
    ['a.example:http', 'port'],
    ['a.example:90-80', 'order'],
    ['a.*.example', 'host name'],
    ['https://a.example', 'port'],
    ['a b', 'host name'],
  ])('%j', (text, reason) => {
    expect(() => parseRule(text)).toThrow(reason);
  });

  test('names in other scripts are compared as they go over the wire', () => {
    expect(blockOf({ deny: ['müller.example'] }, 'xn--mller-kva.example')).toBeDefined();
  });
});
