/** The digits behind the point of a decimal quotient. */
export function divisionScale(dividendScale: number): number {
  if (dividendScale <= 6) return dividendScale + 6
  return dividendScale <= 12 ? 12 : dividendScale
}

/**
 * A decimal quotient, rounded half away from zero; NULL when the divisor is 0. The unscaled numbers are divided with one digit more than asked for,
 * which the last cast rounds away.
 */
export function divideDecimals(
  left: string,
  leftScale: number,
  right: string,
  rightScale: number,
  scale: number,
): string {
  const shift = scale + rightScale - leftScale + 1
  const dividend =
    shift > 0 ? `(${unscale(left, leftScale)} * CAST(1${'0'.repeat(shift)} AS HUGEINT))` : unscale(left, leftScale)
  const quotient = `(${dividend} // nullif(${unscale(right, rightScale)}, 0))`
  return `CAST(CAST(${quotient} AS DECIMAL(38,0)) * CAST('0.${'0'.repeat(scale)}1' AS DECIMAL(${scale + 2},${scale + 1})) AS DECIMAL(38,${scale}))`
}

/** A decimal without its point. */
function unscale(sql: string, by: number): string {
  return by === 0
    ? `CAST(${sql} AS HUGEINT)`
    : `CAST(CAST(${sql} AS DECIMAL(38,${by})) * CAST(1${'0'.repeat(by)} AS DECIMAL(${by + 1},0)) AS HUGEINT)`
}
