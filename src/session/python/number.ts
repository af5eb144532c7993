/** Python's numbers as text. It must not round: a float prints the shortest digits that read back the same. */

/** The most digits of an integer that Python's `int()` reads (`sys.get_int_max_str_digits`). */
export const MAX_INT_DIGITS = 4300;

/** `repr(float)`: `1.0`, `1e+22`, `1e-07`, `-0.0`, `nan`, `inf`, `-inf` (CPython's `float_repr_style == 'short'`). */
export function pythonFloat(n: number): string {
  if (Number.isNaN(n)) return 'nan';
  const sign = n < 0 || Object.is(n, -0) ? '-' : '';
  const size = Math.abs(n);
  if (size === Number.POSITIVE_INFINITY) return `${sign}inf`;
  if (size === 0) return `${sign}0.0`;
  // JavaScript chooses the same digits, but writes them with an exponent from 1e21 on and below 1e-6.
  const [mantissa = '', power = ''] = size.toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const width = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${digits.charAt(0)}${fraction}e${exponent < 0 ? '-' : '+'}${width}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}

/** A float as `json.dumps` writes it: `repr`, but `NaN`, `Infinity`, `-Infinity`. */
export function jsonFloat(n: number): string {
  return Number.isFinite(n) ? pythonFloat(n) : String(n);
}
