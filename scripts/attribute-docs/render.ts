import { OMISSION_RULES } from '../../packages/starrocks-kit/src/schema/index.ts'
import { ATTRIBUTES } from './attributes.ts'
import { capabilityRows } from './capabilities.ts'
import { outcomeOf } from './outcome.ts'
import { materializedViewProperties, tableProperties } from './properties.ts'
import { SPECIMENS } from './specimens.ts'
import { TARGETS } from './targets.ts'

const INTRODUCTION = `# Attributes, stage by stage

<!-- Written by scripts/generate-attribute-docs.ts from the tables and rules of the code: do not edit. -->

What becomes of each attribute of a table, view or materialized view: how a model declares it, where the server tells it, what leaving it out means, and what a
change of it takes on each kind of server. The changes were tried out on the rules that plans are checked with.

- **in place**: done when the statement returns. **job, no rewrite**: a schema-change job that touches no rows. **job, rewrite**: one that writes them anew.
- **rebuild**: no ALTER leads there; the plan says why and how to go about it. **replaced**: the view is made anew under its name.
- **beside and swap**: another materialized view is made, refreshed and swapped in. **left alone**, **reported**: nothing is changed.
- **not there**: the server refuses one of the two definitions.
`

const PLURAL = {
  Table: 'Tables',
  Column: 'Columns',
  Index: 'Indexes',
  View: 'Views',
  MaterializedView: 'Materialized views',
  Database: 'Databases',
} as const

const OMITTED = { none: 'empty', serverDefault: 'the default of the server', unmanaged: 'whatever is there' } as const

/** The page as Markdown. */
export function attributeDocs(): string {
  const sections = [
    INTRODUCTION,
    '## Declaring and introspecting\n',
    stagesTable(),
    '## Changing\n',
    'The rule is the one by which both sides are compared; *back* says whether every operation has its reverse.\n',
    changesTable(),
    '## Table properties\n',
    'Names not listed here are refused, as the server does; with a server newer than 4.1 they are passed on as they are, and never changed on their own.\n',
    propertyTable(tableProperties()),
    '## Materialized view properties\n',
    'Besides these, `session.<variable>`.\n',
    propertyTable(materializedViewProperties()),
    '## What servers can do\n',
    markdown(['Capability', ...TARGETS.map(({ title }) => title)], capabilityRows()),
  ]
  return `${sections.join('\n')}`
}

function stagesTable(): string {
  const rows = Object.entries(OMISSION_RULES).flatMap(([object, attributes]) =>
    Object.entries(attributes).map(([attribute, rule]) => {
      const entry = Object.entries(Object.entries(ATTRIBUTES).find(([name]) => name === object)?.[1] ?? {}).find(
        ([name]) => name === attribute,
      )?.[1]
      return [plural(object), attribute, entry?.declared ?? '', entry?.introspected ?? '', OMITTED[rule]]
    }),
  )
  return markdown(['Object', 'Attribute', 'Declared by', 'Introspected from', 'Left out means'], rows)
}

function plural(object: string): string {
  return Object.entries(PLURAL).find(([name]) => name === object)?.[1] ?? object
}

function changesTable(): string {
  requireSpecimens()
  const rows = SPECIMENS.map((specimen) => {
    const outcomes = TARGETS.map(({ target }) => outcomeOf(specimen, target))
    const rule = outcomes.find((outcome) => outcome.rule !== undefined)?.rule ?? ''
    const reverse = outcomes.find((outcome) => outcome.reverse !== undefined)?.reverse ?? ''
    const alters = outcomes.map(({ alter }) => alter)
    return [plural(specimen.object), specimen.attribute, specimen.change, rule, ...alters, reverse]
  })
  return markdown(['Object', 'Attribute', 'Change', 'Rule', ...TARGETS.map(({ title }) => title), 'Back'], rows)
}

/** Every attribute that has a rule for being left out has a change to show. */
function requireSpecimens(): void {
  for (const [object, attributes] of Object.entries(OMISSION_RULES)) {
    // Properties of databases are never changed: there is no statement for it in every version.
    if (object === 'Database') continue
    for (const attribute of Object.keys(attributes)) {
      // Columns and indexes of tables are shown where they are changed.
      if (!SPECIMENS.some((specimen) => specimen.attribute === attribute)) {
        throw new Error(`no specimen shows a change of ${object}.${attribute}: add one`)
      }
    }
  }
}

function propertyTable(rows: readonly (readonly string[])[]): string {
  return markdown(['Property', 'Values', 'Default', 'Left out', 'ALTER', 'Run mode', 'Since'], rows)
}

function markdown(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(titles), `| ${titles.map(() => '---').join(' | ')} |`, ...rows.map(line), ''].join('\n')
}
