import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CrmBackend, startCrmBackend } from './crm-backend.ts';
import { readCustomers } from './customers.ts';

let crm: CrmBackend;
beforeAll(async () => {
  crm = await startCrmBackend({ customers: await readCustomers(), token: 'let-me-in' });
});
afterAll(() => crm.close());

const get = (id: string, token = 'let-me-in') =>
  fetch(`${crm.url}/customers/${id}`, { headers: { Authorization: `Bearer ${token}` } });

describe('the CRM', () => {
  it('tells what it knows of a customer', async () => {
    const response = await get('ALFKI');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      customerId: 'ALFKI',
      companyName: 'Alfreds Futterkiste',
      contactName: 'Maria Anders',
      email: 'maria.anders@alfreds-futterkiste.example',
      segment: 'standard',
      creditLimit: 1000,
    });
  });

  it('answers 404 with JSON for customers it does not know', async () => {
    const response = await get('BLAUS');
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: 'Customer unknown', customerId: 'BLAUS' });
  });

  it('wants its token', async () => {
    expect((await get('ALFKI', 'guess')).status).toBe(401);
    expect((await fetch(`${crm.url}/customers/ALFKI`)).status).toBe(401);
  });

  it('counts requests', async () => {
    const before = crm.requestCount();
    await get('ALFKI');
    await get('BLAUS');
    expect(crm.requestCount()).toBe(before + 2);
  });
});
