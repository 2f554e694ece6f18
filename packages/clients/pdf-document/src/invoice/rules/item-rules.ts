import { UNIT_CODES } from '../codes/unit-codes.ts';
import { brokenIf, type CheckedInvoice, hasText, type InvoiceRule } from './invoice-rule.ts';

const LARGEST_SUM = 9e13;

/**
 * The rules of the standard add amounts up as binary numbers; a sum that has too many digits for these fails
 * them.
 */
const addUp = (amounts: readonly string[], sum: string): boolean =>
  Math.abs(Number(sum)) < LARGEST_SUM &&
  Math.round(amounts.reduce((total, amount) => total + Number(amount), 0) * 100) / 100 === Number(sum);

const TOO_MANY_DIGITS = 'The amounts have too many digits to be checked by a receiver';

/** Lines, allowances and charges, and their sums. */
export const ITEM_RULES: readonly InvoiceRule[] = [
  {
    id: 'BR-25',
    says: 'is blank',
    onPaper: false,
    findBroken: ({ data }) =>
      data.lines.flatMap(({ name }, index) => brokenIf(!hasText(name), 'lines', index, 'name')),
  },
  {
    id: 'BR-CL-23',
    says: 'Expected a unit of UN/ECE recommendation 20, such as C62 (one), H87 (piece), HUR or KGM',
    onPaper: false,
    findBroken: ({ data }) =>
      data.lines.flatMap(({ unit }, index) => brokenIf(!UNIT_CODES.has(unit), 'lines', index, 'unit')),
  },
  ...(['allowance', 'charge'] as const).map((given) => ({
    id: given === 'allowance' ? 'BR-33' : 'BR-38',
    says: 'is blank',
    onPaper: false,
    findBroken: ({ data }: CheckedInvoice) =>
      data.adjustments.flatMap(({ kind, reason }, index) =>
        brokenIf(kind === given && !hasText(reason), 'adjustments', index, 'reason'),
      ),
  })),
  {
    id: 'BR-CO-10',
    says: TOO_MANY_DIGITS,
    onPaper: false,
    findBroken: ({ totals }) =>
      brokenIf(
        !addUp(
          totals.lines.map(({ net }) => net),
          totals.lineTotal,
        ),
        'lines',
      ),
  },
  ...(['allowance', 'charge'] as const).map((given) => ({
    id: given === 'allowance' ? 'BR-CO-11' : 'BR-CO-12',
    says: TOO_MANY_DIGITS,
    onPaper: false,
    findBroken: ({ totals }: CheckedInvoice) =>
      brokenIf(
        !addUp(
          totals.adjustments.filter(({ kind }) => kind === given).map(({ amount }) => amount),
          given === 'allowance' ? totals.allowances : totals.charges,
        ),
        'adjustments',
      ),
  })),
  {
    id: 'BR-CO-14',
    says: TOO_MANY_DIGITS,
    onPaper: false,
    findBroken: ({ totals }) =>
      brokenIf(
        !addUp(
          totals.groups.map(({ tax }) => tax),
          totals.tax,
        ),
        'lines',
      ),
  },
];
