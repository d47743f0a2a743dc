import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

async function pages(): Promise<readonly string[]> {
  const docs = (await readdir(join(ROOT, 'docs'))).filter((name) => name.endsWith('.md'))
  const others = ['README.md', 'packages/starrocks-kit/README.md', 'packages/starrocks-embedded/README.md']
  return [...others, ...docs.map((name) => join('docs', name))]
}

/** As code hosts make them: small letters, what is neither letter nor digit left out, blanks as hyphens. */
function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gmu)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

test('links between pages lead to pages and headings that are there, and every page is in the index', async () => {
  const broken: string[] = []
  for (const page of await pages()) {
    const text = (await readFile(join(ROOT, page), 'utf8')).replaceAll(/^```[\s\S]*?^```$/gmu, '')
    for (const [, link = ''] of text.matchAll(/\]\(([^)\s]+)\)/gu)) {
      if (/^[a-z]+:/u.test(link)) continue
      const [path = '', anchor] = link.split('#')
      const file = path === '' ? join(ROOT, page) : resolve(ROOT, dirname(page), path)
      if (!existsSync(file)) broken.push(`${page}: ${link}`)
      else if (anchor !== undefined && !anchorsOf(await readFile(file, 'utf8')).includes(anchor))
        broken.push(`${page}: ${link}`)
    }
  }
  expect(broken).toEqual([])
  const index = await readFile(join(ROOT, 'docs', 'README.md'), 'utf8')
  for (const page of await pages())
    if (page.startsWith('docs/') && page !== 'docs/README.md') expect(index).toContain(`(${page.slice(5)})`)
})
