import type { Statement } from 'starrocks-kit/language'
import type { StatementResult } from '../../wire/handler.ts'
import type { SourceText } from '../source-text.ts'
import type { SessionState } from '../session-state.ts'
import { runClusterObject } from './run-cluster-object.ts'
import { runDictionary } from './run-dictionary.ts'
import { runFunction } from './run-function.ts'
import { runPipe } from './run-pipe.ts'
import { runResourceGroup } from './run-resource-group.ts'
import { runRoutineLoad } from './run-routine-load.ts'
import { runSecurityObject } from './run-security-object.ts'
import { runTask } from './run-task.ts'

/** Runs a statement about what lies beside tables and views: external catalogs, storage volumes, dictionaries, functions, resource groups, security, tasks, pipes, routine loads; undefined for all others. */
export async function runObject(
  statement: Statement,
  source: SourceText,
  session: SessionState,
): Promise<StatementResult | undefined> {
  return (
    (await runClusterObject(statement, session)) ??
    (await runDictionary(statement, session)) ??
    (await runFunction(statement, session)) ??
    (await runResourceGroup(statement, session)) ??
    (await runSecurityObject(statement, session)) ??
    (await runTask(statement, source, session)) ??
    (await runPipe(statement, session)) ??
    (await runRoutineLoad(statement, session))
  )
}
