import { StarRocksKitError } from '../errors/base.ts'
import { parseStatements } from '../language/index.ts'
import { overrideProperties } from '../operations/index.ts'
import type { PropertyOverrides } from '../operations/index.ts'
import { modelledSql, planOperations } from '../plan/index.ts'
import type { Plan, PlanError } from '../plan/index.ts'
import { StatementFold } from '../schema/apply-statement/statement-fold.ts'
import type { SchemaState, Target } from '../schema/index.ts'
import { emptyDatabase, emptySchema, withDatabase, withObject } from '../schema/state.ts'
import { completeOperations } from './complete-operations.ts'
import type { DataStepCode } from './script/data-step.ts'
import type { RevisionFolder } from './revisions/files.ts'
import { RevisionGraph } from './revisions/revision-graph.ts'
import { describeRevision } from './revisions/revision.ts'
import type { Direction, Revision } from './revisions/revision.ts'
import { collectOperations } from './script/script.ts'
import type { MigrationScript, ScriptContext } from './script/script.ts'

/** What a plan of revisions depends on, beside the revisions. */
export interface PlannerContext extends ScriptContext {
  readonly folder: RevisionFolder
  /** The server that plans are made for. */
  readonly target: Target
  /** Properties that tables and materialized views have whatever revisions say. */
  readonly properties?: PropertyOverrides
  /** Databases beside the default one that are there before the first revision. */
  readonly databases?: readonly string[]
  /** What was there before the first revision; nothing but empty databases unless given. */
  readonly initialState?: SchemaState
}

/** One revision with everything that it would run. */
export interface RevisionPlan {
  readonly revision: Revision
  readonly direction: Direction
  readonly plan: Plan
  /** The functions of its data steps, by their `action`. */
  readonly code: readonly DataStepCode[]
  /** The schema before its first statement. */
  readonly from: SchemaState
  /** The revision says itself that it may lose data. */
  readonly allowDestructive: boolean
  /** A baseline: databases may have run other revisions in its place. */
  readonly squashes: boolean
}

/** A revision that the server would not carry out: nothing of the whole path was run. */
export class RevisionPlanError extends StarRocksKitError {
  readonly code = 'REVISION_PLAN'
  readonly revision: string
  readonly direction: Direction
  readonly errors: readonly PlanError[]

  constructor({ revision, direction }: Pick<RevisionPlan, 'revision' | 'direction'>, errors: readonly PlanError[]) {
    const list = errors
      .map(({ message, remedy }) => `  ${message}${remedy === undefined ? '' : ` ${remedy}`}`)
      .join('\n')
    super(
      `StarRocks would refuse the ${direction} of ${describeRevision(revision)}, so nothing was run:\n${list}` +
        (revision.file === undefined ? '' : `\nCorrect ${revision.file}.`),
    )
    this.revision = revision.id
    this.direction = direction
    this.errors = errors
  }
}

/** Plans revisions with nothing connected: the state before each is what the revisions before it have made. */
export class RevisionPlanner {
  readonly #context: PlannerContext
  #graph: Promise<RevisionGraph> | undefined
  readonly #scripts = new Map<string, Promise<MigrationScript>>()

  constructor(context: PlannerContext) {
    this.#context = context
  }

  get context(): PlannerContext {
    return this.#context
  }

  /** The graph of the revision files, read once. */
  graph(): Promise<RevisionGraph> {
    this.#graph ??= this.#context.folder.list().then((revisions) => new RevisionGraph(revisions))
    return this.#graph
  }

  /**
   * Plans a path of revisions, in its order.
   *
   * @param applied the applied heads before the path.
   * @throws RevisionPlanError when the server would refuse a statement; errors of revision files.
   */
  async planFor(
    path: readonly Revision[],
    direction: Direction,
    applied: readonly string[],
  ): Promise<readonly RevisionPlan[]> {
    if (path.length === 0) return []
    const graph = await this.graph()
    let state = await this.stateAt(graph.inOrder(graph.ancestors(applied, { dependencies: true })))
    const plans: RevisionPlan[] = []
    await this.#loadAll(path)
    for (const revision of path) {
      const { plan, code } = await this.#plan(revision, direction, state)
      const { allowDestructive = false, squashes = false } = await this.#load(revision)
      if (plan.errors.length > 0) throw new RevisionPlanError({ revision, direction }, plan.errors)
      plans.push({ revision, direction, plan, code, from: state, allowDestructive, squashes })
      state = this.#after(state, plan)
    }
    return plans
  }

  /**
   * The schema that these revisions make, in this order. What cannot be understood of them, such as SQL of another kind, changes nothing. An object whose
   * definition reads what no revision has made is there all the same: the server has let it be created.
   */
  async stateAt(revisions: readonly Revision[]): Promise<SchemaState> {
    const { initialState, databases = [], defaultDatabase } = this.#context
    let state =
      initialState ??
      [defaultDatabase, ...databases].reduce((schema, name) => withDatabase(schema, emptyDatabase(name)), emptySchema())
    await this.#loadAll(revisions)
    for (const revision of revisions) {
      const { plan } = await this.#plan(revision, 'upgrade', state)
      state = withCreated(this.#after(state, plan), plan.errors)
    }
    return state
  }

  /** The schema before and after one statement of a plan; `index` counts from 0. */
  statesAround(
    { from, plan }: RevisionPlan,
    index: number,
  ): { readonly before: SchemaState; readonly after: SchemaState } {
    const before = this.#after(from, { ...plan, steps: plan.steps.slice(0, index) })
    return { before, after: this.#after(before, { ...plan, steps: plan.steps.slice(index, index + 1) }) }
  }

  /** The schema that a plan leads to. */
  stateAfter({ from, plan }: RevisionPlan): SchemaState {
    return this.#after(from, plan)
  }

  async #plan(
    revision: Revision,
    direction: Direction,
    from: SchemaState,
  ): Promise<Pick<RevisionPlan, 'plan' | 'code'>> {
    const { target, defaultDatabase, properties = {} } = this.#context
    const script = await this.#load(revision)
    const { operations: recorded, code } = collectOperations(script, direction, this.#context)
    const overridden = recorded.map((operation) => overrideProperties(operation, properties))
    const operations = completeOperations(overridden, from, { target, defaultDatabase })
    return { plan: planOperations(operations, { from, target, defaultDatabase }), code }
  }

  #load(revision: Revision): Promise<MigrationScript> {
    const known = this.#scripts.get(revision.id)
    const script = known ?? this.#context.folder.load(revision)
    if (known === undefined) this.#scripts.set(revision.id, script)
    return script
  }

  /** Hundreds of files are opened together, not one after another. */
  async #loadAll(revisions: readonly Revision[]): Promise<void> {
    await Promise.all(revisions.map((revision) => this.#load(revision)))
  }

  /** The fold of the statements that run, so that plan and execution cannot differ. */
  #after(state: SchemaState, plan: Plan): SchemaState {
    const { target, defaultDatabase } = this.#context
    const fold = new StatementFold(state)
    for (const step of plan.steps) {
      // SQL written by hand may be beyond the parser: then it changes nothing that is known of.
      for (const statement of parseStatements(modelledSql(step)).statements) {
        fold.run(statement, { target, currentDatabase: defaultDatabase, partial: true })
      }
    }
    return fold.state
  }
}

/** The state with the objects whose creation was refused. */
function withCreated(state: SchemaState, errors: readonly PlanError[]): SchemaState {
  return errors
    .flatMap(({ operations }) => operations)
    .reduce((created, operation) => {
      switch (operation.kind) {
        case 'CreateView':
        case 'CreateMaterializedView':
          return withObject(created, operation.view, operation.definition)
        default:
          return created
      }
    }, state)
}
