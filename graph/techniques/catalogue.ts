import { POOL_TECHNIQUES } from './across/catalogue.ts'
import { AWS_ACCESS_TECHNIQUES, AWS_PRIVILEGES, AWS_TECHNIQUES } from './aws/index.ts'
import { listAzureTechniques } from './azure/catalogue.ts'
import type { CloudEntry, TechniqueEntry } from './entry.ts'
import { listPermissionTechniques } from './gcp/catalogue.ts'
import { GCP_TECHNIQUES } from './gcp/index.ts'
import type { Permission, PrivilegeTechnique } from './privilege.ts'
import type { AccessTechnique, Technique } from './technique.ts'

/** Every technique, by id. */
export function listTechniques(): readonly TechniqueEntry[] {
  const entries = [
    ...AWS_PRIVILEGES.map(fromPrivilege),
    ...AWS_ACCESS_TECHNIQUES.map(fromAccess),
    ...AWS_TECHNIQUES.map(fromWorkload),
  ].map((entry) => ({ ...entry, provider: 'aws' }))
  entries.push(
    ...[...GCP_TECHNIQUES.map(fromWorkload), ...listPermissionTechniques()].map((entry) => ({
      ...entry,
      service: entry.id.split('-').slice(0, 2).join('-'),
      provider: 'gcp',
    })),
  )
  entries.push(...listAzureTechniques(), ...POOL_TECHNIQUES)
  return entries.sort((left, right) => (left.id < right.id ? -1 : 1))
}

const common = ({
  id,
  title,
  edge,
  attack,
  likelihood,
  references,
}: Technique | PrivilegeTechnique | AccessTechnique) => ({
  id,
  title,
  service: id.split('-')[0] ?? id,
  edge,
  attack,
  likelihood,
  references,
})

const fromPrivilege = (technique: PrivilegeTechnique): CloudEntry => ({
  ...common(technique),
  category: technique.category,
  needs: {
    self: technique.needs.self.map(permissionText),
    target: [`one of: ${technique.source.says}`, ...technique.needs.target.map(({ says }) => says)],
    world: technique.needs.world.map(({ says }) => says),
  },
})

const fromAccess = (technique: AccessTechnique): CloudEntry => ({
  ...common(technique),
  category: technique.category,
  needs: technique.needs,
})

const fromWorkload = (technique: Technique): CloudEntry => ({
  ...common(technique),
  category: 'workload',
  needs: {
    self: technique.needs.self.map(({ says }) => says),
    target: technique.needs.target.map(({ says }) => says),
    world: technique.needs.world.map(({ says }) => says),
  },
})

function permissionText({ action, on, context, trust, optional, sparedWhen }: Permission): string {
  const conditions = Object.entries(context ?? {}).map(
    ([key, value]) => `${key} = ${typeof value === 'string' ? value : value.join(' or ')}`,
  )
  const where = conditions.length === 0 ? '' : ` with ${conditions.join(', ')}`
  const how = trust === 'rewritten' ? ' (which the attacker makes trust itself)' : ''
  const helps = optional === true ? ' (helps, is not needed)' : ''
  const spared = sparedWhen === undefined ? '' : ` (unless ${sparedWhen.says})`
  return `${action} on ${subjectText(on)}${how}${where}${helps}${spared}`
}

function subjectText(on: Permission['on']): string {
  if (typeof on !== 'string') return on.some
  if (on === '*') return 'no particular resource'
  if (!on.startsWith('arn:')) return `the ${on}`
  return on
    .replaceAll('{account}', '<account>')
    .replaceAll('{region}', '<region>')
    .replaceAll('{new}', '<any>')
}
