import {
  AccessDeniedError,
  DatabaseExistsError,
  NoDatabaseSelectedError,
  ServerError,
  ServerSyntaxError,
  ServerTimeoutError,
  TableBusyError,
  TableExistsError,
  TooFewBackendsError,
  UnknownCatalogError,
  UnknownColumnError,
  UnknownDatabaseError,
  UnknownTableError,
} from './server-error.ts'
import type { ServerErrorDetails } from './server-error.ts'

interface Rule {
  /** Error numbers of all versions: those up to 3.2 are MySQL's (1049, 1051, 1054), later ones StarRocks' own (5501, 5502, 5509). */
  readonly codes?: readonly number[]
  /** The server words many refusals as 1064, which says nothing by itself: then the text decides. */
  readonly text?: RegExp
  readonly create: (details: ServerErrorDetails) => ServerError
}

/** Where the analyzer wraps a message, or not: both forms occur for the same refusal. */
const START = String.raw`^(?:Unexpected exception: )?(?:Getting analyzing error[^.]*\. Detail message: )?`

const RULES: readonly Rule[] = [
  {
    codes: [1044, 1045, 1142, 1227, 1252, 5203, 5204],
    create: (details) => new AccessDeniedError(details, 'Grant the privilege, or connect as another user'),
  },
  {
    codes: [1046],
    create: (details) =>
      new NoDatabaseSelectedError(
        details,
        'Name a database in the connection URL: starrocks://user@host:9030/database',
      ),
  },
  {
    codes: [5078, 5080],
    create: (details) => new UnknownCatalogError(details),
  },
  {
    codes: [1008, 1049, 5501],
    text: new RegExp(`${START}(?:Unknown database|Database \\S+ (?:is not found|does not exist))`, 'u'),
    create: (details) => new UnknownDatabaseError(details),
  },
  {
    codes: [1051, 1109, 1146, 5502],
    text: new RegExp(`${START}(?:Unknown table|(?:Table|Materialized view) \\S+ (?:is not found|does not exist))`, 'u'),
    create: (details) => new UnknownTableError(details),
  },
  {
    codes: [1054, 5509],
    text: new RegExp(`${START}Column '[^']*' cannot be resolved`, 'u'),
    create: (details) => new UnknownColumnError(details),
  },
  { codes: [1007], create: (details) => new DatabaseExistsError(details) },
  {
    codes: [1050],
    text: new RegExp(`${START}Table '[^']*' already exists`, 'u'),
    create: (details) => new TableExistsError(details),
  },
  { text: /^Getting syntax error/u, create: (details) => new ServerSyntaxError(details) },
  {
    codes: [5014],
    text: new RegExp(
      `${START}(?:A schema change operation is in progress|A materialized view or rollup index is being created|` +
        String.raw`Table ?\[[^\]]*\](?:'s state)? is (?:under|not NORMAL|doing insert overwrite))`,
      'u',
    ),
    create: (details) =>
      new TableBusyError(details, 'Wait until the job is done: SHOW ALTER TABLE COLUMN tells its progress'),
  },
  {
    text: /replication num should be less than o[fr] equal to|Failed to find enough (?:hosts|backends)/u,
    create: (details) =>
      new TooFewBackendsError(details, 'On a cluster with one backend, set the property replication_num to 1'),
  },
  {
    codes: [5024],
    text: /^Query exceeded time limit/u,
    create: (details) => new ServerTimeoutError(details),
  },
]

/** The error class for what a server answered. A code of its own decides; for 1064 and 5064, which stand for anything, the text does. */
export function serverErrorFor(details: ServerErrorDetails): ServerError {
  const generic = details.errno === 1064 || details.errno === 5064
  const rule = RULES.find((candidate) =>
    generic ? candidate.text?.test(details.serverMessage) : candidate.codes?.includes(details.errno),
  )
  return rule === undefined ? new ServerError(details) : rule.create(details)
}
