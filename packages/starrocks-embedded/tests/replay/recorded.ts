export type Cells = readonly (readonly (string | null)[])[]

/** A statement of a session, and what the server answered. */
export interface RecordedStep {
  readonly sql: string
  readonly columns?: readonly string[]
  readonly rows?: Cells
  readonly error?: { readonly code: number; readonly message: string }
  /** The final states of the schema changes that it started. */
  readonly jobs?: unknown
  /** By object, then by probe: what SHOW CREATE, DESC, SHOW FULL COLUMNS and SHOW INDEX said right after. */
  readonly probes?: Readonly<Record<string, Readonly<Record<string, Cells | string>>>>
}

export interface RecordedSession {
  readonly name: string
  readonly steps: readonly RecordedStep[]
}

/** A step of the record of a cluster with rows. */
export interface TranscriptStep {
  readonly sql?: string
  readonly wait?: string
  readonly result?: string
  readonly regex?: boolean
  readonly mods?: readonly string[]
  readonly error?: { readonly code: number; readonly message: string }
}

export interface Transcript {
  readonly file: string
  readonly name: string
  readonly steps: readonly TranscriptStep[]
}
