/** What a file name of a revision is made from. */
export interface RevisionNameParts {
  readonly revision: string
  readonly message: string
  readonly createdAt: Date
}

const SLUG_LENGTH = 40

/**
 * The name of a new revision file, in UTC, so that files sort by age whoever makes them.
 *
 * @example revisionFileName({ revision: '1f2e3d4c5b6a', message: 'Add age', createdAt }) // 20261123_213000_1f2e3d4c5b6a_add_age.ts
 */
export function revisionFileName({ revision, message, createdAt }: RevisionNameParts): string {
  const [date = '', time = ''] = createdAt.toISOString().split('T')
  const stamp = `${date.replaceAll('-', '')}_${time.slice(0, 8).replaceAll(':', '')}`
  return [stamp, revision, slug(message)].filter((part) => part !== '').join('_') + '.ts'
}

/** Letters of any script and digits; everything else becomes one underscore, and whole words are kept where possible. */
function slug(message: string): string {
  const text = message
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/gu, '')
  if (text.length <= SLUG_LENGTH) return text
  const cut = text.slice(0, SLUG_LENGTH + 1)
  const end = cut.lastIndexOf('_')
  return end > 0 ? cut.slice(0, end) : text.slice(0, SLUG_LENGTH)
}

/** A new id: 12 hexadecimal digits, at least one of them a letter, so that it never reads as a number. */
export function newRevisionId(): string {
  for (;;) {
    const id = crypto.randomUUID().replaceAll('-', '').slice(0, 12)
    if (/[a-f]/u.test(id)) return id
  }
}
