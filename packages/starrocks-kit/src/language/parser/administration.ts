import type { Statement } from '../ast/statement.ts'
import {
  alterRole,
  alterSecurityIntegration,
  alterUser,
  createRole,
  createSecurityObject,
  createUser,
} from './account.ts'
import { dropRole, dropSecurityObject, dropUser, executeAs, setDefaultRole, setRole } from './account.ts'
import { setUserProperty, showAuthentication, showCreateSecurityObject } from './account.ts'
import { analyze, createAnalyze, dropAnalyzeJob, dropStats, killAnalyze } from './analyze.ts'
import { backup, cancelBackup, createRepository, dropRepository, restore } from './backup.ts'
import type { CommandTable } from './commands.ts'
import { commandAt, commandTable } from './commands.ts'
import type { Cursor } from './cursor.ts'
import { atCreateFunction, createFunction, dropFunction } from './function.ts'
import { alterRoutineLoad, controlRoutineLoad, createRoutineLoad, showCreateRoutineLoad, showLoadJobs } from './load.ts'
import { deallocate, execute, prepare } from './prepare.ts'
import { grant, revoke, showGrants } from './privilege.ts'
import { alterCatalog, alterResource, alterResourceGroup, alterStorageVolume, createCatalog } from './resource.ts'
import { createResource, createResourceGroup, createStorageVolume, descStorageVolume, dropCatalog } from './resource.ts'
import { dropResource, dropResourceGroup, dropStorageVolume, showResourceGroup } from './resource.ts'
import { alterPipe, cacheSelect, createDictionary, createPipe, descPipe, dropDictionary, dropPipe } from './task.ts'
import { dropTask, refreshDictionary, showDictionary, submitTask } from './task.ts'

type Productions = Readonly<Record<string, (c: Cursor) => Statement>>

/** The production of each statement that its first words choose. */
const makeProductions = (): Productions => ({
  'ALTER CATALOG': alterCatalog,
  'ALTER PIPE': alterPipe,
  'ALTER RESOURCE': alterResource,
  'ALTER RESOURCE GROUP': alterResourceGroup,
  'ALTER ROLE': alterRole,
  'ALTER ROUTINE LOAD': alterRoutineLoad,
  'ALTER SECURITY INTEGRATION': alterSecurityIntegration,
  'ALTER STORAGE VOLUME': alterStorageVolume,
  'ALTER USER': alterUser,
  ANALYZE: analyze,
  BACKUP: backup,
  'CACHE SELECT': cacheSelect,
  'CANCEL BACKUP': cancelBackup,
  'CANCEL REFRESH DICTIONARY': refreshDictionary,
  'CANCEL RESTORE': cancelBackup,
  'CREATE ANALYZE': createAnalyze,
  'CREATE DICTIONARY': createDictionary,
  'CREATE EXTERNAL CATALOG': createCatalog,
  'CREATE EXTERNAL RESOURCE': createResource,
  'CREATE GROUP PROVIDER': createSecurityObject,
  'CREATE OR REPLACE PIPE': createPipe,
  'CREATE PIPE': createPipe,
  'CREATE READ ONLY REPOSITORY': createRepository,
  'CREATE REPOSITORY': createRepository,
  'CREATE RESOURCE': createResource,
  'CREATE RESOURCE GROUP': createResourceGroup,
  'CREATE ROLE': createRole,
  'CREATE ROUTINE LOAD': createRoutineLoad,
  'CREATE SECURITY INTEGRATION': createSecurityObject,
  'CREATE STORAGE VOLUME': createStorageVolume,
  'CREATE USER': createUser,
  'DEALLOCATE PREPARE': deallocate,
  'DESC PIPE': descPipe,
  'DESC STORAGE VOLUME': descStorageVolume,
  'DESCRIBE PIPE': descPipe,
  'DESCRIBE STORAGE VOLUME': descStorageVolume,
  'DROP ALL ANALYZE JOB': dropAnalyzeJob,
  'DROP ANALYZE': dropAnalyzeJob,
  'DROP CATALOG': dropCatalog,
  'DROP DICTIONARY': dropDictionary,
  'DROP FUNCTION': dropFunction,
  'DROP GLOBAL FUNCTION': dropFunction,
  'DROP GROUP PROVIDER': dropSecurityObject,
  'DROP MULTIPLE COLUMNS STATS': dropStats,
  'DROP PIPE': dropPipe,
  'DROP PREPARE': deallocate,
  'DROP REPOSITORY': dropRepository,
  'DROP RESOURCE': dropResource,
  'DROP RESOURCE GROUP': dropResourceGroup,
  'DROP ROLE': dropRole,
  'DROP SECURITY INTEGRATION': dropSecurityObject,
  'DROP STATS': dropStats,
  'DROP STORAGE VOLUME': dropStorageVolume,
  'DROP TASK': dropTask,
  'DROP USER': dropUser,
  EXECUTE: execute,
  'EXECUTE AS': executeAs,
  GRANT: grant,
  'KILL ANALYZE': killAnalyze,
  'PAUSE ROUTINE LOAD': controlRoutineLoad,
  PREPARE: prepare,
  'REFRESH DICTIONARY': refreshDictionary,
  'RESTORE SNAPSHOT': restore,
  'RESUME ROUTINE LOAD': controlRoutineLoad,
  REVOKE: revoke,
  'SET DEFAULT ROLE': setDefaultRole,
  'SET PROPERTY': setUserProperty,
  'SET ROLE': setRole,
  'SHOW ALL AUTHENTICATION': showAuthentication,
  'SHOW ALL ROUTINE LOAD': showLoadJobs,
  'SHOW ALL STREAM LOAD': showLoadJobs,
  'SHOW AUTHENTICATION': showAuthentication,
  'SHOW CREATE GROUP PROVIDER': showCreateSecurityObject,
  'SHOW CREATE ROUTINE LOAD': showCreateRoutineLoad,
  'SHOW CREATE SECURITY INTEGRATION': showCreateSecurityObject,
  'SHOW DICTIONARY': showDictionary,
  'SHOW GRANTS': showGrants,
  'SHOW RESOURCE GROUP': showResourceGroup,
  'SHOW RESOURCE GROUPS': showResourceGroup,
  'SHOW ROUTINE LOAD': showLoadJobs,
  'SHOW STREAM LOAD': showLoadJobs,
  'SHOW USAGE RESOURCE GROUP': showResourceGroup,
  'SHOW USAGE RESOURCE GROUPS': showResourceGroup,
  'SHOW VERBOSE RESOURCE GROUP': showResourceGroup,
  'SHOW VERBOSE RESOURCE GROUPS': showResourceGroup,
  'STOP ROUTINE LOAD': controlRoutineLoad,
  'SUBMIT TASK': submitTask,
})

/** The words of these statements, for the error of an unknown one. */
export function administrationCommands(): readonly string[] {
  const functions = ['', 'AGGREGATE ', 'GLOBAL ', 'OR REPLACE ', 'TABLE '].map((words) => `CREATE ${words}FUNCTION`)
  return [...Object.keys(makeProductions()), ...functions]
}

/** Made by the first statement of this kind: those who parse none do not wait for it. */
let lookup: { readonly productions: Productions; readonly table: CommandTable } | undefined

function makeLookup(): { readonly productions: Productions; readonly table: CommandTable } {
  const productions = makeProductions()
  return { productions, table: commandTable(Object.keys(productions)) }
}

/** A statement about accounts, privileges, resources, loads, tasks, functions, statistics or backups; undefined when it is none of them. */
export function optionalAdministration(c: Cursor): Statement | undefined {
  if (c.kind === 'CREATE' && atCreateFunction(c)) return createFunction(c)
  lookup ??= makeLookup()
  const command = commandAt(c, lookup.table)
  return command === undefined ? undefined : lookup.productions[command]?.(c)
}
