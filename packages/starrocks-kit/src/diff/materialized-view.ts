import { isDeepStrictEqual } from 'node:util'
import { applyOperations } from '../operations/index.ts'
import type { Operation } from '../operations/index.ts'
import { findMaterializedView, withObject } from '../schema/state.ts'
import type { MaterializedView, PartitionItem, RefreshScheme } from '../schema/index.ts'
import { COMMENT_RULE } from './comment.ts'
import { DISTRIBUTION_RULE, distributionSatisfied } from './distribution.ts'
import { compareAll, compared, isEqual, NOTHING, withOperations, withReason } from './finding.ts'
import type { CompareContext, Comparator, Comparators, Finding } from './finding.ts'
import { compareMaterializedViewProperties } from './properties.ts'
import { compareQuery, compareViewColumns } from './query.ts'
import { SORT_KEY_RULE, sortKeySatisfied } from './sort-key.ts'
import { compareIndexes } from './table-index.ts'

const CANNOT = 'ALTER MATERIALIZED VIEW cannot change the '
const cannot = (what: string): string => `${CANNOT}${what}`

/** One sentence of all that ALTER cannot change, and what else there is. */
function oneSentence(reasons: readonly string[]): readonly string[] {
  const unchangeable = reasons.flatMap((reason) => (reason.startsWith(CANNOT) ? [reason.slice(CANNOT.length)] : []))
  const others = reasons.filter((reason) => !reason.startsWith(CANNOT))
  if (unchangeable.length < 2) return reasons
  const list = `${unchangeable.slice(0, -1).join(', the ')} and the ${unchangeable.at(-1) ?? ''}`
  return [cannot(list), ...others]
}

/** A verdict that only building the view anew can change. */
function fixed(what: string, finding: Finding): Finding {
  return isEqual(finding) ? finding : withReason(finding, cannot(what))
}

const compareRefresh: Comparator<MaterializedView> = (from, to, context) => {
  const equal = isDeepStrictEqual(canonicalRefresh(from.refresh), canonicalRefresh(to.refresh))
  const rule = 'mode, start and interval; IMMEDIATE and DEFERRED matter only when the view is created'
  const finding = compared(context, 'refresh', from.refresh, to.refresh, equal, rule)
  if (equal) return finding
  if (from.refresh === undefined || to.refresh === undefined) {
    return withReason(finding, 'a synchronous materialized view cannot become asynchronous, nor the other way round')
  }
  return withOperations(finding, [
    { kind: 'ModifyRefreshScheme', view: context.name, from: from.refresh, to: to.refresh },
  ])
}

function canonicalRefresh(refresh: RefreshScheme | undefined): unknown {
  if (refresh === undefined) return undefined
  return [refresh.mode, refresh.start, refresh.every?.count, refresh.every?.unit.toUpperCase()]
}

function itemText(item: PartitionItem): string {
  return item.kind === 'column' ? item.column.toLowerCase() : item.expression.text
}

/** One comparator for each attribute of a materialized view. */
const materializedViewComparators: Comparators<MaterializedView> = {
  // Objects of one kind and name are compared, so these two are equal before anything begins.
  kind: () => NOTHING,
  name: () => NOTHING,
  columns: (from, to, context) => fixed('columns', compareViewColumns(from, to, context)),
  comment: (from, to, context) =>
    fixed('comment', compared(context, 'comment', from.comment, to.comment, from.comment === to.comment, COMMENT_RULE)),
  partitioning: (from, to, context) => {
    const before = from.partitioning?.map(itemText)
    const after = to.partitioning?.map(itemText)
    const rule = 'expressions in their order; left out means not partitioned'
    return fixed(
      'partitioning',
      compared(context, 'partitioning', before, after, isDeepStrictEqual(before, after), rule),
    )
  },
  distribution: (from, to, context) => {
    const equal = distributionSatisfied(from.distribution, to.distribution)
    return fixed(
      'distribution',
      compared(context, 'distribution', from.distribution, to.distribution, equal, DISTRIBUTION_RULE),
    )
  },
  sortKey: (from, to, context) => {
    const equal = sortKeySatisfied(from.sortKey, to.sortKey)
    return fixed('sort key', compared(context, 'sortKey', from.sortKey, to.sortKey, equal, SORT_KEY_RULE))
  },
  refresh: compareRefresh,
  indexes: (from, to, context) => compareIndexes(from.indexes, to.indexes, context),
  properties: compareMaterializedViewProperties,
  query: (from, to, context) => fixed('query', compareQuery(from.query, to.query, context)),
}

/** What it takes to turn one materialized view into the other: alterations where those lead there, else a replacement with all reasons. */
export function diffMaterializedView(
  from: MaterializedView,
  to: MaterializedView,
  declared: MaterializedView,
  context: CompareContext,
): Finding {
  const finding = compareAll(materializedViewComparators, from, to, context)
  if (finding.reasons.length > 0) return replace(finding, from, declared, context, finding.reasons)
  if (finding.operations.length === 0) return finding
  const reasons = whyNot(finding.operations, from, to, context)
  return reasons.length === 0 ? finding : replace(finding, from, declared, context, reasons)
}

function replace(
  finding: Finding,
  from: MaterializedView,
  to: MaterializedView,
  context: CompareContext,
  reasons: readonly string[],
): Finding {
  return {
    ...finding,
    operations: [{ kind: 'ReplaceMaterializedView', view: context.name, from, to, reasons: oneSentence(reasons) }],
    reasons: [],
  }
}

/** Why the operations do not lead from one to the other, if they do not: what the server refuses, or what would still differ. */
function whyNot(
  operations: readonly Operation[],
  from: MaterializedView,
  to: MaterializedView,
  context: CompareContext,
): readonly string[] {
  const result = applyOperations(withObject(context.fromState, context.name, from), operations, context)
  if (result.kind === 'refused') return [result.refusal.message]
  const applied = findMaterializedView(result.state, context.name)
  if (applied === undefined) return ['the alterations lose the view']
  const rest = compareAll(materializedViewComparators, applied, to, context)
  return rest.comparisons.filter(({ equal }) => !equal).map(({ attribute }) => cannot(attribute))
}
