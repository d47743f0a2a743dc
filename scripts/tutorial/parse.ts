/** One fenced block of the tutorial, or the heading above it. */
export type TutorialStep =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string; readonly content: string }
  | { readonly kind: 'shown-file'; readonly path: string; readonly content: string }
  | { readonly kind: 'sql'; readonly content: string }
  | {
      readonly kind: 'commands'
      readonly commands: readonly string[]
      readonly exitCode: number
      /** What the page shows as the output of the block; `…` stands for any text. */
      readonly output?: string
    }

/**
 * Reads a tutorial page.
 *
 * - ` ```ts file=PATH ` writes a file, ` ```ts show=PATH ` shows one that must look like that (`…` as in outputs);
 * - ` ```sh ` runs each line as a command (`exit=N`: the exit code of the last one);
 * - ` ```text ` right after it is the output of that block;
 * - ` ```sql ` runs on the server, by other means than starrocks-kit;
 * - `norun` behind any of them: shown only.
 */
export function parseTutorial(markdown: string): readonly TutorialStep[] {
  const steps: TutorialStep[] = []
  const lines = markdown.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? ''
    if (line.startsWith('## ')) steps.push({ kind: 'heading', text: line.slice(3) })
    const fence = /^```(\w+) ?(.*)$/.exec(line)
    if (fence === null) continue
    const end = lines.indexOf('```', i + 1)
    if (end < 0) throw new Error(`line ${i + 1}: the block is not closed`)
    const content = `${lines.slice(i + 1, end).join('\n')}\n`
    addBlock(steps, fence[1] ?? '', fence[2] ?? '', content, i + 1)
    i = end
  }
  return steps
}

function addBlock(steps: TutorialStep[], language: string, attributes: string, content: string, line: number): void {
  const attribute = (name: string): string | undefined => new RegExp(`(?:^| )${name}=(\\S+)`).exec(attributes)?.[1]
  const file = attribute('file')
  const shown = attribute('show')
  if (file !== undefined) steps.push({ kind: 'file', path: file, content })
  else if (shown !== undefined) steps.push({ kind: 'shown-file', path: shown, content })
  else if (attributes.includes('norun')) return
  else if (language === 'sql') steps.push({ kind: 'sql', content })
  else if (language === 'sh')
    steps.push({ kind: 'commands', commands: content.trim().split('\n'), exitCode: Number(attribute('exit') ?? 0) })
  else if (language === 'text') {
    const last = steps.at(-1)
    if (last?.kind !== 'commands') throw new Error(`line ${line}: an output block must follow its commands`)
    steps[steps.length - 1] = { ...last, output: content }
  } else throw new Error(`line ${line}: say what the ${language} block is (file=, show=, norun)`)
}

/** Whether `actual` is what the page shows: `…` stands for any text, a line of its own for any lines. */
export function matchesShown(shown: string, actual: string): boolean {
  const pattern = shown
    .trimEnd()
    .split('\n')
    .map((line) => (line.trim() === '…' ? '[\\s\\S]*' : line.split('…').map(escapeRegExp).join('.*')))
    .join('\n')
    .replaceAll('\n[\\s\\S]*', '[\\s\\S]*')
  return new RegExp(`^${pattern}\\s*$`).test(actual)
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
