import { isJsonObject, parseJson } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { email } from '../connector.ts';

const variables = parseJson(process.argv[2] ?? '');
if (!isJsonObject(variables)) throw new Error('Expected the variables as JSON');
const { outcome } = await runConnector(email, variables);
process.stdout.write(JSON.stringify(outcome));
