import { any, list, listInParens, many, opt, seq } from '../grammar-node.ts'
import type { Grammar, GrammarRules } from '../grammar-node.ts'

const QUANTIFIER = opt(any('DISTINCT', 'ALL'))
const ALIAS = opt(opt('AS'), 'name')
const ALIAS_OR_STRING = opt(opt('AS'), 'name_or_string')
const TABLE_ALIAS = opt(opt('AS'), 'name', opt('names'))
const LIMIT = any('#integer', '?', seq('@ name_or_string'))

/** Queries, as statements and inside others. */
export function queryRules({ since }: Grammar): GrammarRules {
  const exclude = since(3, 6) && opt('exclude')
  return {
    query: seq(opt('explain'), 'subquery', opt('outfile')),
    explain: any(
      seq(any('DESC', 'DESCRIBE', 'EXPLAIN'), opt(any('LOGICAL', 'ANALYZE', 'VERBOSE', 'COSTS', 'SCHEDULER'))),
      seq('TRACE', any('ALL', 'LOGS', 'TIMES', 'VALUES', since(3, 3) && 'REASON'), opt('name')),
    ),
    outfile: seq('INTO OUTFILE string', opt('FORMAT AS name_or_string'), opt('properties')),
    subquery: seq(opt('with'), 'query_term', opt('ORDER BY', list('sort_item')), opt('limit')),
    with: seq('WITH', since(4, 1) && opt('RECURSIVE'), list('common_table')),
    common_table: seq('name', opt('names'), 'AS ( subquery )'),
    query_term: seq(any('select', seq('( subquery )')), many('set_operation')),
    set_operation: seq(
      seq(any('INTERSECT', 'UNION', 'EXCEPT', 'MINUS'), QUANTIFIER, any('select', seq('( subquery )'))),
    ),
    sort_item: seq('expression', opt(any('ASC', 'DESC')), opt('NULLS', any('FIRST', 'LAST'))),
    limit: any(seq('LIMIT', LIMIT, opt('OFFSET', LIMIT)), seq('LIMIT', LIMIT, ',', LIMIT)),
    select: seq(
      seq('SELECT', QUANTIFIER, list('select_item'), 'from', opt('WHERE expression'), opt('GROUP BY grouping')),
      seq(
        opt('HAVING expression'),
        opt('QUALIFY select_item', any('=', '<', '<=', '>', '>=', '!=', '<=>'), '#integer'),
      ),
    ),
    select_item: any(seq('expression', ALIAS_OR_STRING), seq('qualified_name . *', exclude), seq('*', exclude)),
    exclude: seq(any('EXCEPT', 'EXCLUDE'), listInParens('name')),
    from: any(opt('FROM relations', since(3, 3) && opt('pivot')), seq('FROM DUAL')),
    grouping: any(
      seq(any('ROLLUP', 'CUBE'), '(', opt(list('expression')), ')'),
      seq('GROUPING SETS', listInParens('grouping_set')),
      list('expression'),
    ),
    grouping_set: seq('(', opt('expression'), many(', expression'), ')'),
    relations: seq('relation', many(',', opt('LATERAL'), 'relation')),
    relation: any(seq('relation_primary', many('join')), seq('( relation_primary', many('join'), ')')),
    relation_primary: any(
      seq(
        seq('qualified_name', opt('period'), opt('partition_names'), opt('tablets'), opt('replicas')),
        seq(since(3, 4) && opt('SAMPLE', opt('property_list')), ALIAS, opt('bracket_hint')),
        since(3, 4) && opt('BEFORE string'),
      ),
      seq('( VALUES', list('row'), ')', TABLE_ALIAS),
      seq(since(3, 6) && opt('ASSERT_ROWS'), '( subquery )', TABLE_ALIAS),
      seq('qualified_name (', list('expression'), ')', TABLE_ALIAS),
      seq('TABLE ( qualified_name (', list('argument'), ') )', TABLE_ALIAS),
      seq('FILES property_list', TABLE_ALIAS),
      seq('( relations )'),
    ),
    row: listInParens('expression'),
    argument: any('expression', since(3, 3) && seq('name => expression')),
    period: since(3, 4)
      ? seq(opt('FOR'), any('SYSTEM_TIME', 'TIMESTAMP', 'VERSION'), 'period_bounds')
      : any(
          seq('AS OF expression'),
          seq('FOR SYSTEM_TIME AS OF TIMESTAMP string'),
          seq('FOR SYSTEM_TIME BETWEEN expression AND expression'),
          seq('FOR SYSTEM_TIME FROM expression TO expression'),
          seq('FOR SYSTEM_TIME ALL'),
          since(3, 3) && seq('FOR VERSION AS OF expression'),
        ),
    period_bounds: any(
      seq('BETWEEN expression AND expression'),
      seq('FROM expression TO expression'),
      'ALL',
      seq('AS OF expression'),
    ),
    tablets: any(
      seq(any('TABLET', since(3, 6) && 'TABLETS'), listInParens('#integer')),
      since(3, 6) && seq(any('TABLET', 'TABLETS'), list('#integer')),
    ),
    replicas: seq('REPLICA', listInParens('#integer')),
    bracket_hint: any(seq('[', list('name'), ']'), seq('[ name | primary', listInParens('literal'), ']')),
    join: any(
      since(4, 1) &&
        seq(
          'ASOF',
          opt(any('INNER', seq('LEFT', opt('OUTER')))),
          'JOIN',
          opt('bracket_hint'),
          'relation_primary join_criteria',
        ),
      seq(
        any('JOIN', seq('INNER JOIN'), 'CROSS', seq('CROSS JOIN')),
        opt('bracket_hint'),
        opt('LATERAL'),
        'relation_primary',
        opt('join_criteria'),
      ),
      seq('outer_join', opt('bracket_hint'), opt('LATERAL'), 'relation_primary join_criteria'),
    ),
    outer_join: any(
      seq(any('LEFT', 'RIGHT', 'FULL'), 'JOIN'),
      seq(any('LEFT', 'RIGHT', 'FULL'), 'OUTER JOIN'),
      seq(any('LEFT', 'RIGHT'), any('SEMI', 'ANTI'), 'JOIN'),
      since(3, 6) && seq('NULL AWARE LEFT ANTI JOIN'),
    ),
    join_criteria: any(seq('ON expression'), seq('USING names')),
    pivot: seq(
      seq('PIVOT (', list('pivot_aggregate'), 'FOR', any('name', 'names'), 'IN', listInParens('pivot_value'), ')'),
    ),
    pivot_aggregate: seq('call', ALIAS_OR_STRING),
    pivot_value: seq(any('literal', listInParens('literal')), ALIAS_OR_STRING),
  }
}
