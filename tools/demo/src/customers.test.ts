import { describe, expect, it } from 'vitest';
import { parseCustomers, readCustomers } from './customers.ts';

describe('customers', () => {
  it('are read with accents and empty regions', async () => {
    const customers = await readCustomers();
    expect(customers).toHaveLength(42);
    expect(customers[1]).toMatchObject({
      customerId: 'ANATR',
      companyName: 'Ana Trujillo Emparedados y helados',
      city: 'México D.F.',
      region: '',
    });
  });

  it('have addresses of their own in ASCII under .example', async () => {
    const emails = (await readCustomers()).map(({ email }) => email);
    expect(emails).toContain('maria.anders@alfreds-futterkiste.example');
    expect(emails).toContain('frederique.citeaux@blondesddsl-pere-et-fils.example');
    expect(emails).toContain('laurence.lebihan@bon-app.example');
    expect(new Set(emails).size).toBe(42);
    for (const email of emails) expect(email).toMatch(/^[a-z0-9.]+@[a-z0-9-]+\.example$/);
  });

  it('fail loudly when the file is another', () => {
    expect(() => parseCustomers('name\nx\n')).toThrow('customerId');
  });
});
