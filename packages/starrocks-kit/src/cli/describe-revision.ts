import type { Revision, RevisionGraph } from '../migrations/index.ts'

/** What there is to say of a revision beside its own header. */
export interface RevisionMarks {
  readonly graph?: RevisionGraph
  readonly heads?: readonly string[]
  readonly applied?: readonly string[]
}

/** `1f2e3d4c5b6a (label, head, current), create initial schema` */
export function revisionLine(revision: Revision, marks: RevisionMarks = {}): string {
  const { id, message } = revision
  const names = marksOf(revision, marks)
  const marked = names.length === 0 ? id : `${id} (${names.join(', ')})`
  return message === '' ? marked : `${marked}, ${message.split('\n')[0]}`
}

/** All of it, over several lines. */
export function revisionDetails(revision: Revision, marks: RevisionMarks = {}): string {
  const { id, message, file, createdAt, downRevisions, dependsOn } = revision
  const names = marksOf(revision, marks)
  return [
    `revision ${names.length === 0 ? id : `${id} (${names.join(', ')})`}`,
    `follows  ${downRevisions.length === 0 ? '<base>' : downRevisions.join(', ')}`,
    ...(dependsOn.length === 0 ? [] : [`needs    ${dependsOn.join(', ')}`]),
    ...(createdAt === undefined ? [] : [`created  ${createdAt}`]),
    ...(file === undefined ? [] : [`file     ${file}`]),
    ...(message === '' ? [] : ['', ...message.split('\n').map((line) => `    ${line}`)]),
    '',
  ].join('\n')
}

/** As `--json` prints it. */
export function revisionJson(revision: Revision, marks: RevisionMarks = {}): object {
  const { id, downRevisions, branchLabels, dependsOn, message, createdAt, file } = revision
  const head = isHead(id, marks)
  return {
    revision: id,
    downRevisions,
    branchLabels,
    dependsOn,
    message,
    createdAt: createdAt ?? null,
    file: file ?? null,
    ...(head === undefined ? {} : { head }),
    ...(marks.applied === undefined ? {} : { current: marks.applied.includes(id) }),
  }
}

/** Unknown where no marks tell. */
function isHead(id: string, { heads, graph }: RevisionMarks): boolean | undefined {
  return heads?.includes(id) ?? graph?.heads.some((head) => head.id === id)
}

function marksOf({ id, branchLabels, downRevisions }: Revision, marks: RevisionMarks): readonly string[] {
  const { graph, applied } = marks
  return [
    ...branchLabels,
    ...(isHead(id, marks) === true ? ['head'] : []),
    ...(applied?.includes(id) === true ? ['current'] : []),
    ...(graph !== undefined && graph.children(id).length > 1 ? ['branchpoint'] : []),
    ...(downRevisions.length > 1 ? ['mergepoint'] : []),
  ]
}
