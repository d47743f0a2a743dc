import type { Capabilities } from '../capabilities.ts'
import { withObject, withoutObject } from '../state.ts'
import type { ObjectChange, SchemaObject } from '../state.ts'
import type { Expression } from '../../language/index.ts'
import type { Column } from '../types/column.ts'
import type { DataType } from '../types/data-type.ts'
import type { Target } from '../types/capabilities.ts'
import type { ClusterFacts } from '../types/cluster-facts.ts'
import type { Refusal } from '../types/diagnostic.ts'
import type { ObjectName } from '../types/names.ts'
import type { SchemaState } from '../types/schema-state.ts'

/** What a statement is applied on: the server that is imitated, and the session's place in it. */
export interface ApplyContext {
  readonly target: Target
  readonly currentDatabase?: string
  readonly currentCatalog?: string
  /** The statement's own text, if its tree carries positions: then messages name lines and columns as the server does. */
  readonly source?: string
  /**
   * Settings of the frontend that decide about statements, such as `enable_experimental_gin`. A setting that is not given is unknown: nothing is
   * refused because of it.
   */
  readonly frontendConfig?: Readonly<Record<string, string>>
  /** The type of an expression over columns, from a caller that knows more functions than these rules do; undefined: nothing is concluded. */
  readonly expressionType?: (expression: Expression, columns: readonly Column[]) => DataType | undefined
  /** The state holds some of the server's databases: queries that read others are taken, and nothing is known of what they read. */
  readonly partial?: true
  /** The call of a function that does not exist, from a caller that knows all functions. */
  readonly unknownFunction?: (expression: Expression, columns: readonly Column[]) => UnknownFunction | undefined
  /** What is around the schema, as far as it is known. */
  readonly cluster?: ClusterFacts
}

/** A call of a function that does not exist, and its signature in the server's words: `hash(int(11))`. */
export interface UnknownFunction {
  readonly signature: string
  readonly call: Expression
}

/** What the server does after accepting a statement, in the words of the plan's job kinds. */
export type StatementJob = 'metadata' | 'fast-schema-evolution' | 'schema-change' | 'optimize' | 'rollup' | 'refresh'

/** A consequence of a statement beyond the new state. */
export type StatementEffect =
  | { readonly kind: 'Job'; readonly object: ObjectName; readonly job: StatementJob }
  | { readonly kind: 'Inactivates'; readonly view: ObjectName; readonly reason: string }

export type ApplyResult =
  | ({ readonly kind: 'applied' } & Applied)
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** What every rule gets to see. */
export interface ApplyScope {
  readonly state: SchemaState
  readonly context: ApplyContext
  readonly capabilities: Capabilities
}

export interface Applied {
  /** Made when it is asked for. */
  readonly state: SchemaState
  /** All that is different in the state, where that is one object: whoever runs many statements puts it in its place instead of copying the state for each. */
  readonly change?: ObjectChange
  readonly effects: readonly StatementEffect[]
}

/** A change of metadata only. */
export function applied(state: SchemaState, ...effects: readonly StatementEffect[]): Applied {
  return { state, effects }
}

/** An object comes, or takes the place of the one of its kind and name. */
export function put(
  { state: before }: Pick<ApplyScope, 'state'>,
  name: ObjectName,
  object: SchemaObject,
  ...effects: readonly StatementEffect[]
): Applied {
  return later({ name, object }, () => withObject(before, name, object), effects)
}

/** An object goes. */
export function removed(
  { state: before }: Pick<ApplyScope, 'state'>,
  name: ObjectName,
  ...effects: readonly StatementEffect[]
): Applied {
  return later({ name, object: undefined }, () => withoutObject(before, name), effects)
}

function later(change: ObjectChange, makeState: () => SchemaState, effects: readonly StatementEffect[]): Applied {
  let state: SchemaState | undefined
  return {
    get state() {
      return (state ??= makeState())
    },
    change,
    effects,
  }
}
