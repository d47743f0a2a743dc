import * as fc from 'fast-check'
import type {
  ColumnDefinition,
  CreateTableStatement,
  DataType,
  DistributionDesc,
  Expression,
  PartitionDesc,
  Query,
  QueryBody,
  Relation,
  Select,
} from '../../src/language/index.ts'

// Trees as the parser builds them: a chain never starts with a chain of its own level, plain names never stand under FieldAccess without need.

/** Names of any kind, keywords and odd characters included; a backquote cannot be part of a name. */
const name = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'T',
    'order',
    'select',
    'date',
    'interval',
    'map',
    'floor',
    'end',
    'minus',
    'qualify',
    '1a',
    'x y',
    'é',
    'system',
  ),
  fc.string({ minLength: 1, maxLength: 6 }).map((text) => text.replaceAll('`', '_')),
)
const names = fc.array(name, { minLength: 1, maxLength: 3 })
const text = fc.oneof(fc.constantFrom('', "it's", 'a"b', 'a\\b', '50\\%', '\n', '\0'), fc.string({ maxLength: 8 }))
const flag = fc.constantFrom(undefined, true as const)

/** Leaves out the keys without a value. */
function node<T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}

const qualifiedName = fc
  .array(name, { minLength: 1, maxLength: 3 })
  .map((parts) => ({ kind: 'QualifiedName', parts }) as const)

export const dataType: fc.Arbitrary<DataType> = fc.letrec<{ type: DataType }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<DataType>(
      { kind: 'ScalarType', name: 'int' },
      { kind: 'ScalarType', name: 'int', params: [11] },
      { kind: 'ScalarType', name: 'unsigned integer' },
      { kind: 'ScalarType', name: 'decimal', params: [10, 2] },
      { kind: 'ScalarType', name: 'varchar', params: [65533] },
      { kind: 'ScalarType', name: 'string' },
      { kind: 'ScalarType', name: 'json' },
      { kind: 'ScalarType', name: 'decimal256', params: [50, 5] },
    ),
    tie('type').map((element): DataType => ({ kind: 'ArrayType', element })),
    fc.tuple(tie('type'), tie('type')).map(([key, value]): DataType => ({ kind: 'MapType', key, value })),
    fc
      .array(fc.record({ kind: fc.constant('StructField' as const), name, type: tie('type') }), {
        minLength: 1,
        maxLength: 3,
      })
      .map((fields): DataType => ({ kind: 'StructType', fields })),
  ),
})).type

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.constantFrom<Expression>(
    { kind: 'NullLiteral' },
    { kind: 'BooleanLiteral', value: true },
    { kind: 'NumberLiteral', text: '1' },
    { kind: 'NumberLiteral', text: '.5' },
    { kind: 'NumberLiteral', text: '1e10' },
    { kind: 'Parameter' },
    { kind: 'UnitBoundary', boundary: 'CEIL' },
    { kind: 'DateLiteral', type: 'DATE', value: '2024-01-01' },
    { kind: 'BinaryLiteral', digits: 'AB' },
    { kind: 'SystemVariable', scope: 'GLOBAL', name: 'x' },
  ),
  text.map((value): Expression => ({ kind: 'StringLiteral', value })),
  names.map((parts): Expression => ({ kind: 'ColumnReference', parts })),
  name.map((variable): Expression => ({ kind: 'UserVariable', name: variable })),
)

function chainOf<T>(item: fc.Arbitrary<T>, flat: (first: T) => boolean): fc.Arbitrary<T[]> {
  return fc.array(item, { minLength: 2, maxLength: 4 }).filter(([first]) => first !== undefined && flat(first))
}

const LEVELS = [
  ['^'],
  ['*', '/', '%', 'DIV', 'MOD'],
  ['+', '-'],
  ['&'],
  ['|'],
  ['BITSHIFTLEFT'],
  ['BITSHIFTRIGHT'],
  ['BITSHIFTRIGHTLOGICAL'],
] as const

interface Trees {
  readonly expression: Expression
  readonly query: Query
  readonly body: QueryBody
  readonly select: Select
  readonly relation: Relation
}

export const { expression, query } = fc.letrec<Trees>((tie: fc.LetrecTypedTie<Trees>) => {
  const e = tie('expression')
  const list = fc.array(e, { minLength: 1, maxLength: 3 })
  const negated = flag
  const logical = fc
    .constantFrom('AND' as const, 'OR' as const)
    .chain((operator) =>
      chainOf(e, (first) => first.kind !== 'LogicalExpression' || first.operator !== operator).map(
        (operands): Expression => ({ kind: 'LogicalExpression', operator, operands }),
      ),
    )
  const arithmetic = fc.constantFrom(...LEVELS).chain((level) => {
    const same = (first: Expression) =>
      first.kind === 'ArithmeticExpression' && level.some((op) => op === first.operators[0])
    return chainOf(e, (first) => !same(first)).chain((operands) =>
      fc
        .array(fc.constantFrom(...level), { minLength: operands.length - 1, maxLength: operands.length - 1 })
        .map((operators): Expression => ({ kind: 'ArithmeticExpression', operators, operands })),
    )
  })
  const sortItem = fc
    .record({
      kind: fc.constant('SortItem' as const),
      expression: e,
      order: fc.constantFrom(undefined, 'ASC', 'DESC'),
      nulls: fc.constantFrom(undefined, 'FIRST', 'LAST'),
    })
    .map((item) => node<NonNullable<Query['orderBy']>[number]>(item as never))
  const call = fc
    .record({
      name: fc.array(name, { minLength: 1, maxLength: 2 }),
      arguments: fc.array(e, { maxLength: 3 }),
      distinct: flag,
      over: flag,
    })
    .filter((c) => c.distinct === undefined || c.arguments.length > 0)
    .map((c): Expression =>
      node({
        ...c,
        kind: 'FunctionCall',
        over: c.over && { kind: 'WindowSpecification', partitionBy: [{ kind: 'NullLiteral' }] },
      } as never),
    )
  const lambda = fc
    .record({ parameters: names, body: fc.array(e, { maxLength: 3 }) })
    .map((l): Expression => ({ kind: 'LambdaExpression', ...l }))
  return {
    expression: fc.oneof(
      { maxDepth: 5, depthIdentifier: 'tree' },
      leaf,
      logical,
      arithmetic,
      e.map((operand): Expression => ({ kind: 'NotExpression', operand })),
      fc
        .tuple(fc.constantFrom('-', '+', '~', '!'), e)
        .map(([operator, operand]): Expression => ({ kind: 'UnaryExpression', operator, operand }) as Expression),
      fc
        .tuple(fc.constantFrom('=', '!=', '<', '<=', '>', '>=', '<=>'), e, e)
        .map(([operator, left, right]) => ({ kind: 'ComparisonExpression', operator, left, right }) as Expression),
      fc
        .tuple(e, negated)
        .map(([operand, not]) => node<Expression>({ kind: 'IsNullExpression', operand, negated: not } as never)),
      fc
        .tuple(e, list, negated)
        // IN ((SELECT ...)) is IN (SELECT ...).
        .filter(([, values]) => values.length > 1 || values[0]?.kind !== 'SubqueryExpression')
        .map(([operand, values, not]) =>
          node<Expression>({ kind: 'InListExpression', operand, values, negated: not } as never),
        ),
      fc
        .tuple(list, tie('query'), negated)
        .map(([operands, q, not]) =>
          node<Expression>({ kind: 'InSubqueryExpression', operands, query: q, negated: not } as never),
        ),
      fc
        .tuple(e, e, e, negated)
        .map(([operand, lower, upper, not]) =>
          node<Expression>({ kind: 'BetweenExpression', operand, lower, upper, negated: not } as never),
        ),
      fc
        .tuple(fc.constantFrom('LIKE', 'REGEXP'), e, e, negated)
        .map(([operator, operand, pattern, not]) =>
          node<Expression>({ kind: 'LikeExpression', operator, operand, pattern, negated: not } as never),
        ),
      fc
        .tuple(e, e, negated)
        .map(([left, right, not]) =>
          node<Expression>({ kind: 'MatchExpression', operator: 'MATCH', left, right, negated: not } as never),
        ),
      tie('query').map((q): Expression => ({ kind: 'ExistsExpression', query: q })),
      tie('query').map((q): Expression => ({ kind: 'SubqueryExpression', query: q })),
      fc.tuple(e, dataType).map(([operand, type]): Expression => ({ kind: 'CastExpression', operand, type })),
      fc.tuple(e, e, e).map(([condition, result, otherwise]): Expression => ({
        kind: 'CaseExpression',
        branches: [{ kind: 'WhenClause', condition, result }],
        otherwise,
      })),
      fc.array(e, { maxLength: 3 }).map((elements): Expression => ({ kind: 'ArrayExpression', elements })),
      fc
        .tuple(e, e)
        .map(([key, value]): Expression => ({ kind: 'MapExpression', entries: [{ kind: 'MapEntry', key, value }] })),
      fc.tuple(e, e).map(([base, index]): Expression => ({ kind: 'SubscriptExpression', base, index })),
      fc.tuple(e, text).map(([base, path]): Expression => ({ kind: 'JsonArrowExpression', base, path })),
      fc.tuple(e, names).map(([base, fields]): Expression => ({ kind: 'FieldAccess', base, fields })),
      fc.tuple(e, name).map(([operand, collation]): Expression => ({ kind: 'CollateExpression', operand, collation })),
      fc
        .tuple(e, fc.constantFrom('DAY' as const, 'MONTH' as const))
        .map(([value, unit]): Expression => ({ kind: 'IntervalExpression', value, unit })),
      call,
      lambda,
    ),
    select: fc
      .record({
        distinct: flag,
        items: fc.array(
          fc.oneof(
            fc
              .record({ expression: e, alias: fc.option(name, { nil: undefined }) })
              .map((item) => node<Select['items'][number]>({ kind: 'SelectExpression', ...item } as never)),
            fc.constant({ kind: 'SelectStar' } as const),
          ),
          { minLength: 1, maxLength: 3 },
        ),
        from: fc.option(fc.array(tie('relation'), { minLength: 1, maxLength: 2 }), { nil: undefined }),
        where: fc.option(e, { nil: undefined }),
        having: fc.option(e, { nil: undefined }),
      })
      .map((select) => node<Select>({ kind: 'Select', ...select } as never)),
    relation: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'relation' },
      fc
        .tuple(qualifiedName, fc.option(name, { nil: undefined }))
        .map(([table, alias]) => node<Relation>({ kind: 'TableReference', name: table, alias } as never)),
      fc.tuple(tie('query'), name).map(([q, alias]): Relation => ({ kind: 'SubqueryRelation', query: q, alias })),
      fc.tuple(tie('relation'), tie('relation'), e).map(([first, relation, on]): Relation => ({
        kind: 'JoinRelation',
        first,
        joins: [{ kind: 'Join', type: 'LEFT', relation, on }],
      })),
      fc.tuple(tie('relation'), tie('relation')).map((relations): Relation => ({ kind: 'RelationGroup', relations })),
    ),
    body: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'tree' },
      tie('select'),
      chainOf(tie('body'), (first) => first.kind !== 'SetOperation').chain((operands) =>
        fc
          .array(fc.constantFrom('UNION' as const, 'UNION ALL' as const, 'EXCEPT' as const), {
            minLength: operands.length - 1,
            maxLength: operands.length - 1,
          })
          .map((operators): QueryBody => ({ kind: 'SetOperation', operators, operands })),
      ),
    ),
    query: fc
      .record({
        body: tie('body'),
        orderBy: fc.option(fc.array(sortItem, { minLength: 1, maxLength: 2 }), { nil: undefined }),
        limit: fc.constantFrom(undefined, { kind: 'LimitElement', limit: { kind: 'NumberLiteral', text: '10' } }),
      })
      .map((q) => node<Query>({ kind: 'Query', ...q } as never)),
  }
})

const column: fc.Arbitrary<ColumnDefinition> = fc
  .record({
    name,
    type: dataType,
    key: flag,
    nullable: fc.constantFrom(undefined, true, false),
    default: fc.oneof(
      fc.constant(undefined),
      text.map((value) => ({ kind: 'DefaultLiteral', value })),
    ),
    comment: fc.option(text, { nil: undefined }),
  })
  .map((fields) => node<ColumnDefinition>({ kind: 'ColumnDefinition', ...fields } as never))

const distribution: fc.Arbitrary<DistributionDesc> = fc
  .tuple(names, fc.option(fc.nat(100), { nil: undefined }))
  .map(([columns, buckets]) => node<DistributionDesc>({ kind: 'HashDistributionDesc', columns, buckets } as never))

const bound = fc.oneof(
  fc.constant({ kind: 'MaxValue' } as const),
  text.map((value) => ({ kind: 'PartitionValue', value }) as const),
)
const bounds = fc.array(bound, { minLength: 1, maxLength: 2 })

const partition: fc.Arbitrary<PartitionDesc> = fc.oneof(
  fc.tuple(names, name, bounds, bounds).map(([columns, p, lower, upper]): PartitionDesc => ({
    kind: 'RangePartitionDesc',
    columns,
    partitions: [
      { kind: 'FixedRangePartition', name: p, lower, upper },
      { kind: 'LessThanPartition', name: p, upper },
    ],
  })),
  fc
    .tuple(names, name, fc.array(fc.tuple(fc.option(text), text), { minLength: 1, maxLength: 3 }))
    .map(([columns, p, values]): PartitionDesc => ({
      kind: 'ListPartitionDesc',
      columns,
      partitions: [{ kind: 'ListPartition', name: p, values }],
    })),
  names.map((columns): PartitionDesc => ({
    kind: 'ExpressionPartitionDesc',
    expressions: columns.map((part) => ({ kind: 'ColumnReference', parts: [part] })),
  })),
)

export const createTable: fc.Arbitrary<CreateTableStatement> = fc
  .record({
    name: qualifiedName,
    ifNotExists: flag,
    columns: fc.array(column, { minLength: 1, maxLength: 4 }),
    key: fc.option(
      names.map((columns) => ({ kind: 'KeyDesc', type: 'PRIMARY', columns })),
      { nil: undefined },
    ),
    comment: fc.option(text, { nil: undefined }),
    partition: fc.option(partition, { nil: undefined }),
    distribution: fc.option(distribution, { nil: undefined }),
    properties: fc.option(
      fc.array(fc.record({ kind: fc.constant('Property'), key: text, value: text }), { minLength: 1, maxLength: 3 }),
      { nil: undefined },
    ),
  })
  .map((fields) => node<CreateTableStatement>({ kind: 'CreateTableStatement', ...fields } as never))
