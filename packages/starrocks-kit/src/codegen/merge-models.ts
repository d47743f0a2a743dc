import { objectNameText } from '../schema/state.ts'
import type { GeneratedFile, ModelSource } from './generate-models.ts'
import { findModels } from './models/find-models.ts'
import type { FoundModel } from './models/find-models.ts'
import { byLetters, importStatement } from './models/imports.ts'

export interface MergeOptions {
  readonly defaultDatabase: string
  /** Models that say the same as what was generated, by `objectNameText`: they stay as they are written. */
  readonly same: ReadonlySet<string>
  /** Models of objects that are no more. */
  readonly gone: ReadonlySet<string>
}

/**
 * A file with its models brought up to date: those that differ are written anew in their place, new ones follow at the end, those of objects that are
 * gone are removed. Everything else stays: other code, comments, the bodies of classes.
 */
export function mergeModels(
  source: string,
  generated: Pick<GeneratedFile, 'imports' | 'models'>,
  options: MergeOptions,
): string {
  const { defaultDatabase, same, gone } = options
  const found = new Map(findModels(source, defaultDatabase).map((model) => [objectNameText(model.name), model]))
  let text = source
  // From the end, so that offsets before stay right.
  for (const [key, model] of [...found].toSorted(([, a], [, b]) => b.start - a.start)) {
    const fresh = generated.models.find(({ name }) => objectNameText(name) === key)
    if (gone.has(key)) text = without(text, model)
    else if (fresh !== undefined && !same.has(key)) text = replaced(text, model, fresh)
  }
  const added = generated.models.filter((model) => !found.has(objectNameText(model.name)) && !text.includes(model.text))
  if (text === source && added.length === 0) return source
  // What makes a module of a file without exports says nothing beside models.
  if (added.length > 0) text = text.replace(/^export \{\};?\n?/mu, '')
  const body = [text.trimEnd(), ...added.map((model) => model.text)].filter((block) => block !== '').join('\n\n')
  return `${withImports(body, generated.imports)}\n`
}

function without(source: string, { start, end }: FoundModel): string {
  return source.slice(0, start) + source.slice(end).replace(/^\n{1,2}/u, '')
}

/** Up to the end of the call: the body of a class, and what stands behind a constant, are kept. */
function replaced(source: string, { start, callEnd, style }: FoundModel, { text }: ModelSource): string {
  const call = style === 'class' ? text.slice(0, -' {}'.length) : text
  return source.slice(0, start) + call + source.slice(callEnd)
}

/** The file with what it has to import; names that nothing uses any more are left out. */
function withImports(source: string, imports: GeneratedFile['imports']): string {
  return imports.reduce((text, { module, names }) => {
    const pattern = new RegExp(`^import \\{(?<names>[^}]*)\\} from (['"])${escaped(module)}\\2;?\\n?`, 'mu')
    const statement = pattern.exec(text)
    const before = (statement?.groups?.['names'] ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
    const rest = text.replace(pattern, '')
    const wanted = [...new Set([...before, ...names])]
      .filter((name) =>
        new RegExp(`(?<![\\p{ID_Continue}$.'"])${escaped(localName(name))}(?![\\p{ID_Continue}$'"])`, 'u').test(rest),
      )
      .toSorted(byLetters)
    const at = statement?.index ?? 0
    const line = wanted.length === 0 ? '' : `${importStatement({ module, names: wanted })}\n`
    // A file that imports nothing yet gets a blank line behind its first import.
    const gap = statement === null && line !== '' && !rest.startsWith('import ') ? '\n' : ''
    return rest.slice(0, at) + line + gap + rest.slice(at)
  }, source)
}

/** `type X` and `x as y` import under another name. */
function localName(name: string): string {
  return (
    name
      .replace(/^type /u, '')
      .split(' as ')
      .at(-1) ?? name
  )
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
}
