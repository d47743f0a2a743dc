import { LINT_RULES } from '../migrations/index.ts'
import type { LintFinding } from '../migrations/index.ts'
import { VERSION } from '../util/version.ts'

/** Findings as SARIF 2.1.0, which code hosts show beside the changed lines. */
export function sarif(findings: readonly LintFinding[]): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'starrocks-kit',
            version: VERSION,
            rules: LINT_RULES.map(({ code, name, description, severity }) => ({
              id: code,
              name,
              shortDescription: { text: description },
              defaultConfiguration: { level: severity },
            })),
          },
        },
        results: findings.map(({ code, severity, message, file, line }) => ({
          ruleId: code,
          level: severity,
          message: { text: message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: file.replaceAll('\\', '/') },
                region: { startLine: line },
              },
            },
          ],
        })),
      },
    ],
  }
}
