import { oneOf } from './random.ts'
import type { Random } from './random.ts'

/** A bound of a range, of one kind or another. */
export const partitionBound = (random: Random, i: number): string =>
  random.pick([
    `'2024-0${(i % 9) + 1}-01'`,
    `'2024-0${(i % 9) + 1}-01'`,
    `'${i * 10}'`,
    `'2024-0${(i % 9) + 1}-01 00:00:00'`,
  ])

function rangeItems(random: Random, columns: number): string {
  const dates = random.once(2)
  const at = (i: number): string =>
    random.once(12) ? partitionBound(random, i) : dates ? `'2024-0${(i % 9) + 1}-01'` : `'${i * 10}'`
  const tuple = (i: number): string => Array.from({ length: columns }, () => at(i)).join(', ')
  return oneOf(
    random,
    () =>
      [1, 2, 3]
        .map(
          (i) =>
            `PARTITION p${random.once(20) ? 1 : i} VALUES LESS THAN (${i === 3 && random.once(2) ? Array(columns).fill('MAXVALUE').join(', ') : tuple(i)})`,
        )
        .join(', '),
    () =>
      [1, 2].map((i) => `PARTITION p${i} VALUES [(${tuple(i)}), (${tuple(random.once(15) ? i : i + 1)}))`).join(', '),
    () =>
      `START (${dates ? "'2024-01-01'" : "'0'"}) END (${dates ? "'2024-04-01'" : "'40'"}) EVERY (${dates ? `INTERVAL ${random.pick(['1', '1', '2', '7'])} ${random.pick(['MONTH', 'DAY', 'WEEK', 'YEAR', 'HOUR', 'QUARTER'])}` : random.pick(['10', '15', '0'])})`,
    () => '',
  )
}

/** A PARTITION BY clause over some of the columns. */
export function partitionBy(random: Random, columns: readonly string[]): string {
  const c = (): string => columns[random.below(columns.length)] ?? 'c0'
  const many = random.once(6)
  const batch = `START ('2024-01-01') END ('2024-04-01') EVERY (INTERVAL 1 ${random.pick(['MONTH', 'DAY'])})`
  return oneOf(
    random,
    () => ` PARTITION BY RANGE(${many ? `${c()}, ${c()}` : c()}) (${rangeItems(random, many ? 2 : 1)})`,
    () => ` PARTITION BY RANGE(${many ? `${c()}, ${c()}` : c()}) (${rangeItems(random, many ? 2 : 1)})`,
    () =>
      ` PARTITION BY LIST(${c()}) (PARTITION p1 VALUES IN (${random.pick(["'1', '2'", "'a'", "'2024-01-01'", "'a', 'a'", 'NULL', "'true'"])}), PARTITION p2 VALUES IN (${random.pick(["'3'", "'b'", "'2024-01-02'", "'a'"])}))`,
    () => ` PARTITION BY LIST(${c()}, ${c()}) (PARTITION p1 VALUES IN (('1', 'a'), ('2', 'b')))`,
    () => ` PARTITION BY ${c()}`,
    () => ` PARTITION BY (${c()}, ${c()})`,
    () =>
      ` PARTITION BY date_trunc('${random.pick(['day', 'month', 'year', 'hour', 'week', 'minute', 'quarter', 'x'])}', ${c()})${random.once(4) ? ` (${random.once(3) ? "PARTITION p1 VALUES LESS THAN ('2024-01-01')" : batch})` : ''}`,
    () =>
      ` PARTITION BY time_slice(${c()}, INTERVAL ${random.pick(['7', '1'])} ${random.pick(['DAY', 'HOUR', 'MONTH'])}${random.once(3) ? ", 'ceil'" : ''})${random.once(6) ? ` (${batch})` : ''}`,
    () => ` PARTITION BY ${c()}, date_trunc('day', ${c()})`,
    () => ` PARTITION BY ${random.pick(['from_unixtime', 'year', 'substr', 'lower', 'str2date'])}(${c()})`,
    () => ` PARTITION BY RANGE(str2date(${c()}, '%Y-%m-%d')) (PARTITION p1 VALUES LESS THAN ('2024-01-01'))`,
    () => ` PARTITION BY RANGE(from_unixtime(${c()})) (PARTITION p1 VALUES LESS THAN ('2024-01-01'))`,
  )
}
