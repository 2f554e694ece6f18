import { once } from 'node:events';
import { startAws } from './start-aws.ts';
import { startAzure } from './start-azure.ts';
import { startGoogle } from './start-google.ts';
import { startVault } from './start-vault.ts';

const help = `Stores of secrets on this machine, for development and tests.

  npm run serve -- secrets [STORE...]     starts them and prints how jobwright reaches them; Ctrl+C ends them

Stores (default: all):
  vault     OpenBao, the open fork of HashiCorp Vault: KV version 2, tokens, Kubernetes logins
  aws       Moto: Secrets Manager, STS and IAM, which checks signatures and rights
  google    the part of Google Cloud's APIs that reads secrets
  azure     the part of Azure's APIs that reads secrets

Each holds one secret, TOKEN below jobwright/ (google, azure: TOKEN). All is on 127.0.0.1 and gone when they end.
vault and aws need Python with pip; what they run is kept in $JOBWRIGHT_CACHE, $XDG_CACHE_HOME/jobwright or ~/.cache/jobwright.`;

/** Starts a store with a secret in it; gives its entry of `secrets.providers`. */
const stores = {
  async vault() {
    const store = await startVault();
    await store.put('jobwright/TOKEN', { value: 'from Vault' });
    const login = { kind: 'token', token: store.token };
    return { type: 'vault', address: store.address, login, prefix: 'jobwright/' };
  },
  async aws() {
    const store = await startAws();
    await store.put('jobwright/TOKEN', 'from AWS');
    const { region, endpoint, keys } = store;
    return { type: 'aws', region, endpoint, login: { kind: 'keys', ...keys }, prefix: 'jobwright/' };
  },
  async google() {
    const store = await startGoogle();
    store.put('TOKEN', 'from Google Cloud');
    const { project, endpoint } = store;
    return { type: 'google', project, endpoint, login: { kind: 'metadata', endpoint } };
  },
  async azure() {
    const store = await startAzure();
    store.put('TOKEN', 'from Azure');
    const login = { kind: 'managedIdentity', endpoint: store.authority };
    return { type: 'azure', vaultUrl: store.vaultUrl, login };
  },
} as const;

const isStore = (name: string): name is keyof typeof stores => Object.hasOwn(stores, name);

async function start(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !isStore(name));
  if (unknown !== undefined)
    throw new Error(`There is no store ${unknown}: ${Object.keys(stores).join(', ')}`);
  const wanted = Object.keys(stores).filter((name) => names.length === 0 || names.includes(name));
  const providers = await Promise.all(wanted.filter(isStore).map((name) => stores[name]()));
  console.log('secrets:\n  providers:');
  for (const provider of providers) console.log(`    - ${JSON.stringify(provider)}`);
  console.error('\nCtrl+C ends them.');
  // The first signal ends the servers, and then this process.
  await once(process, 'exit');
}

const [command, ...names] = process.argv.slice(2);
try {
  if (command !== 'start' || names.includes('--help')) console.log(help);
  else await start(names);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  // The stores that did start are ended at the exit.
  process.exit(1);
}
