import { visit } from '../../language/index.ts'
import type { Query } from '../../language/index.ts'
import { refuseAnalyzing } from './refusal.ts'
import type { ApplyScope } from './result.ts'

/**
 * What queries may say since some version: older servers stop at the first word of it. The embedded server has found it already, by the grammar of its version and
 * in that version's words; here it is for plans, so that nobody learns it from the server.
 */
export function checkQueryVersion(query: Query, { capabilities }: ApplyScope): void {
  const need = (allowed: boolean, what: string, version: string, remedy: string): void => {
    if (!allowed) refuseAnalyzing(`${what} needs StarRocks ${version} or later`, { remedy })
  }
  visit(query, {
    Query: ({ recursive }) =>
      need(
        recursive === undefined || capabilities.recursiveTables,
        'WITH RECURSIVE',
        '4.1',
        'Write out as many levels as there are, with UNION ALL.',
      ),
    PivotClause: () => need(capabilities.pivot, 'PIVOT', '3.3', 'Write sum(CASE WHEN ... END) for each value.'),
    SampleClause: () => need(capabilities.sample, 'SAMPLE', '3.4', 'Leave SAMPLE out.'),
    SelectStar: ({ exclude }) =>
      need(exclude === undefined || capabilities.excludeColumns, '* EXCLUDE', '4.0', 'List the columns.'),
    FunctionCall: ({ filter }) =>
      need(
        filter === undefined || capabilities.aggregateFilter,
        'FILTER (WHERE ...) of an aggregate function',
        '4.0',
        'Write the condition inside: sum(CASE WHEN ... THEN x END).',
      ),
    Join: ({ type }) =>
      need(
        !type.startsWith('ASOF') || capabilities.asofJoin,
        'ASOF JOIN',
        '4.0',
        'Join with a subquery that ranks the rows.',
      ),
  })
}
