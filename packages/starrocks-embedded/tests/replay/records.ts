import type { SessionRecord } from './play-sessions.ts'

/** The recorded servers. */
export const RECORDS = {
  '3.2': { file: 'engine-3.2.jsonl', version: '3.2' },
  '3.3': { file: 'engine-3.3.jsonl', version: '3.3.5' },
  '3.5': { file: 'engine-3.5.jsonl', version: '3.5.7' },
  'main-2025-06': { file: 'engine.jsonl', version: 'main-2025-06' },
  '4.1': { file: 'engine-4.1.jsonl', version: '4.1' },
  'shared-data': { file: 'engine-shared-data.jsonl', version: 'main-2025-06', runMode: 'shared_data' },
} as const satisfies Readonly<Record<string, SessionRecord>>
